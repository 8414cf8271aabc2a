// What an import is compared with, and its sums counted afresh from its parts. Read by the worker that reads the file and
// by the service that publishes it.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { RegisteredArea } from '#server/platform/area-register.ts';
import type { Reader } from '#server/platform/database.ts';
import { partitionOf } from '#server/platform/part-store.ts';
import type { Session } from '#server/platform/session.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { type ImportStep, isOpen, rollObjectOf } from '#shared/modules/exchange/rules-import.ts';
import { snakeOf } from '#shared/modules/exchange/rules-part-header.ts';
import type { AreaSum } from '#shared/modules/exchange/rules-part-sums.ts';
import { stationCap } from '#shared/modules/exchange/rules-parts.ts';
import type { DatasetId, ImportLine, ImportView } from '#shared/modules/exchange/schema.ts';
import { type Act, isAllowed } from '#shared/modules/people/permissions.ts';
import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import * as queries from './queries.ts';

type ImportRow = queries.ImportRow;
type RollType = ImportRow['rollType'];

/** One State's areas as a file may name them on a day. */
export interface StatePlaces {
  stateCode: string;
  hasAssembly: boolean;
  /** Constituencies by number, each with its district where the register says so. */
  constituencies: Map<number, string | null>;
  /** Undefined when no district is registered. */
  districts: Set<string> | undefined;
}

/** The areas of every State, or of one, as registered for the day. */
export async function listPlaces(reader: Reader, day: IsoDate, stateCode: string | null): Promise<StatePlaces[]> {
  const states = await reader.selectFrom('state').select(['code', 'eciCode', 'legislature']).orderBy('code').execute();
  const areas = await reader
    .selectFrom('area')
    .select(['stateCode', 'kind', 'code', 'parentCode'])
    .where('kind', 'in', ['ac', 'district'])
    .where('isSample', '=', false)
    .$if(stateCode !== null, (query) => query.where('stateCode', '=', stateCode ?? ''))
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('stateCode')
    .execute();
  const byState = Map.groupBy(areas, ({ stateCode }) => stateCode);
  return states.map(({ code, legislature }) => {
    const own = byState.get(code) ?? [];
    const districts = own.filter(({ kind }) => kind === 'district').map((area) => area.code);
    const constituencies = own.filter(({ kind }) => kind === 'ac');
    return {
      stateCode: code,
      hasAssembly: legislature !== 'none',
      constituencies: new Map(constituencies.map((area) => [Number(area.code), area.parentCode])),
      districts: districts.length === 0 ? undefined : new Set(districts),
    };
  });
}

export interface PreviousImport {
  importNo: number;
  stateCode: string;
  asOf: IsoDate;
  stage: string;
  qualifyingDate: IsoDate | null;
  hasParts: boolean;
}

/** Each State's newest published file of the dataset from before the day: by day, then publication. Never a sample. */
export async function listPrevious(
  reader: Reader,
  dataset: DatasetId,
  before: IsoDate,
  rollType: RollType = 'assembly',
): Promise<PreviousImport[]> {
  return await reader
    .selectFrom('rollImport as i')
    .innerJoin('rollImportState as s', 's.importNo', 'i.no')
    .distinctOn('s.stateCode')
    .select(['i.no as importNo', 's.stateCode', 'i.asOf', 'i.stage', 'i.qualifyingDate', 's.hasParts'])
    .where('i.dataset', '=', dataset)
    .where('i.rollType', '=', rollType)
    .where('i.status', '=', 'published')
    .where('i.isSample', '=', false)
    .where('i.asOf', '<', before)
    .where('s.leftOut', 'is', null)
    .orderBy('s.stateCode')
    .orderBy('i.asOf', 'desc')
    .orderBy('i.publishedAt', 'desc')
    .execute();
}

/** Stored sums of an import at these levels, by State, level and code. */
export async function listSums(
  reader: Reader,
  importNo: number,
  levels: readonly AreaSum['level'][] = ['A', 'D', 'S'],
): Promise<AreaSum[]> {
  const rows = await reader
    .selectFrom('areaCount')
    .select(['stateCode', 'level', 'code', 'parentCode', 'counts', 'known'])
    .where('importNo', '=', importNo)
    .where('level', 'in', [...levels])
    .orderBy('stateCode')
    .orderBy('level')
    .orderBy('code')
    .execute();
  return rows.map(({ level, ...row }) => ({ ...row, level: level === 'A' || level === 'D' ? level : 'S' }));
}

