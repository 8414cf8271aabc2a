import { sql } from 'kysely';
import type { Reader } from '#server/platform/database.ts';
import type { PartMeasure } from '#shared/modules/roll-health/catalogue-measures.ts';

export type PartColumn = PartMeasure | 'acNo' | 'partNo' | 'isAuxiliary';

/** One State's parts in one import; one constituency's when `acNo` is given. */
export interface PartFile {
  /** Of the import: unique over all databases, which its number is not. */
  id: string;
  no: number;
  stateCode: string;
  acNo?: number | undefined;
}

/**
 * Columns of parts as whole numbers in the order of constituency and part; -1 where a figure was not given. A published
 * import never changes, so the columns of a State are kept while there is room, and read again when there was not.
 */
export async function readPartColumns(
  reader: Reader,
  file: PartFile,
  columns: readonly PartColumn[],
): Promise<Int32Array[]> {
  if (file.acNo !== undefined) return await fetchColumns(reader, file, columns);
  const keyOf = (name: PartColumn) => `${file.id}/${file.stateCode}/${name}`;
  const lacking = columns.filter((name) => !kept.has(keyOf(name)));
  const fetched = lacking.length === 0 ? undefined : fetchColumns(reader, file, lacking);
  for (const [place, name] of lacking.entries()) {
    void kept.add(keyOf(name), nthOf(fetched, place));
  }
  return await Promise.all(columns.map((name) => kept.get(keyOf(name)) ?? nothing()));
}

/**
 * Columns of the previous snapshot in the order of the present one: the part of the same constituency and number, -1
 * where there was none. `own`: columns of the present one, constituency and number first, where they are read already.
 */
export async function readPreviousColumns(
  reader: Reader,
  file: PartFile,
  before: PartFile,
  columns: readonly PartColumn[],
  own: Promise<readonly Int32Array[]> = readPartColumns(reader, file, ['acNo', 'partNo']),
): Promise<Int32Array[]> {
  const keyOf = (name: PartColumn) => `${file.id}<${before.id}/${file.stateCode}/${name}`;
  const isKept = file.acNo === undefined;
  const lacking = isKept ? columns.filter((name) => !kept.has(keyOf(name))) : columns;
  const make = async () => {
    const [[acs, parts], [oldAcs, oldParts, ...old]] = await Promise.all([
      own,
      fetchColumns(reader, before, ['acNo', 'partNo', ...lacking]),
    ]);
    const rows = matchRows([acs, parts], [oldAcs, oldParts]);
    return old.map((column) => rows.map((row) => (row < 0 ? -1 : (column[row] ?? -1))));
  };
  const made = lacking.length === 0 ? undefined : make();
  if (!isKept) return (await made) ?? [];
  for (const [place, name] of lacking.entries()) {
    void kept.add(keyOf(name), nthOf(made, place));
  }
  return await Promise.all(columns.map((name) => kept.get(keyOf(name)) ?? nothing()));
}

/** What was worked out from the columns of a State, such as an order, kept with them. */
export async function keepWith(file: PartFile, name: string, make: () => Promise<Int32Array>): Promise<Int32Array> {
  if (file.acNo !== undefined) return await make();
  const key = `${file.id}/${file.stateCode}/${name}`;
  return await (kept.get(key) ?? kept.add(key, make()));
}

/** For every part whether the file puts it into the district: 1 or 0. */
export async function readPartsInDistrict(reader: Reader, file: PartFile, districtCode: string): Promise<Int32Array> {
  return await keepWith(file, `district ${districtCode}`, async () => {
    const { inside } = await reader
      .selectFrom(partsOf(reader, file, ['districtCode']).as('p'))
      .select(
        sql<Buffer | null>`string_agg(int4send((p.district_code is not distinct from ${districtCode})::integer),
          ''::bytea)`.as('inside'),
      )
      .executeTakeFirstOrThrow();
    return toNumbers(inside);
  });
}

