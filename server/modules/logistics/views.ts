import type { Reader } from '#server/platform/database.ts';
import type { Session } from '#server/platform/session.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { addDays, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { items } from '#shared/modules/logistics/catalogue-items.ts';
import { parameters as catalogue, parameterIds } from '#shared/modules/logistics/catalogue-parameters.ts';
import { type Anchors, readinessOf, type Verdict, verdictOf, worstCritical } from '#shared/modules/logistics/rules.ts';
import { anchorsOf, hasItem, isPoll, lastPollOf, methodOf } from '#shared/modules/logistics/rules-anchors.ts';
import { type SettingRow, type Settings, settingsOn } from '#shared/modules/logistics/rules-settings.ts';
import {
  type Fleet,
  facetsOf,
  type ItemSum,
  requirementsOf,
  sumsOf,
  unpackSums,
} from '#shared/modules/logistics/rules-sums.ts';
import {
  type Board,
  type ExerciseHead,
  type ExerciseReadiness,
  type Grid,
  type GridLine,
  itemIds,
  type ReadGrid,
  type SumView,
  type ThemeCell,
  themes,
  type VerdictView,
} from '#shared/modules/logistics/schema.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';

/** A poll stays on the board for so many days after the last vote; our default. */
const keptDays = 15;
const trendDays = 7;

type Dated = Awaited<ReturnType<typeof queries.listMilestones>>[number];

/**
 * Every exercise that lies ahead, by State: its themes, its worst critical item, and the trend of a week. Read from the sums
 * kept with each exercise; only the colours are made of the day. `day` may lie in the past.
 */
export async function getBoard(reader: Reader, day: IsoDate, stateCode?: string): Promise<Board> {
  const [exercises, settings] = await Promise.all([
    queries.listExercises(reader, stateCode),
    queries.listSettings(reader),
  ]);
  const ids = exercises.map(({ id }) => id);
  const [milestones, sums, before] = await Promise.all([
    queries.listMilestones(reader, ids),
    queries.listSums(reader, ids, day),
    queries.listSums(reader, ids, addDays(day, -trendDays)),
  ]);
  const datesOf = Map.groupBy(milestones, ({ exerciseId }) => exerciseId);
  const sumsById = new Map(sums.map((row) => [row.exerciseId, row]));
  const beforeById = new Map(before.map((row) => [row.exerciseId, row.sums]));
  const settingRows = settings.map(settingRow);
  const ruledBy = JSON.stringify(settingRows);
  const rows: Board['rows'] = [];
  for (const exercise of exercises) {
    const dates = datesOf.get(exercise.id) ?? [];
    if (!isAhead(exercise, dates, day)) continue;
    const known = sumsById.get(exercise.id);
    const seen = { exercise, dates, known, before: beforeById.get(exercise.id) };
    const ruled = settingsOn(settingRows, exercise.bodyId, day);
    // Sums made anew rest on more than is compared here.
    if (known !== undefined && isOutdated(exercise, known.day, settingRows, day)) {
      const { fleet } = await readFleet(reader, exercise.id, day, day);
      rows.push(boardRow(seen, sumsOf(fleet), ruled, day));
      continue;
    }
    const read = `${ruledBy}${JSON.stringify(seen)}`;
    const place = `${day} ${exercise.id}`;
    const made = boardRows.get(place);
    const row =
      made?.read === read
        ? made.row
        : boardRow(seen, known === undefined ? emptySums(exercise) : unpackSums(known.sums), ruled, day);
    if (boardRows.size >= mostBoardRows) boardRows.clear();
    boardRows.set(place, { read, row });
    rows.push(row);
  }
  return { today: day, rows };
}

/**
 * Rows made before, by day and exercise, each with everything it was made of: what the database holds is read every time,
 * only the same verdicts are not made twice.
 */
const boardRows = new Map<string, { read: string; row: Board['rows'][number] }>();
const mostBoardRows = 1_000;

