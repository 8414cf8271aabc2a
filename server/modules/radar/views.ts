// What the radar reads across tables: the dates, needs and rooms of exercises, pools and holidays, now or as they stood.

import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate, startOfIstDay } from '#shared/kernel/time.ts';
import { messageOf } from '#shared/modules/radar/catalogue.ts';
import type { RadarExercise, RadarInput, RadarMilestone } from '#shared/modules/radar/rules.ts';
import { evaluateAll } from '#shared/modules/radar/rules-engine.ts';
import { countStates, meets, toFindingView, uncheckedOf } from '#shared/modules/radar/rules-lists.ts';
import { actsAfter, compareFindings, isCounted, isOver, statusOf } from '#shared/modules/radar/rules-standing.ts';
import { suggestDay } from '#shared/modules/radar/rules-suggest.ts';
import type {
  Finding,
  FindingActView,
  FindingDetail,
  FindingExercise,
  FindingList,
  FindingStatus,
  ListFindings,
  SuggestionView,
} from '#shared/modules/radar/schema.ts';
import { referenceWindows } from '#shared/modules/timelines/rules.ts';
import * as queries from './queries.ts';

/** More exercises and dates than both commissions hold in some years, a hundred times over. */
const mostExercises = 50_000;
const mostRows = 500_000;

export interface Reading {
  /** The day to which the rules count. */
  today: IsoDate;
  /** Null for the whole country. */
  stateCodes: readonly string[] | null;
  /** As at the end of this IST day; undefined for now. */
  asOn?: IsoDate | undefined;
}

/**
 * Everything the rules look at. Exercises of the whole country have no area and are left out.
 *
 * As of a past day the dates that offices entered are those that stood at its end: a later revision is not there, what
 * it replaced is in force, a later confirmation is not given. The public record's own rows came with their present
 * content and are read so for every day; and what was noted of an exercise (area, method, needs) is kept as it is now.
 */
export async function readInput(reader: Reader, { today, stateCodes, asOn }: Reading): Promise<RadarInput> {
  const until = asOn === undefined ? null : startOfIstDay(addDays(asOn, 1));
  const exercises = await listExercises(reader, stateCodes, until);
  const ids = exercises.map(({ id }) => id);
  const [milestones, needs, rooms, pools, holidays] = await Promise.all([
    listMilestones(reader, ids, until),
    listNeeds(reader, ids),
    listRooms(reader, ids),
    listPools(reader, stateCodes),
    listHolidays(reader, stateCodes),
  ]);
  const [milestonesOf, needsOf, roomsOf] = [
    Map.groupBy(milestones, ({ exerciseId }) => exerciseId),
    Map.groupBy(needs, ({ exerciseId }) => exerciseId),
    Map.groupBy(rooms, ({ exerciseId }) => exerciseId),
  ];
  return {
    today,
    exercises: exercises.map(
      (exercise): RadarExercise => ({
        ...exercise,
        milestones: (milestonesOf.get(exercise.id) ?? []).map((row) => toMilestone(row, until)),
        needs: needsOf.get(exercise.id) ?? [],
        rooms: (roomsOf.get(exercise.id) ?? []).map(({ roomId, fromDate, toDate }) => ({
          roomId,
          from: fromDate,
          to: toDate,
        })),
      }),
    ),
    pools,
    holidays,
    reference: referenceWindows,
  };
}

async function listExercises(reader: Reader, stateCodes: readonly string[] | null, until: Date | null) {
  let select = reader
    .selectFrom('exercise')
    .select(['id', 'stateCode', 'bodyKind', 'kind', 'revisionKind', 'nameEn', 'districts', 'areaClass', 'method'])
    .select(['machineOwner', 'machineModel', 'baseRollDate', 'petitionDays', 'outsideKind', 'isMarked', 'isSample'])
    .where('stateCode', 'is not', null)
    .orderBy('id')
    .limit(mostExercises);
  if (stateCodes !== null) select = select.where('stateCode', 'in', stateCodes);
  if (until === null) return await select.where('withdrawnAt', 'is', null).execute();
  return await select
    .where((eb) => eb.or([eb('withdrawnAt', 'is', null), eb('withdrawnAt', '>=', until)]))
    .where((eb) => eb.or([eb('recordedBy', 'is', null), eb('recordedAt', '<', until)]))
    .execute();
}