/** Areas of a register that wait for publication, by State. */
export async function listStagedAreas(reader: Reader, importNo: number): Promise<Map<string, RegisteredArea[]>> {
  const { rows } = await sql<{ stateCode: string; areas: string }>`
    select state_code, attributes ->> 'areas' as areas from area_count where import_no = ${importNo}`.execute(reader);
  const byState = Map.groupBy(rows, ({ stateCode }) => stateCode);
  return new Map(
    [...byState].map(([stateCode, own]) => [
      stateCode,
      own.flatMap(({ areas }): RegisteredArea[] => JSON.parse(areas)),
    ]),
  );
}

/** The totals of one constituency's parts in an import, as lists of text in one order: `{1,2,3}` and `{980,810,1020}`. */
export interface PartTotals {
  stateCode: string;
  acNo: number;
  parts: string;
  totals: string;
}

/** What the parts of some constituencies of a published import closed with, by State and constituency. */
export async function listPartTotals(
  reader: Reader,
  previous: { importNo: number; acs: readonly { stateCode: string; acNo: number }[] },
): Promise<PartTotals[]> {
  const { rows } = await sql<PartTotals>`
    select p.state_code, p.ac_no, array_agg(p.part_no)::text as parts, array_agg(p.electors_total)::text as totals
    from ${partitionOf(previous.importNo)} p
      join jsonb_to_recordset(${JSON.stringify(previous.acs)}::jsonb) as a("stateCode" text, "acNo" smallint)
        on a."stateCode" = p.state_code and a."acNo" = p.ac_no
    group by p.state_code, p.ac_no order by p.state_code, p.ac_no`.execute(reader);
  return rows;
}

/** Constituencies of an import with the mark of what their parts closed with, where it is kept. */
export async function listClosings(
  reader: Reader,
  importNo: number,
): Promise<{ stateCode: string; code: string; closing: string | null }[]> {
  const { rows } = await sql<{ stateCode: string; code: string; closing: string | null }>`
    select state_code, code, attributes ->> 'closing' as closing from area_count
    where import_no = ${importNo} and level = 'A' order by state_code, code`.execute(reader);
  return rows;
}

/** True when the State has the same parts in both partitions and every count of every part is the same (V17). */
export async function isCopyOfParts(
  reader: Reader,
  no: number,
  previous: { importNo: number; stateCode: string },
): Promise<boolean> {
  const of = (table: RawBuilder<unknown>) => sql`select ac_no, part_no, ${measureList} from ${table}
    where state_code = ${previous.stateCode}`;
  const { rows } = await sql<{ isCopy: boolean }>`select not exists (${of(partitionOf(no))} except
    ${of(partitionOf(previous.importNo))}) and not exists (${of(partitionOf(previous.importNo))} except
    ${of(partitionOf(no))}) as is_copy`.execute(reader);
  return rows[0]?.isCopy === true;
}

const measureColumns = partMeasures.map((measure) => ({ measure, column: sql.ref(snakeOf(measure)) }));
const measureList = sql.join(measureColumns.map(({ column }) => column));

/**
 * The sums of an import, counted from its parts as they lie: what `area_count` must hold, to the last elector. In the
 * order State, level, code. A part without a district of its own takes its constituency's, as the import has it.
 */
export async function countLive(
  reader: Reader,
  of: { importNo: number; isSir: boolean; stateCode?: string },
): Promise<AreaSum[]> {
  await sql`analyze area_count`.execute(reader);
  const { rows } = await liveSums(of).execute(reader);
  return rows;
}

/** Stores the sums counted from the parts of an import that has none yet: for corrections. */
export async function storeLive(reader: Reader, of: { importNo: number; isSir: boolean }): Promise<void> {
  // Constituencies stored a moment ago are unknown to the planner, which would then look through them part by part.
  await sql`analyze area_count`.execute(reader);
  await sql`insert into area_count (import_no, state_code, level, code, parent_code, counts, known)
    select ${of.importNo}, live.* from (${liveSums(of)}) live`.execute(reader);
}