interface BoardSeen {
  exercise: queries.ExerciseRow;
  dates: readonly Dated[];
  known: { day: IsoDate; sums: string } | undefined;
  before: string | undefined;
}

function boardRow(
  { exercise, dates, before }: BoardSeen,
  own: readonly ItemSum[],
  ruled: Settings,
  day: IsoDate,
): Board['rows'][number] {
  const anchors = anchorsOf(dates);
  const earlier = new Map(unpackSums(before ?? '[]').map((sum) => [lineOf(sum), sum.readiness.percent]));
  const lines = own.map((sum) => ({
    itemId: sum.itemId,
    sum,
    verdict: verdictOf(sum.itemId, sum.readiness, anchors, sum.asOf, day, ruled),
    before: earlier.get(lineOf(sum)) ?? null,
  }));
  const worst = worstCritical(lines, ruled);
  return {
    exercise: headOf(exercise, anchors, Math.max(0, ...own.map(({ areas }) => areas))),
    worst: worst === null ? null : sumView(worst),
    dueInDays: worst?.verdict.term == null ? null : daysBetween(day, worst.verdict.term.due),
    themes: themes.map((theme) => themeCell(theme, lines, ruled)),
  };
}

/** One exercise: its items with their sums, its districts, the numbers behind the requirements. @throws AppError `not_found`. */
export async function getExercise(
  reader: Reader,
  session: Session,
  exerciseId: string,
  day: IsoDate,
  asOn: IsoDate | undefined,
): Promise<ExerciseReadiness> {
  const read = await readFleet(reader, exerciseId, day, asOn);
  const { fleet, exercise, areas, anchors } = read;
  const [before] = await queries.listSums(reader, [exerciseId], addDays(day, -trendDays));
  const earlier = new Map(unpackSums(before?.sums ?? '[]').map((sum) => [lineOf(sum), sum.readiness.percent]));
  const lines = sumsOf(fleet).map((sum) => ({
    itemId: sum.itemId,
    sum,
    verdict: verdictOf(sum.itemId, sum.readiness, anchors, sum.asOf, day, fleet.settings),
    before: earlier.get(lineOf(sum)) ?? null,
  }));
  const worst = worstCritical(lines, fleet.settings);
  return {
    today: day,
    exercise: headOf(exercise, anchors, areas.length),
    areas,
    isWholeState: fleet.isWholeState,
    sums: lines.map(sumView),
    worst: worst === null ? null : sumView(worst),
    critical: itemIds.filter((id) => fleet.settings.isCritical(id)),
    parameters: read.parameters.map(({ districtCode, parameter, value, source }) => ({
      districtCode,
      parameter,
      value,
      source,
    })),
    presets: catalogue.map(({ id }) => ({ parameter: id, value: fleet.settings.presetOf(id) })),
    can: { write: mayWrite(session, exercise) },
  };
}

/** The lines of some items in every district, or of one district, by district and in the order of the catalogue. */
export async function getGrid(reader: Reader, input: ReadGrid, day: IsoDate): Promise<Grid> {
  const { fleet, areas, anchors, returns } = await readFleet(reader, input.exerciseId, day, input.asOn);
  const wanted = items.filter((item) => input.itemIds.includes(item.id) && hasItem(item, fleet.exercise));
  const byLine = new Map(returns.map((row) => [`${row.districtCode}/${row.itemId}/${row.facet}`, row]));
  const required = new Map(wanted.map((item) => [item.id, requirementsOf(fleet, item)]));
  const lines: GridLine[] = [];
  for (const { code } of areas) {
    if (input.districtCode !== undefined && code !== input.districtCode) continue;
    for (const item of wanted) {
      const formula = required.get(item.id)?.get(code);
      for (const facet of facetsOf(item)) {
        const row = byLine.get(`${code}/${item.id}/${facet}`);
        const need = row?.required ?? formula?.required ?? null;
        const readiness = readinessOf(need, row?.[item.gate] ?? null);
        lines.push({
          id: row?.id ?? null,
          districtCode: code,
          itemId: item.id,
          facet,
          available: row?.available ?? null,
          checked: row?.checked ?? null,
          deployed: row?.deployed ?? null,
          required: row?.required ?? null,
          requiredReason: row?.requiredReason ?? null,
          byFormula: formula === undefined || formula.byPerson !== null ? null : formula.required,
          used: formula?.used ?? [],
          missing: formula?.missing ?? [],
          isForBodyToSet: formula?.isForBodyToSet ?? false,
          asOn: row?.asOn ?? null,
          source: row?.source ?? null,
          note: row?.note ?? null,
          isSample: row?.isSample ?? false,
          verdict: verdictView(verdictOf(item.id, readiness, anchors, row?.asOn ?? null, day, fleet.settings)),
        });
      }
    }
  }
  return { today: day, lines };
}

