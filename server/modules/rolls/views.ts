// What is known of every State, district or constituency, put together from the newest tables of each. One area is of
// one reality: real figures, or sample ones where no real figure answers. A table of another day fills only what the
// roll itself does not say, and is told as a source of its own.

import { listPictures, type StatePicture, type Told } from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { addDays, type IsoDate, istDay, startOfIstDay } from '#shared/kernel/time.ts';
import { boardMetrics } from '#shared/modules/national/schema.ts';
import type { Counts, MetricId, MetricInput, MetricResult } from '#shared/modules/roll-health/schema.ts';
import {
  daysOfSchedule,
  exerciseOf,
  type Layer,
  mergeLayers,
  sirOf,
  slipOfSchedule,
  wholeCounts,
} from '#shared/modules/rolls/rules.ts';
import type { LeftOut, UnitSource } from '#shared/modules/rolls/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import type { AreaCountRow, StateImport, UnitDataset } from './queries.ts';
import * as queries from './queries.ts';

/** One State, district or constituency with everything a metric needs. */
export interface UnitInput {
  stateCode: string;
  code: string;
  parentCode: string | null;
  nameEn: string | null;
  nameHi: string | null;
  isSample: boolean;
  /** Places in `sources`; first that of the roll itself. */
  sources: number[];
  /** Every count, those given in some parts only too. */
  counts: Counts;
  known: Counts;
  /** For `evaluate`: without the counts that are not whole. */
  input: MetricInput;
  /** Settled by the national board, which draws on several statements: the two never differ. */
  settled?: Partial<Record<MetricId, MetricResult>>;
}

export interface UnitInputs {
  units: UnitInput[];
  sources: UnitSource[];
  leftOut: LeftOut[];
  /** States whose newest parts are still kept. */
  withParts: string[];
}

export interface UnitQuestion {
  level: 'S' | 'D' | 'A';
  /** Needed for D and A; for S one State instead of all. */
  stateCode?: string | undefined;
  districtCode?: string | undefined;
  /** These areas only. */
  codes?: readonly string[] | undefined;
  /** Leaves statements out: for the area whose parts or constituencies are listed beside it. */
  isByFileOnly?: boolean;
  /** Already read for a question beside this one: those of the State, or of the nation, on the same day. */
  imports?: Promise<StateImport[]>;
  today: IsoDate;
  asOn?: IsoDate | undefined;
}

/** The moment before which a publication counts: the end of the past day, or now. */
export function momentOf(asOn: IsoDate | undefined, now: Date): Date {
  return asOn === undefined ? now : startOfIstDay(addDays(asOn, 1));
}

/** The imports of one reality that answer for a State, newest of each table, and those before them. */
interface Answering {
  stateCode: string;
  isSample: boolean;
  current: Map<UnitDataset, StateImport>;
  previous: Map<UnitDataset, StateImport>;
}

const rollDatasets = ['part_snapshot', 'roll_snapshot'] as const;

/** What answers for each State that has a roll by file: its real files, and sample ones only where there is no real roll. */
function answering(imports: readonly StateImport[]): Map<string, Answering> {
  const found = new Map<string, Answering>();
  for (const [stateCode, own] of Map.groupBy(imports, (each) => each.stateCode)) {
    const rolls = own.filter(({ dataset }) => rollDatasets.some((roll) => roll === dataset));
    if (rolls.length === 0) continue;
    const isSample = rolls.every((each) => each.isSample);
    const chosen = own.filter((each) => each.isSample === isSample);
    const ofAge = (age: number) =>
      new Map(chosen.filter((each) => each.age === age).map((each) => [each.dataset, each]));
    found.set(stateCode, { stateCode, isSample, current: ofAge(1), previous: ofAge(2) });
  }
  return found;
}

/**
 * The areas of a level with their merged counts, previous counts, population and schedule, as published before the end
 * of `asOn` (or by now). States come in the order of the list of States, other areas by code. The counts of an area are
 * those of the newest roll table that has its level (parts first), then of the other tables.
 */