function liveSums(of: { importNo: number; isSir: boolean; stateCode?: string }): RawBuilder<AreaSum> {
  const sums = measureColumns.map(({ measure, column }) => sql`${sql.lit(measure)}, sum(${column})`);
  const given = measureColumns.map(
    ({ measure, column }) =>
      sql`${sql.lit(measure)}, case when count(${column}) > 0 and count(${column}) < count(*) then count(${column}) end`,
  );
  const ofDraft = sql<SqlBool>`${of.isSir}::boolean and f.not_in_draft is not null and f.electors_before > 0`;
  const spread = sql`case when grouping(ac_no, district) < 3 then floor((percentile_cont(0.9) within group (order by rate)
    - percentile_cont(0.1) within group (order by rate)) * 100000000 + 0.5)::bigint end`;
  const own = of.stateCode === undefined ? sql`` : sql`and f.state_code = ${of.stateCode}`;
  return sql<AreaSum>`
    with part as (
      select f.*, coalesce(f.district_code, a.parent_code, '') as district,
        case when ${ofDraft} then f.not_in_draft when f.opening > 0 then f.deletions end as taken,
        case when ${ofDraft} then f.electors_before when f.opening > 0 then f.opening end as taken_of,
        case when ${ofDraft} then f.not_in_draft / f.electors_before::float8
          when f.opening > 0 then f.deletions / f.opening::float8 end as rate
      from part_figure f
        left join area_count a on a.import_no = f.import_no and a.level = 'A' and a.state_code = f.state_code
          and a.code = lpad(f.ac_no::text, 3, '0')
      where f.import_no = ${of.importNo} ${own}
    ), summed as (
      select state_code,
        case grouping(ac_no, district) when 1 then 'A' when 2 then 'D' else 'S' end as level,
        case grouping(ac_no, district) when 1 then lpad(ac_no::text, 3, '0') when 2 then district else state_code end as code,
        case when grouping(ac_no, district) = 1 and count(distinct part.district) = 1
          then nullif(max(part.district), '') end as parent_code,
        jsonb_strip_nulls(jsonb_build_object(
          'parts', count(*), 'partsOverCap', count(*) filter (where electors_total > ${sql.lit(stationCap)}),
          'constituencies', count(distinct ac_no) filter (where part.ac_no > 0),
          ${sql.join(sums)},
          'partsWithDeletionRate', nullif(count(rate), 0),
          'partsFlaggedDeletions', case when count(rate) > 0
            then count(*) filter (where taken * 100::bigint > taken_of * 2::bigint) end,
          'deletionSpreadMillionths', ${spread})
        || jsonb_build_object(
          'partsWithAdditionRate', nullif(count(additions) filter (where opening > 0), 0),
          'partsFlaggedAdditions', case when count(additions) filter (where opening > 0) > 0
            then count(*) filter (where opening > 0 and additions * 100::bigint > opening * 4::bigint) end,
          'partsWithFlow', nullif(count(additions + deletions), 0),
          'partsNoFlow', case when count(additions + deletions) > 0
            then count(*) filter (where additions = 0 and deletions = 0) end,
          'partsWithBlo', nullif(count(blo_posted), 0),
          'bloPosted', case when count(blo_posted) > 0 then count(*) filter (where blo_posted) end,
          'partsAuxiliary', case when count(is_auxiliary) > 0 then count(*) filter (where is_auxiliary) end
        )) as counts,
        jsonb_strip_nulls(jsonb_build_object(${sql.join(given)}, 'bloPosted',
          case when count(blo_posted) > 0 and count(blo_posted) < count(*) then count(blo_posted) end)) as known,
        bool_or(part.district = '') as is_undistricted
      from part
      group by grouping sets ((state_code, ac_no), (state_code, district), (state_code))
    )
    select s.state_code, s.level, s.code, s.parent_code, s.counts, s.known from summed s
      where s.level <> 'D' or not exists (
        select 1 from summed whole where whole.level = 'S' and whole.state_code = s.state_code and whole.is_undistricted)
      order by s.state_code, s.level, s.code`;
}

/** Counts of a State in an import, or undefined. */
export async function findStateCounts(
  reader: Reader,
  importNo: number,
  stateCode: string,
): Promise<Counts | undefined> {
  const row = await reader
    .selectFrom('areaCount')
    .select('counts')
    .where('importNo', '=', importNo)
    .where('level', '=', 'S')
    .where('stateCode', '=', stateCode)
    .executeTakeFirst();
  return row?.counts;
}