/** Everything the sums of an exercise are made of, as of a day where one is given. @throws AppError `not_found`. */
export async function readFleet(reader: Reader, exerciseId: string, day: IsoDate, asOn: IsoDate | undefined) {
  const exercise = await queries.findExercise(reader, exerciseId);
  if (exercise?.stateCode == null) {
    throw new AppError('not_found', 'There is no such exercise of a State, or it was withdrawn.');
  }
  const { stateCode } = exercise;
  const [state, districts, milestones, returns, parameters, settings] = await Promise.all([
    queries.findState(reader, stateCode),
    queries.listDistricts(reader, stateCode, day, exercise.isSample),
    queries.listMilestones(reader, [exerciseId]),
    queries.listReturns(reader, exerciseId, asOn),
    queries.listParameters(reader, exerciseId, asOn),
    queries.listSettings(reader),
  ]);
  const chosen =
    exercise.districts === null ? districts : districts.filter(({ code }) => exercise.districts?.includes(code));
  const isWholeState = chosen.length === 0;
  const areas = isWholeState
    ? [{ code: stateCode, nameEn: state?.nameEn ?? stateCode, nameHi: state?.nameHi ?? null }]
    : chosen.map(({ code, nameEn, nameHi }) => ({ code, nameEn: nameEn ?? code, nameHi }));
  const known = parameters.flatMap((row) => {
    const parameter = parameterIds.find((id) => id === row.parameter);
    return parameter === undefined ? [] : [{ ...row, parameter }];
  });
  const fleet: Fleet = {
    exercise,
    districts: areas.map(({ code }) => code),
    isWholeState,
    parameters: known,
    returns: returns.flatMap((row) => {
      const itemId = itemIds.find((id) => id === row.itemId);
      return itemId === undefined ? [] : [{ ...row, itemId }];
    }),
    settings: settingsOn(settings.map(settingRow), exercise.bodyId, day),
  };
  return {
    fleet,
    exercise: { ...exercise, stateCode },
    areas,
    anchors: anchorsOf(milestones),
    returns,
    parameters: known,
  };
}

/** The districts of a State as names, rehearsal ones marked; the State itself where no real one is known. */
export async function listAreas(reader: Reader, stateCode: string, day: IsoDate) {
  const [state, districts] = await Promise.all([
    queries.findState(reader, stateCode),
    queries.listDistricts(reader, stateCode, day, true),
  ]);
  const whole = { code: stateCode, nameEn: state?.nameEn ?? stateCode, nameHi: state?.nameHi ?? null, isSample: false };
  const hasReal = districts.some(({ isSample }) => !isSample);
  return [
    ...(hasReal ? [] : [whole]),
    ...districts.map(({ code, nameEn, nameHi, isSample }) => ({ code, nameEn: nameEn ?? code, nameHi, isSample })),
  ];
}

