// What the public record says about the rolls. Two files report on the same rolls: where they agree to the digit there
// is one statement with both sources, where they differ both stand, each with its own.

import { type IsoDate, isIsoDate, periodEnd, startOfIstDay } from '#shared/kernel/time.ts';
import { countOf, readRows, textOf, wordOf } from './csv.ts';
import { readRevisions } from './revisions.ts';
import { type FigureRow, type Statement, type StatementRow, statementOf } from './statement.ts';

const stateColumns = [
  'code',
  'eci_code',
  'electors_total',
  'electors_male',
  'electors_female',
  'electors_third_gender',
  'electors_as_of',
  'electors_basis',
  'electors_precision',
  'electors_source',
  'polling_stations',
  'polling_stations_as_of',
  'polling_stations_source',
  'blos',
  'blos_as_of',
  'blos_source',
  'electors_ls2024',
  'sir_phase',
] as const;
type StateCells = Record<(typeof stateColumns)[number], string>;

const localColumns = [
  'state_code',
  'body_id',
  'footprint',
  'stage',
  'as_on',
  'as_on_note',
  'reported_on',
  'exercise_ref',
  'electors_total',
  'opening',
  'additions',
  'deletions',
  'record_basis',
  'confidence',
  'source',
  'note',
] as const;

/** Which exercise and stage a total of states.csv belongs to, by its basis there. */
const bases: Record<string, Pick<StatementRow, 'exerciseType' | 'stage'>> = {
  final_sir: { exerciseType: 'SIR', stage: 'final' },
  final_sir_before_adjudication: { exerciseType: 'SIR', stage: 'final' },
  final_sr: { exerciseType: 'SR', stage: 'final' },
  final_ssr: { exerciseType: 'SSR', stage: 'final' },
  draft_sir: { exerciseType: 'SIR', stage: 'draft' },
  draft_ssr: { exerciseType: 'SSR', stage: 'draft' },
  pre_sir_base: { exerciseType: 'SIR', stage: 'before' },
};
const lokSabhaBasis = 'ls2024_turnout';

/** Caveats that states.csv has no column for. */
const caveats: Record<string, { note: string; asOnNote?: string; derivation?: string }> = {
  'IN-BR': { note: 'Given as 7.42 crore.' },
  'IN-DL': { note: 'Gender was published only rounded: left blank apart from third gender.' },
  'IN-MH': { note: 'Given as 9.8 crore.' },
  'IN-MN': { note: 'The report gives only the day of the week.', asOnNote: 'date inferred: the report says Monday' },
  'IN-OD': { note: 'Roll at the start of phase III, given only as over 3.34 crore.' },
  'IN-TR': {
    note: "The press note's parts (14,50,709 + 14,40,229 + 74 = 28,91,012) miss its total (28,91,082) by 70: total kept, gender left blank.",
  },
  'IN-TS': { note: 'Includes 15,948 service electors.' },
  'IN-WB': {
    note: 'Leaves out the entries under adjudication (7,04,59,284 − 60,06,675). Another PTI total counts them in.',
    derivation: '11-State total (28 Feb 2026) − 9-State total (PTI) − Tamil Nadu',
  },
};

/** All statements of the public record: revisions, latest totals, stations, BLOs, Lok Sabha 2024, local rolls. */
export function readStatements(): Statement[] {
  const states = readRows('states.csv', stateColumns);
  const statements = readRevisions(new Map(states.map((cells) => [cells.eci_code, cells.code])));
  const lokSabhaSource = states.find((cells) => cells.electors_basis === lokSabhaBasis)?.electors_source ?? '';
  for (const cells of states) {
    if (cells.electors_basis !== lokSabhaBasis) addLatestTotal(statements, cells);
    statements.push(lokSabhaOf(cells, lokSabhaSource), ...stationsOf(cells));
  }
  return [...statements, ...readLocalRolls()];
}

/** Adds the State's latest total, or only its source to the revision's statement that gives the very same figure. */
function addLatestTotal(statements: Statement[], cells: StateCells): void {
  const stage = bases[cells.electors_basis];
  if (stage === undefined) throw new Error(`${cells.code}: unknown basis ${cells.electors_basis}`);
  const precision = wordOf(cells.electors_precision, ['exact', 'rounded', 'derived']);
  const total = countOf(cells.electors_total);
  const same = statements.find(
    ({ row, figures }) =>
      row.stateCode === cells.code &&
      row.stage === stage.stage &&
      row.asOn === cells.electors_as_of &&
      figures.some((figure) => figure.measure === 'electorsTotal' && figure.value === total),
  );
  if (same !== undefined) {
    same.row.source = `${same.row.source}; also ${cells.electors_source}`;
    return;
  }
  const caveat = caveats[cells.code];
  const row: Omit<StatementRow, 'id'> = {
    ...assemblyOf(cells.code),
    ...stage,
    exerciseRef: stage.exerciseType === 'SIR' ? `SIR-${cells.sir_phase}` : null,
    ...dayOf(cells.electors_as_of),
    recordBasis: cells.electors_basis,
    // B: one source, exact. C: rounded, or worked out from other reports' totals.
    confidence: precision === 'exact' ? 'B' : 'C',
    source: cells.electors_source,
    note: caveat?.note ?? null,
  };
  if (caveat?.asOnNote !== undefined) row.asOnNote = caveat.asOnNote;
  statements.push(
    statementOf(row, [
      ...figureOf('electorsTotal', cells.electors_total, precision, caveat?.derivation),
      ...figureOf('electorsMale', cells.electors_male),
      ...figureOf('electorsFemale', cells.electors_female),
      ...figureOf('electorsThird', cells.electors_third_gender),
    ]),
  );
}

