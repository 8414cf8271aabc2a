// From the nation to the parts of a constituency, 2,000 times by chance, over ten and a half lakh made-up parts; beside
// it the live GROUP BY of the same level. What is shown must be what the parts add up to.

import { partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import type { PartMetric, UnitTable } from '#shared/modules/rolls/schema.ts';
import { columnOf } from '../support/published-parts.ts';
import type { Case } from './harness.ts';
import { dice, type Nation, openNation } from './nation.ts';
import { rowOf } from './row.ts';
import { median, percentile } from './stats.ts';

const drills = 2_000;
/** One drill in so many is set beside the live sums. */
const everySoMany = 50;
const steps = ['nation', 'State', 'district', 'constituency'] as const;
type Step = (typeof steps)[number];
const sums = partMeasures.map((name) => `sum(${columnOf(name)})::float8 as "${name}"`).join(', ');

export const drillP99: Case = {
  id: 'drill-p99',
  bar: 'p99 ≤ 20 ms on the server, no figure unlike the live sums',
  async run(context) {
    const nation = await openNation(context);
    const roll = dice(7);
    const ours = byStep();
    const live = byStep();
    let differences = 0;
    for (let drill = -20; drill < drills; drill += 1) {
      const path = choosePath(nation, roll);
      for (const step of steps) {
        const start = performance.now();
        const shown = await ask(nation, step, path);
        if (drill >= 0) ours[step].push(performance.now() - start);
        if (drill < 0 || drill % everySoMany !== 0) continue;
        const begun = performance.now();
        const { rows } = await nation.client.query<Sums>(liveSql(nation, step, path));
        live[step].push(performance.now() - begun);
        differences += countDifferences(shown, rows);
      }
    }
    const all = steps.flatMap((step) => ours[step]);
    return rowOf({
      id: this.id,
      unit: 'ms',
      ours: percentile(all, 0.99),
      comparator: median(steps.flatMap((step) => live[step])),
      bar: this.bar,
      parts: [
        { name: 'p99 in ms', value: percentile(all, 0.99), limit: 20, atLeast: false },
        { name: 'figures unlike the live sums', value: differences, limit: 0, atLeast: false },
      ],
      details: {
        parts: String(nation.parts),
        requests: String(all.length),
        medianMs: median(all),
        ...Object.fromEntries(steps.map((step) => [`${step}P99Ms`, percentile(ours[step], 0.99)])),
        ...Object.fromEntries(steps.map((step) => [`${step}LiveMs`, median(live[step])])),
      },
      note: 'the comparator is the median of the live sums; made-up parts',
    });
  },
};

function byStep(): Record<Step, number[]> {
  return { nation: [], State: [], district: [], constituency: [] };
}

interface Path {
  state: string;
  no: number;
  district: string;
  ac: number;
}

function choosePath(nation: Nation, roll: () => number): Path {
  const place = Math.floor(roll() * nation.states.length);
  const { code = '', acs = 1, districts = 1 } = nation.states[place] ?? {};
  const ac = 1 + Math.floor(roll() * acs);
  return { state: code, no: nation.now[place] ?? 0, district: `D${ac % districts}`, ac };
}

type Sums = Record<string, number | string | null>;

/** What a reader is given at the step, as one line an area or part. */
async function ask({ caller }: Nation, step: Step, { state, district, ac }: Path): Promise<Sums[]> {
  if (step === 'nation') {
    const { units } = await caller.rolls.units({ level: 'S' });
    // States answer by their real statements; sample files only where there is none.
    return linesOf(units).filter((_, row) => units.isSample[row] === true);
  }
  if (step === 'State') return linesOf((await caller.rolls.units({ level: 'D', stateCode: state })).units);
  if (step === 'district') {
    return linesOf((await caller.rolls.units({ level: 'A', stateCode: state, districtCode: district })).units);
  }
  // As the page asks: its usual metrics, and as many lines as it fetches.
  const metrics: PartMetric[] = ['FL-01', 'FL-02', 'FL-03', 'EN-04', 'DQ-03'];
  const window = { sort: 'worst', order: 'descending', filter: {}, offset: 0, limit: 200 } as const;
  const { partNos, counts } = await caller.rolls.parts({ stateCode: state, acNo: ac, metrics, ...window });
  return partNos.map((partNo, row) => ({
    area: String(partNo),
    ...Object.fromEntries(partMeasures.map((name) => [name, counts[name][row] ?? null])),
  }));
}

function linesOf({ codes, counts }: UnitTable): Sums[] {
  return codes.map((area, row) => ({
    area,
    ...Object.fromEntries(partMeasures.map((name) => [name, counts[name]?.[row] ?? null])),
  }));
}

function liveSql({ now }: Nation, step: Step, { no, district, ac }: Path): string {
  switch (step) {
    case 'nation':
      return `select state_code as area, ${sums} from part_figure where import_no in (${now.join(',')}) group by 1`;
    case 'State':
      return `select district_code as area, ${sums} from part_figure where import_no = ${no} group by 1`;
    case 'district':
      return `select lpad(ac_no::text, 3, '0') as area, ${sums} from part_figure where import_no = ${no}
        and district_code = '${district}' group by 1`;
    case 'constituency':
      return `select part_no::text as area, ${sums} from part_figure where import_no = ${no} and ac_no = ${ac} group by 1`;
  }
}

function countDifferences(shown: readonly Sums[], live: readonly Sums[]): number {
  const byArea = new Map(live.map((line) => [line['area'], line]));
  let found = 0;
  for (const line of shown) {
    const own = byArea.get(line['area'] ?? '');
    for (const name of partMeasures) if ((line[name] ?? null) !== (own?.[name] ?? null)) found += 1;
  }
  return found;
}
