// One import as an office makes it, over HTTP on the product's own process; and the same rows by `psql \copy`, without
// a check, into a plain table of the same shape on the same PostgreSQL.

import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { countLive, listSums } from '#server/modules/exchange/views.ts';
import { connect, disconnect } from '#server/platform/database.ts';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import { newId } from '#shared/kernel/ids.ts';
import { withClient } from './database.ts';
import type { Context } from './harness.ts';
import { postJson } from './http.ts';
import { partHeader } from './nation-file.ts';
import { startServer } from './processes.ts';

const run = promisify(execFile);

export interface ImportBench {
  /** From the first byte to publication by the second person; ms. */
  publish(file: string): Promise<number>;
  /** The same, and then taken out again, so that every round finds what the first found; ms. */
  round(file: string): Promise<number>;
  /** `psql \copy` of the file into an empty plain table; ms. */
  copy(file: string): Promise<number>;
  /** Sums stored that differ from those counted from the parts. */
  readonly differences: number;
  /** Largest growth of the process's memory during one import, in MB. */
  readonly growthMb: number;
}

export interface Office {
  maker: string;
  checker: string;
  stateCode: string | null;
  bodyId: string;
}

/** Starts the product on a database of its own, on all cores as in use, and signs both persons of the office in. */
export async function openImportBench(context: Context, office: Office): Promise<ImportBench> {
  const database = await (await context.database()).urlOf(`imports_${office.bodyId.toLowerCase().replace(/\W/g, '_')}`);
  const psql = findPsql();
  if (psql === undefined) throw new Error('Not measured: there is no psql on this machine.');
  const env = { DATABASE_URL: database, DATA_DIR: context.folder(), DEMONSTRATION: 'yes' };
  const product = await startServer({ script: ['server/main.ts'], env, readyPath: '/readyz', timeoutMs: 180_000 });
  context.atEnd(product.stop);
  const [maker, checker] = [await signIn(product.url, office.maker), await signIn(product.url, office.checker)];
  const columns = partHeader.replace('85plus', '85_plus').replace('18_19', '1819').replace('over_10', 'over_10');
  let differences = 0;
  let growthMb = 0;
  let isCounted = false;

  async function call<Answer>(cookie: string, verb: string, input: object): Promise<Answer> {
    const answer = await postJson(product.url, `/api/trpc/exchange.${verb}`, input, cookie);
    if (answer.status !== 200) throw new Error(`exchange.${verb}: ${answer.body.toString().slice(0, 400)}`);
    const { result }: { result: { data: Answer } } = JSON.parse(answer.body.toString());
    return result.data;
  }

  async function publish(file: string, asOf: string): Promise<{ id: string; ms: number }> {
    const bytes = statSync(file).size;
    const began = performance.now();
    const start = { key: newId(), dataset: 'part_snapshot', stateCode: office.stateCode, bodyId: office.bodyId };
    const opened = await call<{ id: string }>(maker, 'start', {
      ...start,
      header: headerOf(asOf),
      corrects: null,
      bytes,
    });
    const { id } = opened;
    const { status, version } = await put(`${product.url}/api/imports/${id}`, maker, file, bytes);
    if (status !== 'staged') throw new Error(`The file was ${status}.`);
    const notes = Object.fromEntries(['V03', 'V04', 'V08', 'V16', 'HOUSEHOLDS'].map((check) => [check, 'made up so']));
    await call(maker, 'submit', { key: newId(), id, version, notes });
    await call(checker, 'publish', { key: newId(), id, version: version + 1 });
    return { id, ms: performance.now() - began };
  }

  return {
    get differences() {
      return differences;
    },
    get growthMb() {
      return growthMb;
    },
    publish: async (file) => (await publish(file, '2026-09-30')).ms,
    async round(file) {
      const watch = watchMemory(product.pid);
      const { id, ms } = await publish(file, '2026-10-31');
      growthMb = Math.max(growthMb, watch.stop());
      // The rounds bring the same file: its sums are counted afresh after the first.
      if (!isCounted) differences += await countDifferences(database, id);
      isCounted = true;
      await takeOut(database, id);
      return ms;
    },
    async copy(file) {
      await withClient(database, async (client) => {
        await client.query('drop table if exists plain');
        await client.query(`create table plain as select ${columns} from part_figure with no data`);
      });
      const command = `\\copy plain (${columns}) from '${file}' with (format csv, header)`;
      const began = performance.now();
      await run(psql, ['--no-psqlrc', '--quiet', '--dbname', database, '--command', command]);
      return performance.now() - began;
    },
  };
}

