import { Socket } from 'node:net';
import {
  CamelCasePlugin,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import type { Database } from './tables.ts';

/** Anything that can read: the pool or a transaction. */
export type Reader = Kysely<Database> | Transaction<Database>;
/** A transaction: only commands, migrations and seeds hold one. */
export type Tx = Transaction<Database>;

const dateOid = 1082;
const bigintOid = 20;
const parsers = new Map<number, (text: string) => unknown>([
  [dateOid, (text) => text],
  [bigintOid, Number],
]);

/** Column types read our way: `date` as text, `bigint` as a number (no count of ours reaches 2^53). */
const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
};

/**
 * Sends BEGIN together with the transaction's first statement: one round trip less for every command. Should BEGIN
 * fail, the connection is gone and that statement reports it.
 */
class EagerDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    super.beginTransaction(connection, settings).catch(() => undefined);
  }
}

class EagerDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): EagerDriver {
    return new EagerDriver(this.#config);
  }
}

const statementMs = 8_000;
/** The server ends a slow statement itself; longer than this it is the server that stands still, or the network. */
const silenceMs = 9_000;

/**
 * Opens a pool on the database. Connections are made when first needed; statements time out after 8 s, and a
 * connection on which nothing comes for 9 s is given up. A patient pool waits as long as it takes: for migrations.
 */
export function connect(url: string, options: { poolSize?: number; isPatient?: boolean } = {}): Kysely<Database> {
  const isPatient = options.isPatient ?? false;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 12,
    pipeline: true,
    types: columnTypes,
    connectionTimeoutMillis: 3_000,
    ...(isPatient ? {} : { statement_timeout: statementMs, stream: openSocket }),
    idle_in_transaction_session_timeout: 15_000,
  });
  // A connection that dies while idle is replaced by the pool at the next query, which reports its own failure.
  pool.on('error', () => undefined);
  // One that dies between two statements of a transaction says so too, and an error nobody listens for ends the
  // process. The next statement on it fails, and that is the report.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({
    dialect: new EagerDialect({ pool }),
    plugins: [new CamelCasePlugin({ underscoreBeforeDigits: true })],
  });
}

/** A socket that breaks when nothing was said on it for too long. The pool closes idle connections at about that age. */
function openSocket(): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => socket.destroy(new Error('Connection terminated: the database does not answer')));
  return socket;
}

/** Closes the pool after the queries under way. */
export async function disconnect(db: Kysely<Database>): Promise<void> {
  await db.destroy();
}

/** True for PostgreSQL errors with this SQLSTATE, e.g. `23505` unique violation. */
export function isSqlState(error: unknown, state: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === state;
}
