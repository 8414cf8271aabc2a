// The rehearsal country: fills what the public record leaves blank, so that the product can be seen whole, and goes
// again without a trace. Every statement it makes has the basis `sample`; it never touches what an office has entered.

import type { Kysely } from 'kysely';
import {
  addDays,
  type IsoDate,
  istDay,
  lastFullPeriod,
  type Period,
  periodEnd,
  qualifyingDateOn,
  shiftPeriod,
  startOfIstDay,
} from '#shared/kernel/time.ts';
import type { Database } from '../tables.ts';
import { addSampleActions, removeSampleActions } from './sample-actions.ts';
import { type AreasState, addSampleAreas, areasDay, removeSampleAreas } from './sample-areas.ts';
import {
  diceOf,
  draftFiguresOf,
  type Figures,
  finalFiguresOf,
  flowOf,
  localFiguresOf,
  monthOf,
  type Profile,
  profileOf,
  type RealRoll,
  type Revision,
  revisionOf,
} from './sample-figures.ts';
import { sampleSource } from './sample-imports.ts';
import { addSampleLogistics, removeSampleLogistics } from './sample-logistics.ts';
import { insertStatements } from './seed.ts';
import { type Statement, type StatementRow, statementOf } from './statement.ts';

const months = 6;
/** States that have not reported the newest month, so that a board with gaps can be seen and one of them be filled. */
const unreported: readonly string[] = ['IN-KL', 'IN-MN', 'IN-SK'];

interface KnownState {
  code: string;
  assemblySeats: number;
  sirPhase: string | null;
  localRollBasis2020: 'own' | 'eci_adopted' | null;
  commission: string;
}

interface KnownFigure {
  stateCode: string;
  rollType: 'assembly' | 'local';
  footprint: string;
  exerciseType: StatementRow['exerciseType'];
  stage: StatementRow['stage'];
  period: Period | null;
  asOn: IsoDate | null;
  confidence: string;
  measure: string;
  value: number;
  statementId: string;
}

/**
 * Puts the rehearsal country in place of the one there is, if any: per State the last six full months but for three
 * States in the newest, an intensive revision where the record lacks one, a local roll, and progress on the actions.
 * Nothing is dated after `now`. Call it in a transaction. Returns how many statements and actions are now sample.
 */
export async function addSample(
  tx: Kysely<Database>,
  { now }: { now: Date },
): Promise<{ statements: number; actions: number }> {
  await removeSample(tx);
  const [states, known] = [await listStates(tx), await listRealFigures(tx)];
  const samples = states.flatMap(
    (state) =>
      sampleOf(
        state,
        known.filter((figure) => figure.stateCode === state.code),
        now,
      ) ?? [],
  );
  const statements = samples.flatMap((sample) => sample.statements);
  await insertStatements(tx, statements);
  await addSampleAreas(
    tx,
    samples.map((sample) => sample.areas),
    now,
  );
  await addSampleLogistics(tx, now);
  return { statements: statements.length, actions: await addSampleActions(tx, now) };
}

/**
 * Takes out every rehearsal row and gives each action copy back the status of its last real update. The database is
 * then, row for row, what it would be had the sample never been added. Call it in a transaction.
 */
export async function removeSample(tx: Kysely<Database>): Promise<{ statements: number; actions: number }> {
  await removeSampleLogistics(tx);
  await removeSampleAreas(tx);
  const statements = await tx.deleteFrom('rollStatement').where('basis', '=', 'sample').executeTakeFirst();
  return { statements: Number(statements.numDeletedRows), actions: await removeSampleActions(tx) };
}

/** How much of the database is rehearsal now. */
export async function countSample(db: Kysely<Database>): Promise<{ statements: number; actions: number }> {
  const [statements, actions] = await Promise.all([
    db
      .selectFrom('rollStatement')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('basis', '=', 'sample')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('actionCopy')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('isSample', '=', true)
      .executeTakeFirstOrThrow(),
  ]);
  return { statements: statements.count, actions: actions.count };
}

/**
 * One State's rehearsal statements, none dated after `now`, none where the record or an office has its own; and what its
 * parts are made from: the roll at the end of the newest full month.
 */
function sampleOf(
  state: KnownState,
  known: readonly KnownFigure[],
  now: Date,
): { statements: Statement[]; areas: AreasState } | undefined {
  const assembly = known.filter((figure) => figure.rollType === 'assembly');
  const real = realRollOf(assembly);
  if (real === undefined) return undefined;
  const profile = profileOf(state.code, real);
  const today = istDay(now);
  const revision = sampleRevisionOf(state, assembly, real);
  const drafts = revision === undefined ? [] : revisionStatements(state, assembly, revision, profile);
  const monthly = monthlyStatements(state, assembly, revision, real.total, profile, now);
  const statements = [...specialRevisionStatements(state, assembly), ...drafts, ...monthly.statements];
  const hasLocal = known.some((figure) => figure.rollType === 'local');
  // Kerala and Uttar Pradesh have real local rolls, the latter's of its rural bodies alone.
  if (!hasLocal) statements.push(localStatement(state, monthly.closing, profile));
  const { code, assemblySeats } = state;
  const published = known.find(
    (figure) => figure.exerciseType === 'CU' && figure.asOn === areasDay(now) && isTotal(figure),
  );
  const areas = { code, assemblySeats, electorsTotal: published?.value ?? monthly.newest, profile, revision };
  return { statements: statements.filter(({ row }) => (row.asOn ?? '') <= today), areas };
}

