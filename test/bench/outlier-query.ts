// Conditions by chance over all parts of a made-up nation, beside the same question as a sequential scan in PostgreSQL.

import type { Predicate } from '#shared/modules/rolls/schema.ts';
import type { Case } from './harness.ts';
import { dice, type Nation, openNation } from './nation.ts';
import { rowOf } from './row.ts';
import { median, percentile } from './stats.ts';

const questions = 20;
const limit = 200;

const expressions = {
  additions: 'p.additions',
  notInDraft: 'p.not_in_draft',
  electorsTotal: 'p.electors_total',
  'EN-04': 'p.electors_female::float8 * 1000 / nullif(p.electors_male, 0)',
  'QL-01': 'p.with_epic::float8 * 100 / nullif(p.electors_total, 0)',
  'FL-01': 'n.additions::float8 * 100 / nullif(coalesce(o.electors_total, n.opening), 0)',
} as const;
type Subject = keyof typeof expressions;

/** Values that part the parts: between a few and many match. */
const values: Record<Subject, readonly [number, number, number]> = {
  additions: [70, 20, 60],
  notInDraft: [100, 20, 90],
  electorsTotal: [900, 500, 400],
  'EN-04': [1_500, 500, 300],
  'QL-01': [99.5, 98.5, 1],
  'FL-01': [10, 2, 8],
};

export const outlierQuery: Case = {
  id: 'outlier-query',
  bar: '≤ 1 × a sequential scan of the same question, each of 20, same number of parts found',
  async run(context) {
    const nation = await openNation(context);
    const roll = dice(11);
    const asked = Array.from({ length: questions }, () => makeQuestion(roll));
    const cold: number[] = [];
    const [ours, scans, ratios]: number[][] = [[], [], []];
    let differences = 0;
    for (const [place, predicates] of asked.entries()) {
      const scan = async () => {
        const start = performance.now();
        const found = await scanFor(nation, predicates);
        return { found, ms: performance.now() - start };
      };
      const search = async () => {
        const start = performance.now();
        const found = await nation.caller.rolls.outliers({ predicates, limit });
        return { found, ms: performance.now() - start };
      };
      // The first time the columns may still be on disk; it is timed as it is.
      const first = await search();
      cold.push(first.ms);
      const pair = place % 2 === 0 ? [await scan(), await search()] : (await reversed(scan, search)).toReversed();
      const [scanned, searched] = pair;
      if (scanned === undefined || searched === undefined) continue;
      scans?.push(scanned.ms);
      ours?.push(searched.ms);
      ratios?.push(searched.ms / scanned.ms);
      differences += Number(
        'sample' in searched.found && 'matching' in scanned.found
          ? searched.found.sample.matching !== scanned.found.matching
          : true,
      );
      context.say(
        `  ${predicates.map(({ subject, op, value }) => `${subject} ${op} ${value}`).join(', ')}: first ${Math.round(first.ms)} ms, ` +
          `then ${Math.round(searched.ms)} ms, scan ${Math.round(scanned.ms)} ms`,
      );
    }
    const coldRatios = cold.map((ms, place) => ms / (scans?.[place] ?? 1));
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: median(ours ?? []),
      comparator: median(scans ?? []),
      bar: this.bar,
      parts: [
        { name: 'slowest question ÷ its scan', value: Math.max(...(ratios ?? [])), limit: 1, atLeast: false },
        { name: 'questions with another count', value: differences, limit: 0, atLeast: false },
      ],
      details: {
        parts: String(nation.parts),
        p99Ms: percentile(ours ?? [], 0.99),
        medianRatio: median(ratios ?? []),
        firstUseMs: cold[0] ?? Number.NaN,
        medianFirstUseRatio: median(coldRatios),
        slowestFirstUseRatio: Math.max(...coldRatios),
        rssMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      },
      note: 'made-up parts; the first use of a column after a publication reads it and is no part of the bar; the scan does not say how many cannot be told',
    });
  },
};

async function reversed<A, B>(scan: () => Promise<A>, search: () => Promise<B>): Promise<(A | B)[]> {
  return [await search(), await scan()];
}

function makeQuestion(roll: () => number): Predicate[] {
  const subjects: Subject[] = ['additions', 'notInDraft', 'electorsTotal', 'EN-04', 'QL-01', 'FL-01'];
  const number = 1 + Math.floor(roll() * 3);
  return Array.from({ length: number }, () => {
    const subject = subjects[Math.floor(roll() * subjects.length)] ?? 'additions';
    // A rate moves against a snapshot two back, which the scan has no rows of.
    const op = (['above', 'below', 'movedBy'] as const)[Math.floor(roll() * (subject === 'FL-01' ? 2 : 3))] ?? 'above';
    return { subject, op, value: values[subject][op === 'above' ? 0 : op === 'below' ? 1 : 2] };
  });
}

async function scanFor({ client, now, before }: Nation, predicates: readonly Predicate[]) {
  const [first] = predicates;
  const needsBefore = predicates.some(({ subject, op }) => op === 'movedBy' || subject === 'FL-01');
  const join = needsBefore
    ? `left join part_figure o on o.import_no in (${before.join(',')}) and o.state_code = n.state_code
        and o.ac_no = n.ac_no and o.part_no = n.part_no`
    : '';
  const { rows } = await client.query<{ matching: number }>(
    `select n.state_code, n.ac_no, n.part_no, ${first ? sizeOf(first) : '0'} as size, count(*) over ()::integer as matching
      from part_figure n ${join}
      where n.import_no in (${now.join(',')}) and ${predicates.map(conditionOf).join(' and ')}
      order by size desc limit ${limit}`,
  );
  return { matching: rows[0]?.matching ?? 0 };
}

function expressionOf(subject: string, alias: 'n' | 'o'): string {
  const known = Object.entries(expressions).find(([name]) => name === subject);
  return (known?.[1] ?? 'null').replaceAll('p.', `${alias}.`);
}

function conditionOf({ subject, op, value }: Predicate): string {
  const now = `(${expressionOf(subject, 'n')})`;
  if (op === 'movedBy') return `abs(${now} - (${expressionOf(subject, 'o')})) > ${value}`;
  return `${now} ${op === 'above' ? '>' : '<'} ${value}`;
}

function sizeOf({ subject, op }: Predicate): string {
  const now = `(${expressionOf(subject, 'n')})`;
  if (op === 'movedBy') return `abs(${now} - (${expressionOf(subject, 'o')}))`;
  return op === 'above' ? now : `-${now}`;
}