const milestoneColumns = [
  'id',
  'exerciseId',
  'milestone',
  'position',
  'startDate',
  'endDate',
  'status',
  'confidence',
  'note',
  'overrideReason',
] as const;

async function listMilestones(reader: Reader, exerciseIds: readonly string[], until: Date | null) {
  if (exerciseIds.length === 0) return [];
  let select = reader
    .selectFrom('milestone')
    .select([...milestoneColumns, 'supersededAt', 'confirmedAt'])
    .where('exerciseId', 'in', exerciseIds)
    .orderBy('exerciseId')
    .orderBy('position')
    .limit(mostRows);
  if (until === null) select = select.where('withdrawnAt', 'is', null);
  else
    select = select
      .where((eb) => eb.or([eb('withdrawnAt', 'is', null), eb('withdrawnAt', '>=', until)]))
      .where((eb) => eb.or([eb('recordedBy', 'is', null), eb('recordedAt', '<', until)]));
  return await select.execute();
}
type MilestoneRow = Awaited<ReturnType<typeof listMilestones>>[number];

function toMilestone(row: MilestoneRow, until: Date | null): RadarMilestone {
  const { exerciseId: _, supersededAt, confirmedAt, ...milestone } = row;
  const wasLater = until !== null && [supersededAt, confirmedAt].some((at) => at !== null && at >= until);
  // What it was called before is not kept; the rules ask only whether it is over or replaced.
  return wasLater ? { ...milestone, status: 'due' } : milestone;
}

async function listNeeds(reader: Reader, exerciseIds: readonly string[]) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('exerciseNeed')
    .select(['exerciseId', 'districtCode', 'resource', 'unit', 'needed'])
    .where('exerciseId', 'in', exerciseIds)
    .orderBy('exerciseId')
    .orderBy('districtCode')
    .orderBy('resource')
    .orderBy('unit')
    .limit(mostRows)
    .execute();
}

async function listRooms(reader: Reader, exerciseIds: readonly string[]) {
  if (exerciseIds.length === 0) return [];
  return await reader
    .selectFrom('exerciseRoom')
    .select(['exerciseId', 'roomId', 'fromDate', 'toDate'])
    .where('exerciseId', 'in', exerciseIds)
    .orderBy('exerciseId')
    .orderBy('roomId')
    .limit(mostRows)
    .execute();
}

async function listPools(reader: Reader, stateCodes: readonly string[] | null) {
  let select = reader
    .selectFrom('pool')
    .select(['stateCode', 'districtCode', 'resource', 'ownerId', 'model', 'unit', 'available'])
    .orderBy('stateCode')
    .orderBy('districtCode')
    .orderBy('resource')
    .orderBy('ownerId')
    .orderBy('model')
    .orderBy('unit')
    .limit(mostRows);
  if (stateCodes !== null) select = select.where('stateCode', 'in', stateCodes);
  return await select.execute();
}

async function listHolidays(reader: Reader, stateCodes: readonly string[] | null) {
  let select = reader.selectFrom('holiday').select(['stateCode', 'day']).orderBy('stateCode').orderBy('day');
  if (stateCodes !== null) select = select.where('stateCode', 'in', stateCodes);
  const rows = await select.limit(mostRows).execute();
  const days = new Map<string, Set<IsoDate>>();
  for (const { stateCode, day } of rows) days.set(stateCode, (days.get(stateCode) ?? new Set()).add(day));
  return days;
}

/** A moment to read at: `asOn` is a past day, at whose end things are read; without it, now. */
export interface ReadingDay {
  now: Date;
  day: IsoDate;
  asOn: IsoDate | undefined;
}