export async function readUnitInputs(reader: Reader, question: UnitQuestion, now: Date): Promise<UnitInputs> {
  const until = momentOf(question.asOn, now);
  const { level, stateCode, districtCode, codes, today } = question;
  const found = answering(await (question.imports ?? queries.listImports(reader, until, { stateCode })));
  const all = [...found.values()].flatMap(({ current, previous }) => [...current.values(), ...previous.values()]);
  const schedules = all.filter(({ dataset, age }) => dataset === 'exercise_schedule' && age === 1);
  const tables = all.filter(
    ({ dataset, age }) => dataset !== 'exercise_schedule' && (age === 1 || rollDatasets.some((one) => one === dataset)),
  );
  const nos = [...new Set(tables.map(({ no }) => no))];
  const [rows, milestones, areas] = await Promise.all([
    queries.listAreaCounts(reader, nos, { level, stateCode, codes, districtCode }),
    queries.listMilestones(
      reader,
      schedules.map(({ no }) => no),
    ),
    level === 'S' || stateCode === undefined ? [] : queries.listAreas(reader, stateCode, today),
  ]);
  const sources = new Sources();
  const byState = Map.groupBy(rows, (row) => row.stateCode);
  const units = [...found.values()].flatMap((files) => {
    const schedule = milestones.filter(
      (each) => each.stateCode === files.stateCode && each.importNo === files.current.get('exercise_schedule')?.no,
    );
    return assemble(files, byState.get(files.stateCode) ?? [], { level, today, schedule, sources });
  });
  const withParts = [...found.values()]
    .filter(({ current }) => current.get('part_snapshot')?.hasParts === true)
    .map((files) => files.stateCode);
  if (level !== 'S') return { ...named(units, areas, question), sources: sources.list, withParts };
  if (question.isByFileOnly === true) return { units, sources: sources.list, leftOut: [], withParts };
  return { ...(await withStatements(reader, units, question, until, sources)), sources: sources.list, withParts };
}

interface Setting {
  level: 'S' | 'D' | 'A';
  today: IsoDate;
  schedule: Awaited<ReturnType<typeof queries.listMilestones>>;
  sources: Sources;
}

function assemble(files: Answering, rows: readonly AreaCountRow[], setting: Setting): UnitInput[] {
  const { stateCode, isSample, current, previous } = files;
  const base = baseOf(files, rows);
  if (base === undefined) return [];
  const layersFrom = [base, ...[...current.values()].filter((each) => each !== base && fills(each, base))];
  layersFrom.sort((a, b) => Number(b === base) - Number(a === base) || orderOf(a) - orderOf(b));
  const before = previous.get(base.dataset);
  const byImport = Map.groupBy(rows, (row) => row.importNo);
  const tables = layersFrom.map((each) => ({
    from: each,
    rows: new Map(byImport.get(each.no)?.map((row) => [row.code, row])),
    place: setting.sources.placeOf(toSource(each, previous.get(each.dataset))),
  }));
  const earlier = new Map(before && byImport.get(before.no)?.map((row) => [row.code, row]));
  const common = commonOf(base, before, setting);
  return (byImport.get(base.no) ?? []).map((row): UnitInput => {
    const own = tables.flatMap(({ from, rows: of, place }) => {
      const found = of.get(row.code);
      return found === undefined ? [] : [{ from, row: found, place }];
    });
    const layers = own.map(({ row: { counts, known }, place }): Layer => ({ source: place, counts, known }));
    const { counts, known, sources } = mergeLayers(layers);
    const whole = wholeCounts(counts, known);
    const was = earlier.get(row.code);
    const population = own.find(({ from }) => from.dataset === 'population_reference');
    const input: MetricInput = {
      ...common,
      counts: whole,
      ...(common.exercise === 'SIR' ? { sir: sirOf(base.stage, whole) } : {}),
      ...(was === undefined ? {} : { previous: wholeCounts(was.counts, was.known) }),
      ...(population === undefined ? {} : { population: populationOf(population.row, population.from) }),
    };
    const { code, parentCode } = row;
    return { stateCode, code, parentCode, nameEn: null, nameHi: null, isSample, sources, counts, known, input };
  });
}

/** The newest roll table with rows of this level; of one day the one made of parts. */
function baseOf({ current }: Answering, rows: readonly AreaCountRow[]): StateImport | undefined {
  const [parts, roll] = rollDatasets
    .map((dataset) => current.get(dataset))
    .map((each) => (rows.some(({ importNo }) => importNo === each?.no) ? each : undefined));
  if (parts === undefined || roll === undefined) return parts ?? roll;
  return roll.asOf > parts.asOf ? roll : parts;
}

