import {
  getPicture,
  listPictures,
  type RollPicture,
  type Statement,
  type StatePicture,
  type Told,
  toBandView,
  told,
} from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import { isAllowed, reachOf } from '#shared/modules/people/permissions.ts';
import { changeOf, dayOfStatement, figureOf, listDifferences, previousOf } from '#shared/modules/states/rules.ts';
import type {
  BodyView,
  GetState,
  KeyNumber,
  ListStates,
  NumberKey,
  RollGap,
  RowFigure,
  StateMetric,
  StatementView,
  StatePage,
  StateRow,
  StateRows,
} from '#shared/modules/states/schema.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const readProfile = { object: 'stateProfile', act: 'read' } as const;

/** All 36 as they stood at the end of the IST day `asOn`, or now; by English name. @throws AppError `forbidden`, `invalid`. */
export async function listStates(context: SignedInContext, { asOn }: ListStates): Promise<StateRows> {
  prove(context.session, readProfile);
  const { db } = context;
  const { now, day } = dayOf(context, asOn);
  const [profiles, serving] = await Promise.all([queries.listProfiles(db), queries.listServing(db, day)]);
  const codes = profiles.map(({ code }) => code);
  const pictures = await listPictures(db, codes, day, asOn);
  const rows = profiles.flatMap((profile, index): StateRow[] => {
    const picture = pictures[index];
    const ceo = serving.find((body) => body.stateCode === profile.code && body.kind === 'ceo');
    const sec = serving.find((body) => body.stateCode === profile.code && body.kind === 'sec');
    if (picture === undefined || ceo === undefined || sec === undefined) return [];
    const { code, kind, zone } = profile;
    const bodies = { ceoEn: ceo.nameEn, ceoHi: ceo.nameHi, secEn: sec.nameEn, secHi: sec.nameHi };
    return [{ code, kind, zone, ...bodies, ...rowFigures(picture) }];
  });
  return { day, asOn: asOn ?? null, readAt: now.toISOString(), rows };
}

/**
 * One State with both bodies side by side, as it stood at the end of the IST day `asOn`, or now.
 * @throws AppError `forbidden`, `not_found` for a code that is none of the 36, `invalid` for a day to come.
 */
export async function getState(context: SignedInContext, { code, asOn }: GetState): Promise<StatePage> {
  prove(context.session, readProfile);
  const { db } = context;
  const { now, day } = dayOf(context, asOn);
  const profile = await queries.findProfile(db, code);
  if (profile === undefined) throw new AppError('not_found', 'There is no such State or Union Territory.');
  const [ceo, sec] = await getBodies(db, code, day);
  const [picture, calendar, actions] = await Promise.all([
    getPicture(db, code, day, asOn),
    views.readCalendar(db, code, day),
    views.listActions(db, code, sec.id, asOn),
  ]);
  const statements = picture.statements.map(toView);
  return {
    day,
    asOn: asOn ?? null,
    readAt: now.toISOString(),
    profile,
    ceo: { body: ceo, numbers: numbersOf(ceoNumbers, picture, statements) },
    sec: { body: sec, numbers: numbersOf(secNumbers, picture, statements) },
    statements,
    differences: listDifferences(statements),
    metrics: boardMetrics.map((metric) => toMetric(metric, picture)),
    gap: gapOf(picture, statements),
    calendar,
    actions,
    can: canOf(context, ceo.id, sec.id, code),
  };
}

