// Evaluation of the flow metrics (FL) that are more than one ratio, and of the roll-forward residual (DQ-03).
// In an intensive revision the draft is the roll before the final one (reading 6.7.4).

import { draftIdentity, finalIdentity, type Identity, rollForward } from './checks.ts';
import { statedReasons } from './checks-record.ts';
import { wholeNumber } from './rules-exact.ts';
import {
  change,
  countsBeside,
  type Evaluator,
  type Figure,
  figureOf,
  form,
  partsOf,
  type Read,
  ratio,
  read,
  readCount,
  sum,
  whole,
  withReason,
} from './rules-read.ts';
import type { MetricId, MetricInput } from './schema.ts';

export const flowEvaluators = {
  'FL-01': additionRate,
  'FL-02': deletionRate,
  'FL-03': netChange,
  'FL-04': grossChurn,
  'FL-05': reasonShares,
  'FL-07': formPendency,
  'FL-08': rejectionRate,
  'FL-12': restoration,
  'FL-16': bulkFiling,
  'DQ-03': residual,
} satisfies Partial<Record<MetricId, Evaluator>>;

function additionRate(input: MetricInput): Figure | string {
  const added = read(input, 'coAdded');
  const isSirPart = input.level === 'P' && typeof added === 'string';
  if (input.exercise === 'SIR' && !isSirPart) return ratio(added, read(input, 'draftElectors'), 100);
  return ratio(read(input, 'additions'), previousElectors(input), 100);
}

function deletionRate(input: MetricInput): Figure | string {
  const notInDraft = read(input, 'notInDraft');
  const isSirPart = input.level === 'P' && typeof notInDraft === 'string';
  if (input.exercise !== 'SIR' || isSirPart) return ratio(read(input, 'deletions'), previousElectors(input), 100);
  const rate = ratio(notInDraft, read(input, 'electorsBefore'), 100);
  if (typeof rate === 'string') return rate;
  rate.parts = () => partsOf({ coDeleted: ratio(read(input, 'coDeleted'), read(input, 'draftElectors'), 100) });
  // A part that states `notInDraft` is judged by the SIR band, which is printed for constituencies and above.
  if (input.level === 'P') rate.bandLevel = 'A';
  return rate;
}

function netChange(input: MetricInput): Figure | string {
  if (input.exercise === 'SIR') return change(read(input, 'finalElectors'), read(input, 'electorsBefore'));
  return change(read(input, 'electorsTotal'), opening(input));
}

function grossChurn(input: MetricInput): Figure | string {
  if (input.exercise !== 'SIR')
    return ratio(sum('churn', read(input, 'additions'), read(input, 'deletions')), opening(input), 100);
  return ratio(
    sum('churn', read(input, 'coAdded'), read(input, 'notInDraft'), read(input, 'coDeleted')),
    read(input, 'electorsBefore'),
    100,
  );
}

function reasonShares(input: MetricInput): Figure | string {
  const base = input.exercise === 'SIR' ? read(input, 'notInDraft') : read(input, 'deletions');
  if (typeof base === 'string') return base;
  const reasons = statedReasons(input.counts, input.exercise === 'SIR' ? 'notInDraft' : 'deletions');
  if (reasons.length === 0) return 'no_reasons';
  let remainder = base.value;
  for (const { measure } of reasons) {
    const reason = read(input, measure);
    if (typeof reason === 'string') return reason;
    remainder -= reason.value;
  }
  const makeParts = () =>
    partsOf(Object.fromEntries(reasons.map(({ measure }) => [measure, ratio(read(input, measure), base, 100)])));
  const other = read(input, input.exercise === 'SIR' ? 'nidOther' : 'delOther');
  const share = ratio(typeof other === 'string' ? { name: 'remainder', value: remainder } : other, base, 100);
  if (typeof share === 'string') return share;
  share.parts = makeParts;
  if (typeof other === 'string') {
    share.reason = 'other_not_stated';
    share.settled = 'info';
  } else share.subjects = { other_share: share.exact };
  return share;
}

function formPendency(input: MetricInput): Figure | string {
  const received = form(input, 'Received');
  const rate = ratio(form(input, 'Pending'), received, 100);
  if (typeof rate === 'string') return rate;
  rate.parts = () => partsOf({ pendingOver30d: ratio(form(input, 'PendingOver30d'), received, 100) });
  return rate;
}