/** A finding with what was said of it and since when it stands, as far as that is known. */
interface Standing extends Finding {
  messageEn: string;
  messageHi: string;
  status: FindingStatus;
  stored: queries.FindingRow | null;
  acts: readonly ActRow[];
}
type ActRow = Awaited<ReturnType<typeof queries.listActs>>[number];

/** What the rules find now, as stored; or found anew from the dates as they stood at the end of a past day. */
async function listStanding(
  reader: Reader,
  { asOn }: ReadingDay,
  stateCodes: readonly string[] | null,
): Promise<Standing[]> {
  if (asOn === undefined) {
    const rows = await queries.listFindings(reader, { stateCodes, withGone: false });
    return rows.map((row) => ({ ...row, stored: row, acts: [] }));
  }
  const input = await readInput(reader, { today: asOn, stateCodes, asOn });
  const found = evaluateAll(input);
  const sentences = await wordsOf(reader, found);
  const ids = found.map(({ id }) => id);
  const acts = Map.groupBy(
    await queries.listActs(reader, ids, startOfIstDay(addDays(asOn, 1))),
    ({ findingId }) => findingId,
  );
  return found.map((finding) => {
    const said = acts.get(finding.id) ?? [];
    return { ...finding, ...sentences(finding), status: statusOf(said), stored: null, acts: said };
  });
}

/** The list page: what meets the filter, apart by how far it may be relied on; counts are of the whole country. */
export async function listFindings(reader: Reader, filter: ListFindings, at: ReadingDay): Promise<FindingList> {
  const everything = (await listStanding(reader, at, null)).toSorted(compareFindings);
  const exercises = await readExercises(
    reader,
    everything.flatMap(({ exerciseIds }) => exerciseIds),
  );
  const met = everything.filter((finding) => meets(finding, filter, at.day, (id) => exercises.get(id)?.bodyId ?? null));
  const counted = met.filter(isCounted);
  const shown = met.filter(({ outcome, isSample }) => outcome !== 'cannot_evaluate' || isSample);
  const toRow = (finding: Standing) => toFindingView(finding, at.day);
  return {
    day: at.day,
    asOn: at.asOn ?? null,
    readAt: at.now.toISOString(),
    findings: counted.filter((finding) => !isOver(finding, at.day)).map(toRow),
    past: counted.filter((finding) => isOver(finding, at.day)).map(toRow),
    drafts: shown.filter(({ isDraft, isSample }) => isDraft && !isSample).map(toRow),
    samples: shown.filter(({ isSample }) => isSample).map(toRow),
    unchecked: uncheckedOf(met.filter(({ outcome, isSample }) => outcome === 'cannot_evaluate' && !isSample)),
    exercises: exercisesOf(shown, exercises),
    byState: countStates(everything, at.day),
  };
}

/** One finding whole; undefined when the rules never made it, or as of a past day did not make it then. */
export async function getFinding(reader: Reader, id: string, at: ReadingDay): Promise<FindingDetail | undefined> {
  const row = await queries.findFinding(reader, id);
  const finding = await findStanding(reader, id, row, at);
  if (finding === undefined) return undefined;
  const [exercises, milestones, districts, acts] = await Promise.all([
    readExercises(reader, finding.exerciseIds),
    listUsedMilestones(reader, [...new Set(finding.working.windows.flatMap((window) => window.milestones))]),
    readDistricts(reader, finding.stateCode),
    at.asOn === undefined ? queries.listActs(reader, [id], null) : finding.acts,
  ]);
  const isOpen = (finding.stored?.goneAt ?? null) === null && !isOver(finding, at.day);
  const codes = finding.working.districts ?? [];
  return {
    day: at.day,
    asOn: at.asOn ?? null,
    finding: toFindingView(finding, at.day),
    working: finding.working,
    exercises: exercisesOf([finding], exercises),
    milestones,
    reference: referenceWindows.map(({ id: name, start, end, source }) => ({ id: name, start, end, source })),
    districtNames: Object.fromEntries(
      codes.map((code) => [code, { en: districts.get(code)?.nameEn ?? null, hi: districts.get(code)?.nameHi ?? null }]),
    ),
    acts: acts.map(toAct),
    suggestion: isOpen ? await suggest(reader, finding, at) : null,
    foundAt: finding.stored?.foundAt.toISOString() ?? null,
    changedAt: finding.stored?.changedAt.toISOString() ?? null,
    goneAt: finding.stored?.goneAt?.toISOString() ?? null,
    version: finding.stored?.version ?? 0,
    can: actsAfter(finding.status),
  };
}