function dayOf(context: SignedInContext, asOn: IsoDate | undefined): { now: Date; day: IsoDate } {
  const now = context.clock.now();
  const today = istDay(now);
  if (asOn !== undefined && asOn > today) {
    throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  return { now, day: asOn ?? today };
}

async function getBodies(reader: Reader, code: string, day: IsoDate): Promise<[BodyView, BodyView]> {
  const serving = await queries.listServing(reader, day);
  const bodyOf = (kind: 'ceo' | 'sec'): BodyView => {
    const own = serving.find((body) => body.stateCode === code && body.kind === kind);
    if (own === undefined) throw new Error(`${code} has no ${kind} on ${day}`);
    const { id, nameEn, nameHi, note, validFrom, validTo } = own;
    const otherStates = serving
      .filter((body) => body.id === id && body.stateCode !== code)
      .map((body) => body.stateCode);
    return { id, kind, nameEn, nameHi, note, validFrom, validTo, otherStates };
  };
  return [bodyOf('ceo'), bodyOf('sec')];
}

function toView(statement: Statement): StatementView {
  const { recordBasis: _, figures, publishedAt, ...rest } = statement;
  return {
    ...rest,
    publishedAt: publishedAt.toISOString(),
    figures: Object.entries(figures).map(([measure, figure]) => ({ measure, ...figure })),
  };
}

/** A count with its statement, and the measure under which it stands there. */
interface Found {
  told: Pick<Told, 'value' | 'from'>;
  measure: string;
}

/** Where a number of a side is read in the picture, and under which measure it stands in its statement. */
interface Wanted {
  key: NumberKey;
  find: (picture: RollPicture) => Found | undefined;
}

function wanted(key: NumberKey, measure: string, told: (picture: RollPicture) => Told | undefined): Wanted {
  return {
    key,
    find: (picture) => {
      const found = told(picture);
      return found === undefined ? undefined : { told: found, measure };
    },
  };
}

const women: Wanted = wanted('women', 'electorsFemale', ({ gender }) => gender?.female);

const ceoNumbers: readonly Wanted[] = [
  wanted('electors', 'electorsTotal', ({ total }) => total),
  women,
  wanted('notInDraft', 'notInDraft', ({ notInDraft }) => notInDraft),
  {
    key: 'added',
    find: ({ coAdded, monthly }) => {
      const additions = monthly && told(monthly, 'additions');
      if (additions !== undefined && (additions.from.asOn ?? '') >= (coAdded?.from.asOn ?? '')) {
        return { told: additions, measure: 'additions' };
      }
      return coAdded === undefined ? undefined : { told: coAdded, measure: 'coAdded' };
    },
  },
  wanted('stations', 'parts', ({ stations }) => stations),
];

const secNumbers: readonly Wanted[] = [
  wanted('electors', 'electorsTotal', ({ local }) => local),
  { key: 'women', find: (picture) => ofLocal(picture, 'electorsFemale') },
  { key: 'added', find: (picture) => ofLocal(picture, 'additions') },
  { key: 'deleted', find: (picture) => ofLocal(picture, 'deletions') },
  { key: 'stations', find: (picture) => ofLocal(picture, 'parts') },
];

function ofLocal({ local }: RollPicture, measure: string): Found | undefined {
  const found = local && told(local.from, measure);
  return found && { told: found, measure };
}

/** A real figure where there is one; a sample one only where there is none. */
function numbersOf(
  list: readonly Wanted[],
  { real, filled }: StatePicture,
  statements: readonly StatementView[],
): KeyNumber[] {
  return list.map(({ key, find }) => {
    const found = find(real) ?? find(filled);
    const from = found && statements.find((item) => item.id === found.told.from.id);
    const figure = found && from && figureOf(from, found.measure);
    if (!found || !from || !figure) {
      return { key, value: null, precision: null, derivation: null, statementId: null, isSample: false, change: null };
    }
    const base = {
      key,
      precision: figure.precision,
      derivation: figure.note,
      statementId: from.id,
      isSample: from.isSample,
    };
    if (key === 'women') return { ...base, ...womenOf(from, statements) };
    const before =
      key === 'notInDraft' || key === 'added' || key === 'deleted'
        ? undefined
        : previousOf(statements, from, found.measure);
    const earlier = before && figureOf(before, found.measure);
    return { ...base, value: figure.value, change: before && earlier ? changeOf(figure, earlier, before.id) : null };
  });
}

/** Women per 1,000 men, one decimal; change in the same unit. */
function womenOf(from: StatementView, statements: readonly StatementView[]): Pick<KeyNumber, 'value' | 'change'> {
  const value = womenPer1000(from);
  const before = statements.filter((item) => womenPer1000(item) !== null && item.rollType === from.rollType);
  const earlier = previousOf(before, from, 'electorsFemale');
  const was = earlier && womenPer1000(earlier);
  if (value === null || earlier === undefined || was == null) return { value, change: null };
  return {
    value,
    change: { amount: roundHalfAway(value - was, 1), percent: null, statementId: earlier.id, isRough: false },
  };
}

function womenPer1000(statement: StatementView): number | null {
  const [female, male] = [figureOf(statement, 'electorsFemale'), figureOf(statement, 'electorsMale')];
  return female && male && male.value > 0 ? roundHalfAway((female.value / male.value) * 1000, 1) : null;
}

function toMetric(id: BoardMetric, { cells }: StatePicture): StateMetric {
  const { result, day, isSample, exercise, inExercise, band } = cells[id];
  const base = { id, status: result.status, day, isSample, exercise, inExercise, band: band && toBandView(band) };
  if (result.status === 'not_computed') return { ...base, display: null, decimals: 0, of: null, reason: result.reason };
  return { ...base, display: result.display, decimals: result.decimals, of: result.of, reason: result.reason ?? null };
}

const drawnStages: ReadonlySet<string> = new Set(['before', 'draft', 'final', 'supplement']);

function gapOf({ real, filled, cells }: StatePicture, statements: readonly StatementView[]): RollGap {
  const { result, isSample } = cells['LR-01'];
  // One picture for both rolls: a real total is never set against a sample one.
  const { local, total: assembly } = isSample ? filled : real;
  const isComparable = result.status !== 'not_computed';
  const chosen = new Set([local?.from.id, assembly?.from.id]);
  const drawn = statements.filter(
    (item) =>
      figureOf(item, 'electorsTotal') !== undefined &&
      (chosen.has(item.id) || (drawnStages.has(item.stage) && item.exerciseType !== 'SSR' && !item.isSample)),
  );
  const byDay = drawn.toSorted(
    (a, b) => a.rollType.localeCompare(b.rollType) || dayOfStatement(a).localeCompare(dayOfStatement(b)),
  );
  return {
    local: local === undefined ? null : { statementId: local.from.id, value: local.value },
    assembly: assembly === undefined ? null : { statementId: assembly.from.id, value: assembly.value },
    difference: local && assembly && isComparable ? local.value - assembly.value : null,
    percent: isComparable ? result.display : null,
    isSample,
    statementIds: byDay.map((item) => item.id),
  };
}

function rowFigures({
  real,
  filled,
  cells,
}: StatePicture): Pick<StateRow, 'electors' | 'women' | 'local' | 'stations' | 'gap'> {
  const { result, isSample } = cells['LR-01'];
  const gender = real.gender ?? filled.gender;
  return {
    electors: rowFigure(real.total ?? filled.total, 'electorsTotal'),
    women: womenFigure(gender),
    local: rowFigure(real.local ?? filled.local, 'electorsTotal'),
    stations: rowFigure(real.stations ?? filled.stations, 'parts'),
    gap:
      result.status === 'not_computed'
        ? { percent: null, reason: result.reason, status: result.status, isSample: false }
        : { percent: result.display, reason: null, status: result.status, isSample },
  };
}

function rowFigure(told: Told | undefined, measure: string): RowFigure | null {
  if (told === undefined) return null;
  const { asOn, asOnNote, exerciseType, stage, footprint, isSample, figures } = told.from;
  const precision = figures[measure]?.precision ?? 'exact';
  return { value: told.value, asOn, asOnNote, exerciseType, stage, footprint, precision, isSample };
}

function womenFigure(gender: RollPicture['gender']): RowFigure | null {
  if (gender === undefined || gender.male.value === 0) return null;
  const figure = rowFigure(gender.female, 'electorsFemale');
  return figure && { ...figure, value: roundHalfAway((gender.female.value / gender.male.value) * 1000, 1) };
}

function canOf(
  { session: { capacity } }: SignedInContext,
  ceoId: string,
  secId: string,
  stateCode: string,
): StatePage['can'] {
  return {
    enterAssemblyRoll: isAllowed(capacity, { object: 'assemblyRoll', act: 'write' }, { bodyId: ceoId, stateCode }),
    enterLocalRoll: isAllowed(capacity, { object: 'localRoll', act: 'write' }, { bodyId: secId, stateCode }),
    readAudit: reachOf(capacity, { object: 'auditLog', act: 'read' }) !== undefined,
  };
}