/** The electors of the Lok Sabha election of 2024: the one base that all 36 share. */
function lokSabhaOf(cells: StateCells, source: string): Statement {
  const isLatest = cells.electors_basis === lokSabhaBasis;
  const lacking = cells.code === 'IN-GJ' ? ' Gujarat lacks Surat (uncontested).' : '';
  return statementOf(
    {
      ...assemblyOf(cells.code),
      exerciseType: 'LS',
      exerciseRef: 'LS-2024',
      stage: 'poll',
      asOn: isLatest ? cells.electors_as_of : null,
      asOnNote: isLatest
        ? 'last polling day, inferred from the phase calendar'
        : 'Lok Sabha election, April to June 2024',
      recordBasis: lokSabhaBasis,
      confidence: 'B',
      source,
      note: `General electors, without service voters: sum of constituency figures.${lacking}`,
      publishedAt: startOfIstDay(isLatest ? cells.electors_as_of : '2024-06-01'),
    },
    figureOf('electorsTotal', cells.electors_ls2024),
  );
}

/** Polling stations and BLOs: near each other in number, yet two things, of different days and sources. */
function stationsOf(cells: StateCells): Statement[] {
  const counts = [
    {
      measure: 'parts',
      count: cells.polling_stations,
      asOf: cells.polling_stations_as_of,
      source: cells.polling_stations_source,
    },
    { measure: 'blos', count: cells.blos, asOf: cells.blos_as_of, source: cells.blos_source },
  ];
  return counts.flatMap(({ measure, count, asOf, source }) => {
    if (count === '') return [];
    const row: Omit<StatementRow, 'id'> = {
      ...assemblyOf(cells.code),
      exerciseType: 'CU',
      stage: 'stations',
      ...dayOf(asOf),
      recordBasis: measure === 'parts' ? 'polling_stations' : 'booth_level_officers',
      confidence: 'B',
      source,
    };
    return [statementOf(row, figureOf(measure, count))];
  });
}

function readLocalRolls(): Statement[] {
  return readRows('local_rolls.csv', localColumns).map((cells) =>
    statementOf(
      {
        stateCode: cells.state_code,
        bodyId: cells.body_id,
        rollType: 'local',
        footprint: wordOf(cells.footprint, ['whole', 'rural', 'urban']),
        exerciseType: 'LOCAL',
        exerciseRef: cells.exercise_ref,
        stage: wordOf(cells.stage, ['before', 'draft', 'final', 'supplement']),
        asOn: textOf(cells.as_on),
        asOnNote: textOf(cells.as_on_note),
        basis: 'public_record',
        recordBasis: cells.record_basis,
        confidence: wordOf(cells.confidence, ['A', 'B', 'C']),
        source: cells.source,
        note: textOf(cells.note),
        publishedAt: startOfIstDay(cells.reported_on),
      },
      [
        ...figureOf('electorsTotal', cells.electors_total),
        ...figureOf('opening', cells.opening),
        ...figureOf('additions', cells.additions),
        ...figureOf('deletions', cells.deletions),
      ],
    ),
  );
}

function assemblyOf(code: string): Pick<StatementRow, 'stateCode' | 'bodyId' | 'rollType' | 'basis'> {
  return { stateCode: code, bodyId: `CEO-${code}`, rollType: 'assembly', basis: 'public_record' };
}

/** A day, or a note where only the month or the year is known; such a statement is taken as known by its last day. */
function dayOf(asOf: string): { asOn: IsoDate | null; asOnNote?: string; publishedAt: Date } {
  if (isIsoDate(asOf)) return { asOn: asOf, publishedAt: startOfIstDay(asOf) };
  const isYear = /^\d{4}$/.test(asOf);
  return {
    asOn: null,
    asOnNote: isYear ? `${asOf}, day not stated` : `${asOf.slice(5)}-${asOf.slice(0, 4)}, day not stated`,
    publishedAt: startOfIstDay(periodEnd(isYear ? `${asOf}-12` : asOf)),
  };
}

function figureOf(
  measure: string,
  cell: string,
  precision: FigureRow['precision'] = 'exact',
  derivation: string | null = null,
): Omit<FigureRow, 'statementId'>[] {
  const value = countOf(cell);
  return value === null ? [] : [{ measure, value, precision, note: derivation }];
}