async function fetchColumns(
  reader: Reader,
  file: PartFile,
  columns: readonly PartColumn[],
): Promise<[Int32Array, Int32Array, ...Int32Array[]]> {
  const bytes: Partial<Record<PartColumn, Buffer | null>> = await reader
    .selectFrom(partsOf(reader, file, columns).as('p'))
    .select(columns.map((name) => asBytes(name).as(name)))
    .executeTakeFirstOrThrow();
  const [first, second, ...rest] = columns.map((name) => toNumbers(bytes[name] ?? null));
  return [first ?? new Int32Array(0), second ?? new Int32Array(0), ...rest];
}

function partsOf<Name extends PartColumn | 'districtCode'>(
  reader: Reader,
  { no, stateCode, acNo }: PartFile,
  columns: readonly Name[],
) {
  return reader
    .selectFrom('partFigure')
    .select(columns)
    .where('importNo', '=', no)
    .where('stateCode', '=', stateCode)
    .$if(acNo !== undefined, (query) => query.where('acNo', '=', acNo ?? 0))
    .orderBy('acNo')
    .orderBy('partNo');
}

/** Four bytes a row, one value for the whole column: many times quicker than rows, and nothing to parse. */
function asBytes(name: PartColumn) {
  const column = sql.ref(`p.${name}`);
  return sql<Buffer | null>`string_agg(int4send(coalesce(${column}::integer, -1)), ''::bytea)`;
}

function toNumbers(bytes: Buffer | null): Int32Array {
  if (bytes === null) return new Int32Array(0);
  // A view needs memory that begins on a multiple of four, which a buffer of the pool does not.
  const own = new Uint8Array(bytes.length);
  own.set(bytes);
  Buffer.from(own.buffer).swap32();
  return new Int32Array(own.buffer);
}

async function nthOf(columns: Promise<readonly Int32Array[]> | undefined, place: number): Promise<Int32Array> {
  return (await columns)?.[place] ?? nothing();
}

function nothing(): Promise<Int32Array> {
  return Promise.resolve(new Int32Array(0));
}

type Keys = readonly [Int32Array | undefined, Int32Array | undefined];

/** For every present part the row of the previous one; -1 where there is none. Both are in the order of their keys. */
function matchRows([acs, parts]: Keys, [oldAcs, oldParts]: Keys): Int32Array {
  const rows = new Int32Array(acs?.length ?? 0).fill(-1);
  let old = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const [ac, part] = [acs?.[row] ?? 0, parts?.[row] ?? 0];
    const gap = () => (oldAcs?.[old] ?? 0) - ac || (oldParts?.[old] ?? 0) - part;
    while (old < (oldAcs?.length ?? 0) && gap() < 0) old += 1;
    if (old < (oldAcs?.length ?? 0) && gap() === 0) rows[row] = old;
  }
  return rows;
}

/** Columns in memory, those not asked for longest given up first. Any process can read them again: nothing is lost. */
class Kept {
  readonly #columns = new Map<string, { column: Promise<Int32Array>; bytes: number }>();
  readonly #most: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  has(key: string): boolean {
    return this.#columns.has(key);
  }

  get(key: string): Promise<Int32Array> | undefined {
    const entry = this.#columns.get(key);
    if (entry === undefined) return undefined;
    this.#columns.delete(key);
    this.#columns.set(key, entry);
    return entry.column;
  }

  add(key: string, column: Promise<Int32Array>): Promise<Int32Array> {
    const entry = { column, bytes: 0 };
    this.#columns.set(key, entry);
    column.then(
      ({ byteLength }) => {
        entry.bytes = byteLength;
        this.#bytes += byteLength;
        this.#giveUp(entry);
      },
      () => this.#columns.delete(key),
    );
    return column;
  }

  #giveUp(newest: { bytes: number }): void {
    for (const [key, entry] of this.#columns) {
      if (this.#bytes <= this.#most) return;
      if (entry === newest || entry.bytes === 0) continue;
      this.#columns.delete(key);
      this.#bytes -= entry.bytes;
    }
  }
}

/** Ten lakh parts take 4.2 MB a column. */
const kept = new Kept(160 * 1024 * 1024);