function isAhead(exercise: queries.ExerciseRow, dates: readonly Dated[], day: IsoDate): boolean {
  if (!isPoll(exercise.kind)) {
    // A roll revision is on the board from its plan to the end of its house visits.
    const visits = dates.filter(({ milestone, status }) => milestone === 'enumeration' && status !== 'superseded');
    return visits.some(({ endDate, startDate }) => (endDate ?? startDate ?? '') >= day);
  }
  const last = lastPollOf(dates);
  if (last !== null) return addDays(last, keptDays) >= day;
  const isOver = dates.some(
    ({ milestone, status }) => /^(?:poll|counting|completion)/.test(milestone) && status === 'completed',
  );
  return !isOver;
}

/** True when a default behind the requirements has come into force since the sums were kept: they are then made anew. */
function isOutdated(
  { bodyId }: queries.ExerciseRow,
  keptOn: IsoDate,
  settings: readonly SettingRow[],
  day: IsoDate,
): boolean {
  return settings.some(
    (row) =>
      row.setting.startsWith('preset/') &&
      row.validFrom > keptOn &&
      row.validFrom <= day &&
      (row.bodyId === null || row.bodyId === bodyId),
  );
}

function emptySums(exercise: queries.ExerciseRow): ItemSum[] {
  return items
    .filter((item) => hasItem(item, exercise))
    .flatMap((item) =>
      facetsOf(item).map((facet) => ({
        itemId: item.id,
        facet,
        required: 0,
        numerator: 0,
        readiness: { percent: null, surplus: 0, reason: 'no_figure' } as const,
        reporting: 0,
        areas: 0,
        lowest: null,
        asOf: null,
      })),
    );
}

interface Line {
  itemId: ItemSum['itemId'];
  sum: ItemSum;
  verdict: Verdict;
  before: number | null;
}

const weight = { red: 0, amber: 1, grey: 2, green: 3 } as const;

/** The theme's colour is that of its worst item; never an average. */
function themeCell(theme: ThemeCell['theme'], lines: readonly Line[], settings: Settings): ThemeCell {
  const inTheme = new Set(items.filter((item) => item.theme === theme).map(({ id }) => id));
  const own = lines.filter(({ itemId }) => inTheme.has(itemId));
  const counts = { green: 0, amber: 0, red: 0, grey: 0 };
  for (const { verdict } of own) counts[verdict.colour] += 1;
  const worst =
    worstCritical(own, settings) ??
    own.toSorted((a, b) => weight[a.verdict.colour] - weight[b.verdict.colour])[0] ??
    null;
  return { theme, colour: worst?.verdict.colour ?? 'grey', worst: worst === null ? null : sumView(worst), counts };
}

function headOf(exercise: queries.ExerciseRow, anchors: Anchors, districts: number): ExerciseHead {
  const { districts: _listed, stateCode, ...head } = exercise;
  return { ...head, stateCode: stateCode ?? '', method: methodOf(exercise), anchors, districts };
}

function sumView({ sum, verdict, before }: Omit<Line, 'itemId'>): SumView {
  const { itemId, facet, required, numerator, reporting, areas, lowest, asOf } = sum;
  return { itemId, facet, required, numerator, reporting, areas, lowest, asOf, verdict: verdictView(verdict), before };
}

function verdictView(verdict: Verdict): VerdictView {
  return {
    colour: verdict.colour,
    percent: verdict.percent,
    expected: verdict.expected,
    start: verdict.term?.start ?? null,
    due: verdict.term?.due ?? null,
    because: verdict.because,
    reason: verdict.because === 'grey' ? verdict.reason : null,
  };
}

/** True when the person's office may write this exercise's returns. */
export function mayWrite(session: Session, exercise: { bodyId: string | null; stateCode: string | null }): boolean {
  return isAllowed(session.capacity, { object: 'logistics', act: 'write' }, exercise);
}

function lineOf({ itemId, facet }: Pick<ItemSum, 'itemId' | 'facet'>): string {
  return `${itemId}/${facet}`;
}

function settingRow(row: Awaited<ReturnType<typeof queries.listSettings>>[number]): SettingRow {
  return { ...row, recordedAt: row.recordedAt.toISOString() };
}