/** An import as the person may see it, with what they may do. */
function toLine(
  session: Session,
  row: ImportRow,
  actors: ReadonlyMap<string, { personId: string; name: string }>,
): ImportLine {
  const may = (act: Act) => isAllowed(session.capacity, { object: rollObjectOf(row.bodyId), act }, row);
  const can = (act: Act, step: ImportStep) => may(act) && isOpen(row.status, step);
  const nameOf = (membershipId: string | null) => actors.get(membershipId ?? '')?.name ?? null;
  const isOwn = actors.get(row.submittedBy ?? '')?.personId === session.personId;
  const isVerified = session.capacity.bodyKind === 'eci' && rollObjectOf(row.bodyId) === 'assemblyRoll';
  return {
    id: row.id,
    no: row.no,
    dataset: row.dataset,
    stateCode: row.stateCode,
    bodyId: row.bodyId,
    mode: row.mode,
    header: {
      rollType: row.rollType,
      exerciseType: row.exerciseType,
      stage: row.stage,
      supplementNo: row.supplementNo,
      qualifyingDate: row.qualifyingDate,
      asOf: row.asOf,
      publishedOn: row.publishedOn,
      sourceRef: row.sourceRef,
      basis: row.basis,
      precision: row.precision,
    },
    status: row.status,
    bytesTotal: row.bytesTotal,
    bytesRead: row.bytesRead,
    rowsRead: row.rowsRead,
    madeBy: nameOf(row.madeBy),
    submittedBy: nameOf(row.submittedBy),
    decidedBy: nameOf(row.decidedBy),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
    can: {
      cancel: can('write', 'cancel'),
      submit: can('submit', 'submit'),
      publish: can('publish', 'publish') && !isOwn,
      return: can(isVerified ? 'verify' : 'publish', 'return'),
      discard: can('write', 'discard'),
    },
  };
}

/** Imports that the person may see, newest first: published ones and those whose drafts they may read. */
export async function listLines(
  reader: Reader,
  session: Session,
  stateCode: string | undefined,
): Promise<ImportLine[]> {
  const rows = (await queries.listImports(reader, stateCode)).filter((row) => {
    const act = row.status === 'published' ? 'read' : 'readDraft';
    return isAllowed(session.capacity, { object: rollObjectOf(row.bodyId), act }, row);
  });
  const actors = await queries.listActors(
    reader,
    rows.flatMap(({ madeBy, submittedBy, decidedBy }) => [madeBy, submittedBy, decidedBy]),
  );
  return rows.map((row) => toLine(session, row, actors));
}

/** One import with everything that a maker or checker decides by: findings, and sums beside those they would follow. */
export async function getImportView(reader: Reader, session: Session, row: ImportRow): Promise<ImportView> {
  const [actors, findings, states, previous] = await Promise.all([
    queries.listActors(reader, [row.madeBy, row.submittedBy, row.decidedBy]),
    queries.findFindings(reader, row.id),
    queries.listImportStates(reader, row.no),
    listPrevious(reader, row.dataset, row.asOf, row.rollType),
  ]);
  const newer =
    row.stateCode === null && row.status !== 'published' ? await queries.listNewerPublished(reader, row) : [];
  const before = new Map<string, ImportView['states'][number]['previous']>();
  for (const { stateCode, importNo, asOf } of previous) {
    if (!states.some((state) => state.stateCode === stateCode)) continue;
    const counts = await findStateCounts(reader, importNo, stateCode);
    if (counts !== undefined) before.set(stateCode, { asOf, counts });
  }
  return {
    ...toLine(session, row, actors),
    corrects: row.correctsNo === null ? null : { no: row.correctsNo, erratum: row.erratum ?? '' },
    findings,
    notes: row.notes,
    returnReason: row.returnReason,
    states: states.map(({ stateCode, partRows, leftOut, counts }) => ({
      stateCode,
      rows: partRows,
      leftOut: leftOut ?? (newer.includes(stateCode) ? 'newer_published' : null),
      counts: counts ?? {},
      previous: before.get(stateCode) ?? null,
    })),
  };
}