/** A roll table of another day would bring another day's totals; the other tables say other things. */
function fills(other: StateImport, base: StateImport): boolean {
  if (other.dataset === 'exercise_schedule') return false;
  return !rollDatasets.some((dataset) => dataset === other.dataset) || other.asOf === base.asOf;
}

function orderOf({ dataset }: StateImport): number {
  return queries.unitDatasets.indexOf(dataset);
}

/** What is the same for every area of one file. */
function commonOf(base: StateImport, before: StateImport | undefined, { level, today, schedule }: Setting) {
  const exercise = exerciseOf(base.exerciseType);
  const days = daysOfSchedule(schedule);
  const start = days.get('pre_revision') ?? days.get('enum_start');
  const end = days.get('final');
  const isBegun = start === undefined ? /draft/.test(base.stage) : start <= today;
  const [enumEnd, claimsEnd] = [days.get('enum_end'), days.get('claims_end')];
  const slip = slipOfSchedule(schedule);
  return {
    level,
    today,
    exercise,
    asOn: base.asOf,
    reportedOn: base.isSample ? base.asOf : istDay(base.publishedAt),
    inExercise: exercise !== 'CU' && isBegun && (end === undefined || today <= end),
    ...(before === undefined ? {} : { previousAsOn: before.asOf }),
    ...(base.qualifyingDate === null ? {} : { qualifyingDate: base.qualifyingDate }),
    ...(slip === undefined ? {} : { milestone: slip }),
    ...(schedule.length === 0
      ? {}
      : {
          schedule: {
            ...(enumEnd === undefined ? {} : { enumEnd }),
            ...(claimsEnd === undefined ? {} : { claimsEnd }),
            ...(end === undefined ? {} : { final: end, end }),
          },
        }),
  };
}

// The plugin of the query builder writes the keys of stored JSON in camelCase too.
function populationOf({ attributes }: AreaCountRow, from: StateImport): NonNullable<MetricInput['population']> {
  const [basis, refDate] = [attributes['basis'], attributes['refDate']];
  const day = typeof refDate === 'string' ? refDate : from.asOf;
  return typeof basis === 'string' ? { basis, refDate: day } : { refDate: day };
}

/** Each source once, in the order in which it was first needed. */
class Sources {
  readonly list: UnitSource[] = [];
  readonly #places = new Map<string, number>();

  placeOf(source: UnitSource): number {
    const key = [source.no, source.stateCode, source.dataset, source.publishedAt, source.source].join(' ');
    const place = this.#places.get(key) ?? this.list.push(source) - 1;
    this.#places.set(key, place);
    return place;
  }
}

/** An import as a source of figures. */
export function toSource(from: StateImport, previous: StateImport | undefined): UnitSource {
  const { no, dataset, stateCode, asOf, bodyId, bodyEn, bodyHi, basis, stage, qualifyingDate, precision } = from;
  return {
    no,
    dataset,
    stateCode,
    asOf,
    bodyId,
    bodyEn,
    bodyHi,
    basis,
    stage,
    qualifyingDate,
    precision,
    publishedAt: from.publishedAt.toISOString(),
    source: from.sourceRef,
    exercise: from.exerciseType,
    isSample: from.isSample,
    previous: previous === undefined ? null : { no: previous.no, asOf: previous.asOf },
  };
}

type Named = Pick<UnitInputs, 'units' | 'leftOut'>;
type Area = Awaited<ReturnType<typeof queries.listAreas>>[number];

/** Names from the register of areas; an area of the register without a row is left out, and said to be. */
function named(units: UnitInput[], areas: readonly Area[], question: UnitQuestion): Named {
  const kind = question.level === 'D' ? 'district' : 'ac';
  const own = new Map(areas.filter((area) => area.kind === kind).map((area) => [area.code, area]));
  const known = new Set(units.map(({ code }) => code));
  const isAsked = (area: Area) =>
    (question.districtCode === undefined || area.parentCode === question.districtCode) &&
    (question.codes === undefined || question.codes.includes(area.code));
  const without = [...own.values()].filter((area) => isAsked(area) && !known.has(area.code));
  return {
    units: units.map((unit) => {
      const area = own.get(unit.code);
      const parentCode = unit.parentCode ?? area?.parentCode ?? null;
      return { ...unit, parentCode, nameEn: area?.nameEn ?? null, nameHi: area?.nameHi ?? null };
    }),
    leftOut:
      units.length === 0 || without.length === 0
        ? []
        : [{ reason: 'no_row', note: null, codes: without.map(({ code }) => code) }],
  };
}