function rejectionRate(input: MetricInput): Figure | string {
  const rejected = form(input, 'Rejected');
  const decided = sum('decided', form(input, 'Accepted'), rejected);
  return ratio(rejected, decided, 100);
}

function restoration(input: MetricInput): Figure | string {
  const restored = read(input, 'coAddedFromExcluded');
  if (typeof restored !== 'string') return ratio(restored, read(input, 'notInDraft'), 100);
  return withReason(ratio(read(input, 'coAdded'), read(input, 'notInDraft'), 100), 'upper_bound');
}

/** Agents with more than 30 applications, agent-days with more than 10 beside them; the limit is on either. */
function bulkFiling(input: MetricInput): Figure | string {
  const agents = read(input, 'blaOver30');
  const either = sum('bulkFilers', agents, read(input, 'blaDaysOver10'));
  if (typeof agents === 'string') return agents;
  if (typeof either === 'string') return either;
  const figure = whole(agents.value);
  figure.parts = () => countsBeside(input, ['blaDaysOver10']);
  figure.subjects = { bulk_filers: wholeNumber(either.value) };
  return figure;
}

/** A residual with what it is judged by. */
interface Residual {
  found: Identity;
  opening: number;
}

/** SIR closes on two identities, each judged by its own opening: the worse one is shown, then the larger. */
function residual(input: MetricInput): Figure | string {
  if (input.exercise !== 'SIR') return toFigure(statedIdentity(input));
  const first = draftResidual(input);
  const second = finalResidual(input);
  if (typeof first === 'string')
    return typeof second === 'string' ? first : withReason(toFigure(second), 'final_identity_only');
  if (typeof second === 'string') return withReason(toFigure(first), 'draft_identity_only');
  return toFigure(isWorse(second.found, first.found) ? second : first);
}

function isWorse(second: Identity, first: Identity): boolean {
  if (first.severity === second.severity) return Math.abs(second.residual) > Math.abs(first.residual);
  return first.severity !== 'E' && second.severity !== undefined;
}

function toFigure(closed: Residual | string): Figure | string {
  if (typeof closed === 'string') return closed;
  const { left, right, residual: electors } = closed.found;
  const figure = figureOf<[number, number]>(wholeNumber(electors), [left, right]);
  figure.opening = closed.opening;
  return figure;
}

function statedIdentity(input: MetricInput): Residual | string {
  const [opened, added, deleted] = [read(input, 'opening'), read(input, 'additions'), read(input, 'deletions')];
  const closing = read(input, 'electorsTotal');
  if (typeof opened === 'string') return opened;
  if (typeof added === 'string') return added;
  if (typeof deleted === 'string') return deleted;
  if (typeof closing === 'string') return closing;
  const flow = { opening: opened.value, additions: added.value, deletions: deleted.value, closing: closing.value };
  return { found: rollForward(flow), opening: opened.value };
}

function draftResidual(input: MetricInput): Residual | string {
  const [before, notInDraft, draft] = [
    read(input, 'electorsBefore'),
    read(input, 'notInDraft'),
    read(input, 'draftElectors'),
  ];
  if (typeof before === 'string') return before;
  if (typeof notInDraft === 'string') return notInDraft;
  if (typeof draft === 'string') return draft;
  const flow = { before: before.value, notInDraft: notInDraft.value, draft: draft.value };
  return { found: draftIdentity(flow), opening: before.value };
}

function finalResidual(input: MetricInput): Residual | string {
  const [draft, added, deleted, final] = [
    read(input, 'draftElectors'),
    read(input, 'coAdded'),
    read(input, 'coDeleted'),
    read(input, 'finalElectors'),
  ];
  if (typeof draft === 'string') return draft;
  if (typeof added === 'string') return added;
  if (typeof deleted === 'string') return deleted;
  if (typeof final === 'string') return final;
  const flow = { draft: draft.value, coAdded: added.value, coDeleted: deleted.value, final: final.value };
  return { found: finalIdentity(flow), opening: draft.value };
}

/** The total of the previous published statement; else the stated opening, which V04 holds equal to it. */
function previousElectors(input: MetricInput): Read {
  const total = input.previous?.electorsTotal;
  return total === undefined ? read(input, 'opening') : readCount('electorsTotal', total);
}

/** The stated opening; else the total of the previous published statement, which V04 holds equal to it. */
function opening(input: MetricInput): Read {
  const total = input.previous?.electorsTotal;
  return input.counts.opening === undefined && total !== undefined
    ? readCount('electorsTotal', total)
    : read(input, 'opening');
}