function headerOf(asOf: string) {
  return {
    rollType: 'assembly',
    exerciseType: 'SIR',
    stage: asOf === '2026-10-31' ? 'final' : 'draft',
    supplementNo: null,
    qualifyingDate: '2026-10-01',
    asOf,
    publishedOn: null,
    sourceRef: 'Synthetic file of the bench, no record of anything',
    basis: asOf === '2026-10-31' ? 'final' : 'draft',
    precision: 'exact',
  };
}

async function signIn(url: string, name: string): Promise<string> {
  const email = `${name}@demo.samanvay.example`;
  const answer = await postJson(url, '/api/sign-in', { email, password: demonstrationPassword });
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status}`);
  return answer.setCookies.map((line) => line.split(';')[0]).join('; ');
}

/** Streams the file, as a browser does. */
function put(url: string, cookie: string, file: string, bytes: number): Promise<{ status: string; version: number }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/octet-stream', 'content-length': bytes };
    const outgoing = request(url, { method: 'PUT', headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      incoming.on('end', () => {
        if (incoming.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`PUT answers ${incoming.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    outgoing.on('error', reject);
    createReadStream(file, { highWaterMark: 256 * 1024 })
      .on('error', reject)
      .pipe(outgoing);
  });
}

/** Memory of the process while something runs; `stop` gives the growth over its start, in MB. */
function watchMemory(pid: number): { stop: () => number } {
  const read = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0') / 1024;
  const start = read();
  let most = start;
  const timer = setInterval(() => {
    most = Math.max(most, read());
  }, 25);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, read()) - start;
    },
  };
}

async function countDifferences(database: string, id: string): Promise<number> {
  const db = connect(database, { poolSize: 1, isPatient: true });
  try {
    const { no } = await db.selectFrom('rollImport').select('no').where('id', '=', id).executeTakeFirstOrThrow();
    const keyed = (sums: Awaited<ReturnType<typeof listSums>>) =>
      new Map(
        sums.map(({ stateCode, level, code, parentCode, counts, known }) => {
          const sorted = [counts, known].map((each) =>
            Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)),
          );
          return [`${stateCode}/${level}/${code}`, JSON.stringify([parentCode, sorted])];
        }),
      );
    const stored = keyed(await listSums(db, no));
    const live = keyed(await countLive(db, { importNo: no, isSir: true }));
    const keys = new Set([...stored.keys(), ...live.keys()]);
    return [...keys].filter((key) => stored.get(key) !== live.get(key)).length;
  } finally {
    await disconnect(db);
  }
}

/** Takes a published import out of the database altogether. */
async function takeOut(database: string, id: string): Promise<void> {
  await withClient(database, async (client) => {
    const { rows } = await client.query<{ no: number }>('select no from roll_import where id = $1', [id]);
    const no = rows[0]?.no ?? 0;
    await client.query(
      'delete from roll_statement where id in (select statement_id from roll_import_state where import_no = $1)',
      [no],
    );
    await client.query(`drop table if exists part_figure_${String(no)}`);
    await client.query('delete from roll_import where id = $1', [id]);
  });
}

/** psql of the path or of an installed PostgreSQL, newest first. */
function findPsql(): string | undefined {
  const installed = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const folders = [...installed, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, 'psql')).find((program) => existsSync(program));
}