/** States by file, a State without a real file by its newest statement, and the rest named as left out. */
async function withStatements(
  reader: Reader,
  byFile: UnitInput[],
  { stateCode, today, asOn }: UnitQuestion,
  until: Date,
  sources: Sources,
): Promise<Named> {
  const asked = states.map(({ code }): string => code).filter((code) => stateCode === undefined || code === stateCode);
  const real = new Map(byFile.filter(({ isSample }) => !isSample).map((unit) => [unit.stateCode, unit]));
  const open = asked.filter((code) => !real.has(code));
  const [pictures, bodies, refused] = await Promise.all([
    open.length === 0 ? [] : listPictures(reader, open, today, asOn),
    queries.listBodyNames(reader),
    queries.listLeftOut(reader, until),
  ]);
  const told = new Map(
    pictures.flatMap((picture) => {
      const unit = fromStatement(picture, today, (id) => bodies.get(id) ?? { bodyEn: id, bodyHi: id }, sources);
      return unit === undefined ? [] : [[picture.stateCode, unit]];
    }),
  );
  const units = asked.flatMap((code) => {
    const statement = told.get(code);
    // A real statement stands before sample files, and sample files before a sample statement.
    const sampleFile = byFile.find((unit) => unit.stateCode === code && unit.isSample);
    return real.get(code) ?? (statement?.isSample === false ? statement : (sampleFile ?? statement)) ?? [];
  });
  const answered = new Set(units.map((unit) => unit.stateCode));
  const none = asked.filter((code) => !answered.has(code));
  const leftOut: LeftOut[] = none.length === 0 ? [] : [{ reason: 'no_figures', note: null, codes: none }];
  for (const each of refused.filter((one) => open.includes(one.stateCode)))
    leftOut.push({ reason: 'left_out', note: each.leftOut, codes: [each.stateCode] });
  return { units, leftOut };
}

type BodyNames = (id: string) => { bodyEn: string; bodyHi: string };

function fromStatement(
  picture: StatePicture,
  today: IsoDate,
  namesOf: BodyNames,
  sources: Sources,
): UnitInput | undefined {
  const { stateCode, real, filled } = picture;
  const isSample = real.total === undefined;
  const drawn = isSample ? filled : real;
  const from = drawn.total?.from;
  if (from === undefined) return undefined;
  const place = (told: Told['from']) =>
    sources.placeOf({
      no: null,
      dataset: 'statement',
      stateCode,
      asOf: told.asOn,
      bodyId: told.bodyId,
      ...namesOf(told.bodyId),
      basis: told.basis,
      stage: told.stage,
      qualifyingDate: told.qualifyingDate,
      isSample: told.isSample,
      publishedAt: told.publishedAt.toISOString(),
      source: told.source,
      exercise: told.exerciseType,
      precision: told.figures['electorsTotal']?.precision ?? 'exact',
      previous: null,
    });
  const others = [drawn.gender?.male.from, drawn.stations?.from].filter((each) => each !== undefined);
  const layers = [from, ...others].map(
    (told): Layer => ({
      source: place(told),
      known: {},
      // The total and flows are of one statement; the others bring what it does not say.
      counts: Object.fromEntries(
        Object.entries(told.figures)
          .filter(([measure]) => told === from || /^electors(?:Male|Female|Third)$|^parts/.test(measure))
          .map(([measure, { value }]) => [measure, value]),
      ),
    }),
  );
  const { counts, known, sources: places } = mergeLayers(layers);
  const cells = isSample ? picture.cells : picture.realCells;
  const exercise = exerciseOf(from.exerciseType);
  const input: MetricInput = { exercise, level: 'S', today, counts };
  return {
    stateCode,
    code: stateCode,
    parentCode: null,
    nameEn: null,
    nameHi: null,
    isSample,
    counts,
    known,
    input,
    sources: places,
    settled: Object.fromEntries(boardMetrics.map((metric) => [metric, cells[metric].result])),
  };
}