function isTotal({ rollType, measure }: KnownFigure): boolean {
  return rollType === 'assembly' && measure === 'electorsTotal';
}

/** The revision to rehearse: all of it in phase III; in Uttar Pradesh only what follows the real draft. */
function sampleRevisionOf(state: KnownState, known: readonly KnownFigure[], real: RealRoll): Revision | undefined {
  if (state.sirPhase === 'III') {
    const before = totalOf(known, 'SIR', 'before');
    const roll = before ?? Math.round(real.total * (1.002 + diceOf(state.code, 'before')() * 0.014));
    return revisionOf(state.code, roll);
  }
  const draft = totalOf(known, 'SIR', 'draft');
  if (draft === undefined || totalOf(known, 'SIR', 'final') !== undefined) return undefined;
  const before = totalOf(known, 'SIR', 'before') ?? draft;
  const [coAdded, coDeleted] = [Math.round(draft * 0.0486), Math.round(draft * 0.0017)];
  const dates = { qualifyingDate: '2026-01-01', draftOn: '2026-01-06', finalOn: '2026-04-10' };
  return {
    before,
    notInDraft: before - draft,
    draft,
    coAdded,
    coDeleted,
    final: draft + coAdded - coDeleted,
    ...dates,
  };
}

function revisionStatements(
  state: KnownState,
  known: readonly KnownFigure[],
  revision: Revision,
  profile: Profile,
): Statement[] {
  const stages = [
    { stage: 'before', asOn: '2026-05-14', figures: { electorsTotal: revision.before } },
    { stage: 'draft', asOn: revision.draftOn, figures: draftFiguresOf(state.code, revision) },
    { stage: 'final', asOn: revision.finalOn, figures: finalFiguresOf(state.code, revision, profile) },
  ] as const;
  const exerciseRef = `SIR-${state.sirPhase ?? ''}`;
  return stages
    .filter(({ stage }) => totalOf(known, 'SIR', stage) === undefined)
    .map(({ stage, asOn, figures }) =>
      sampleStatement(
        {
          ...assemblyOf(state.code),
          exerciseType: 'SIR',
          exerciseRef,
          stage,
          qualifyingDate: stage === 'before' ? null : revision.qualifyingDate,
          asOn,
          publishedAt: startOfIstDay(asOn),
        },
        figures,
      ),
    );
}

/** Assam's special revision has a real draft and final, but the roll before it was seen only as a percentage. */
function specialRevisionStatements(state: KnownState, known: readonly KnownFigure[]): Statement[] {
  const draft = totalOf(known, 'SR', 'draft');
  if (draft === undefined || totalOf(known, 'SR', 'before') !== undefined) return [];
  const asOn = '2025-11-17';
  const row = {
    exerciseType: 'SR',
    exerciseRef: 'SR-2026',
    stage: 'before',
    asOn,
    publishedAt: startOfIstDay(asOn),
  } as const;
  return [sampleStatement({ ...assemblyOf(state.code), ...row }, { electorsTotal: Math.round(draft / 1.0135) })];
}

/** Month after month: each opens where the one before closed; the month of a final roll carries the revision's flows. */
function monthlyStatements(
  state: KnownState,
  known: readonly KnownFigure[],
  revision: Revision | undefined,
  total: number,
  profile: Profile,
  now: Date,
): { statements: Statement[]; newest: number; closing: number } {
  const newest = lastFullPeriod(istDay(now));
  const periods = Array.from({ length: months }, (_, index) => shiftPeriod(newest, index + 1 - months));
  const finalPeriod = revision?.finalOn.slice(0, 7);
  let opening = total;
  if (revision !== undefined) opening = (finalPeriod ?? '') < (periods[0] ?? '') ? revision.final : revision.before;
  const statements: Statement[] = [];
  for (const period of periods) {
    const flow = flowOf(state.code, period, opening);
    if (revision !== undefined && period === finalPeriod) {
      const closing = revision.final + flow.additions - flow.deletions;
      flow.additions += revision.coAdded;
      flow.deletions = opening + flow.additions - closing;
    }
    const figures = monthOf(profile, opening, flow.additions, flow.deletions);
    opening += flow.additions - flow.deletions;
    const isReported = known.some((figure) => figure.exerciseType === 'CU' && figure.period === period);
    if (isReported || (period === newest && unreported.includes(state.code))) continue;
    statements.push(monthStatement(state, period, figures, now));
  }
  // A final roll published since the newest full month is the roll now.
  const isFinalNewer =
    revision !== undefined && revision.finalOn > periodEnd(newest) && revision.finalOn <= istDay(now);
  return { statements, newest: opening, closing: isFinalNewer ? revision.final : opening };
}