async function suggest(reader: Reader, finding: Finding, { day, asOn }: ReadingDay): Promise<SuggestionView | null> {
  const input = await readInput(reader, { today: day, stateCodes: [finding.stateCode], asOn });
  const suggestion = suggestDay(input, finding);
  return suggestion.kind === 'not_offered' ? null : suggestion;
}

async function findStanding(
  reader: Reader,
  id: string,
  row: queries.FindingRow | undefined,
  at: ReadingDay,
): Promise<Standing | undefined> {
  if (at.asOn === undefined) return row === undefined ? undefined : { ...row, stored: row, acts: [] };
  const code = row?.stateCode;
  return (await listStanding(reader, at, code === undefined ? null : [code])).find((finding) => finding.id === id);
}

function toAct(row: ActRow): FindingActView {
  return { ...row, at: row.at.toISOString() };
}

function exercisesOf(findings: readonly Finding[], known: ReadonlyMap<string, ExerciseRow>): FindingExercise[] {
  const ids = [...new Set(findings.flatMap(({ exerciseIds }) => exerciseIds))].toSorted();
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** The sentences of findings in both languages, with the names that stand in them. */
export async function wordsOf(reader: Reader, findings: readonly Finding[]) {
  const exercises = await readExercises(
    reader,
    findings.flatMap(({ exerciseIds }) => exerciseIds),
  );
  return (finding: Finding): { messageEn: string; messageHi: string } => ({
    messageEn: messageOf(finding, (id) => exercises.get(id)?.nameEn ?? id, 'en'),
    messageHi: messageOf(finding, (id) => exercises.get(id)?.nameHi ?? exercises.get(id)?.nameEn ?? id, 'hi'),
  });
}

/** Names and owners of exercises, withdrawn ones too, by id. */
export async function readExercises(reader: Reader, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map<string, ExerciseRow>();
  const rows = await selectExercises(reader, wanted).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function selectExercises(reader: Reader, ids: readonly string[]) {
  return reader
    .selectFrom('exercise as e')
    .leftJoin('body', 'body.id', 'e.bodyId')
    .select(['e.id', 'e.stateCode', 'e.bodyKind', 'e.bodyId', 'e.kind', 'e.nameEn', 'e.nameHi', 'e.isSample'])
    .select(['body.nameEn as bodyNameEn', 'body.nameHi as bodyNameHi'])
    .where('e.id', 'in', ids)
    .orderBy('e.id')
    .limit(mostExercises);
}
export type ExerciseRow = Awaited<ReturnType<ReturnType<typeof selectExercises>['execute']>>[number];

/** The milestone rows that a working was made from, by exercise and in the order of the record. */
async function listUsedMilestones(reader: Reader, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await reader
    .selectFrom('milestone')
    .select([...milestoneColumns, 'source'])
    .where('id', 'in', ids)
    .orderBy('exerciseId')
    .orderBy('position')
    .limit(1_000)
    .execute();
}

/** Names of districts of the State in the area register, by code. */
async function readDistricts(reader: Reader, stateCode: string) {
  const rows = await reader
    .selectFrom('area')
    .select(['code', 'nameEn', 'nameHi'])
    .where('stateCode', '=', stateCode)
    .where('kind', '=', 'district')
    .where('validTo', 'is', null)
    .orderBy('code')
    .limit(500)
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}