function monthStatement(state: KnownState, period: Period, figures: Figures, now: Date): Statement {
  const asOn = periodEnd(period);
  const days = 2 + Math.floor(diceOf(state.code, period, 'day')() * 8);
  const publishedAt = new Date(Math.min(startOfIstDay(addDays(asOn, days)).getTime(), now.getTime()));
  return sampleStatement(
    {
      ...assemblyOf(state.code),
      exerciseType: 'CU',
      stage: 'continuous',
      period,
      qualifyingDate: qualifyingDateOn(asOn),
      asOn,
      publishedAt,
    },
    figures,
  );
}

function localStatement(state: KnownState, assembly: number, profile: Profile): Statement {
  const asOn = addDays('2026-06-15', Math.floor(diceOf(state.code, 'local day')() * 120));
  const row = {
    rollType: 'local',
    exerciseType: 'LOCAL',
    stage: 'final',
    asOn,
    publishedAt: startOfIstDay(asOn),
  } as const;
  return sampleStatement(
    { stateCode: state.code, bodyId: state.commission, ...row },
    localFiguresOf(state.code, assembly, state.localRollBasis2020 === 'own', profile),
  );
}

function sampleStatement(
  row: Omit<StatementRow, 'id' | 'basis' | 'confidence' | 'source'>,
  figures: Figures,
): Statement {
  return statementOf(
    { ...row, basis: 'sample', confidence: 'sample', source: sampleSource },
    Object.entries(figures).map(([measure, value]) => ({ measure, value, precision: 'exact', note: null })),
  );
}

function assemblyOf(code: string): Pick<StatementRow, 'stateCode' | 'bodyId' | 'rollType'> {
  return { stateCode: code, bodyId: `CEO-${code}`, rollType: 'assembly' };
}

/** The latest real total, leaving monthly returns aside so that the sample does not move with each; the surer one first. */
function realRollOf(known: readonly KnownFigure[]): RealRoll | undefined {
  const totals = known
    .filter((figure) => figure.measure === 'electorsTotal' && figure.exerciseType !== 'CU')
    .sort((a, b) => (b.asOn ?? '').localeCompare(a.asOn ?? '') || a.confidence.localeCompare(b.confidence));
  const [latest] = totals;
  if (latest === undefined) return undefined;
  function publishedOf(measure: string): number | undefined {
    return known.find((figure) => figure.statementId === latest?.statementId && figure.measure === measure)?.value;
  }
  const [men, women, third] = [
    publishedOf('electorsMale'),
    publishedOf('electorsFemale'),
    publishedOf('electorsThird'),
  ];
  return {
    total: latest.value,
    womenPerMan: men === undefined || women === undefined ? null : women / men,
    thirdShare: third === undefined ? null : third / latest.value,
    parts: known.find((figure) => figure.stage === 'stations' && figure.measure === 'parts')?.value ?? null,
  };
}

function totalOf(
  known: readonly KnownFigure[],
  exerciseType: StatementRow['exerciseType'],
  stage: StatementRow['stage'],
): number | undefined {
  return known
    .filter(
      (figure) => figure.measure === 'electorsTotal' && figure.exerciseType === exerciseType && figure.stage === stage,
    )
    .sort((a, b) => a.confidence.localeCompare(b.confidence))[0]?.value;
}

async function listStates(tx: Kysely<Database>): Promise<KnownState[]> {
  return tx
    .selectFrom('state')
    .innerJoin('bodyState', 'bodyState.stateCode', 'state.code')
    .innerJoin('body', 'body.id', 'bodyState.bodyId')
    .select([
      'state.code',
      'state.assemblySeats',
      'state.sirPhase',
      'state.localRollBasis2020',
      'body.id as commission',
    ])
    .where('body.kind', '=', 'sec')
    .orderBy('state.code')
    .execute();
}

async function listRealFigures(tx: Kysely<Database>): Promise<KnownFigure[]> {
  return tx
    .selectFrom('rollStatement as statement')
    .innerJoin('rollFigure as figure', 'figure.statementId', 'statement.id')
    .select([
      'statement.stateCode',
      'statement.rollType',
      'statement.footprint',
      'statement.exerciseType',
      'statement.stage',
      'statement.period',
      'statement.asOn',
      'statement.confidence',
      'figure.measure',
      'figure.value',
      'figure.statementId',
    ])
    .where('statement.basis', '<>', 'sample')
    .orderBy('statement.publishedAt', 'desc')
    .orderBy('statement.id')
    .execute();
}
