// C02 and C04: what all exercises of a State want together, of people and of machines. One alone may want too much.

import type { RadarNeed, RadarPool } from './rules.ts';
import { type Demand, judgeSupply, type Supply } from './rules-demands.ts';
import type { StateJudged, StateRule } from './rules-judge.ts';
import type { Win } from './rules-points.ts';
import type { Prepared } from './rules-windows.ts';

/** Shares of a pool and of a stock beyond which it is tight, in percent (7.2). */
const tightAt = { staff: 85, machines: 90 } as const;

const staffNames = {
  wanted: 'need',
  available: 'pool',
  wantedMissing: 'need',
  availableMissing: 'pool',
} as const;

/** C02: people wanted on the same day, of a district where the State keeps its pool by district, of the State otherwise. */
export const staffCapacity: StateRule = {
  id: 'C02',
  about: 'state',
  readsState: true,
  judge(stateCode, members, { poolsOf }) {
    const pools = poolsOf(stateCode).filter(({ resource }) => resource === 'staff');
    const byDistrict = pools.filter(({ districtCode }) => districtCode !== '');
    const wanting = members.map((part) => ({ part, needs: needsOf(part, 'staff'), windows: staffWindows(part) }));
    const active = wanting.filter(({ needs, windows }) => windows.length > 0 || needs.length > 0);
    if (active.length === 0) return [];
    const judged: StateJudged[] = [];
    const supply = { rule: 'C02', tightAt: tightAt.staff, names: staffNames } as const;
    if (byDistrict.length > 0) {
      const named = active.flatMap(({ needs }) => needs.map(({ districtCode }) => districtCode));
      for (const district of new Set(named.filter((code) => code !== '').toSorted())) {
        const demands = active
          .filter(({ part }) => part.exercise.districts?.includes(district) ?? true)
          .flatMap(({ part, needs, windows }) => spread(part, windows, amountIn(needs, district)));
        const available = availableOf(byDistrict.filter(({ districtCode }) => districtCode === district));
        judged.push(
          ...judgeSupply(demands, {
            ...supply,
            subject: district,
            districts: [district],
            available,
            facts: { district },
          }),
        );
      }
    }
    const whole = availableOf(pools.filter(({ districtCode }) => districtCode === ''));
    const said = active.flatMap(({ needs }) => needs);
    const isByDistrict =
      byDistrict.length > 0 && said.length > 0 && said.every(({ districtCode }) => districtCode !== '');
    if (whole === null && isByDistrict) return judged;
    const demands = active.flatMap(({ part, needs, windows }) => spread(part, windows, amountIn(needs, '')));
    const all: Supply = { ...supply, subject: '*', districts: null, available: whole, facts: { district: null } };
    return [...judged, ...judgeSupply(demands, all)];
  },
};

function needsOf({ exercise }: Prepared, resource: RadarNeed['resource']): RadarNeed[] {
  return exercise.needs.filter((need) => need.resource === resource);
}

/** In the field: a poll from P-3 to counting, a roll during house visits; others only where they say whom they take. */
function staffWindows(part: Prepared): Win[] {
  const { HOT, FIELD, CENSUS, EXAM } = part.windows;
  const others = needsOf(part, 'staff').length === 0 ? [] : [...CENSUS, EXAM];
  return [HOT, FIELD, ...others].filter((window) => window !== null);
}

function spread(part: Prepared, windows: readonly Win[], amount: number | null): Demand[] {
  return windows.map((win) => ({ part, win, amount }));
}

/** What is wanted in the district; of the State ('') the figure for all, else the sum of the districts'. */
function amountIn(needs: readonly RadarNeed[], district: string): number | null {
  const own = needs.filter(({ districtCode }) => districtCode === district);
  const counted = own.length > 0 ? own : district === '' ? needs : [];
  return counted.length === 0 ? null : counted.reduce((sum, { needed }) => sum + needed, 0);
}

function availableOf(pools: readonly RadarPool[]): number | null {
  return pools.length === 0 ? null : pools.reduce((sum, { available }) => sum + available, 0);
}

const machineNames = {
  wanted: 'required',
  available: 'stock',
  wantedMissing: 'need',
  availableMissing: 'stock',
} as const;

interface Machines {
  part: Prepared;
  window: Win;
  owner: string;
  model: string | null;
  needs: readonly RadarNeed[];
}

/** C04: machines of one owner, model and unit wanted from first-level checking to the end of the seal. */
export const machineStock: StateRule = {
  id: 'C04',
  about: 'state',
  readsState: true,
  judge(stateCode, members, { poolsOf }) {
    const stock = poolsOf(stateCode).filter(({ resource }) => resource === 'machines');
    const judged: StateJudged[] = [];
    const users: Machines[] = [];
    for (const part of members) {
      const { machineOwner: owner, machineModel: model, method } = part.exercise;
      const window = part.windows.EVM;
      const needs = needsOf(part, 'machines');
      if (window === null || method === 'ballot' || (owner === null && needs.length === 0)) continue;
      if (owner === null) judged.push(unsaid(part, window, needs, 'machine_owner'));
      else users.push({ part, window, owner, model, needs });
    }
    for (const owner of new Set(users.map((user) => user.owner)))
      judged.push(
        ...judgeOwner(
          owner,
          users.filter((user) => user.owner === owner),
          stock,
        ),
      );
    return judged;
  },
};

function judgeOwner(owner: string, users: readonly Machines[], stock: readonly RadarPool[]): StateJudged[] {
  const own = stock.filter(({ ownerId }) => ownerId === owner);
  const models = new Set([...own, ...users].map(({ model }) => model ?? '').filter((model) => model !== ''));
  const [only] = models;
  const judged: StateJudged[] = [];
  const known = users.flatMap((user) => {
    const model = user.model ?? (models.size === 1 ? (only ?? '') : models.size === 0 ? '' : null);
    if (model !== null) return [{ ...user, model }];
    if (user.needs.length > 0) judged.push(unsaid(user.part, user.window, user.needs, 'machine_model'));
    return [];
  });
  for (const model of new Set(known.map((user) => user.model))) {
    const alike = known.filter((user) => user.model === model);
    for (const unit of new Set(alike.flatMap(({ needs }) => needs.map((need) => need.unit)))) {
      const rows = own.filter((pool) => pool.unit === unit && (pool.model === model || pool.model === ''));
      const whole = rows.filter(({ districtCode }) => districtCode === '');
      const demands = alike.map(({ part, window, needs }): Demand => {
        const amount = amountIn(
          needs.filter((need) => need.unit === unit),
          '',
        );
        return { part, win: window, amount };
      });
      judged.push(
        ...judgeSupply(demands, {
          rule: 'C04',
          subject: `${owner}:${model}:${unit}`,
          districts: null,
          available: availableOf(whole.length > 0 ? whole : rows),
          tightAt: tightAt.machines,
          names: machineNames,
          facts: { owner, model, unit },
        }),
      );
    }
  }
  return judged;
}

/** Machines are wanted, but nobody has said whose or of which model. */
function unsaid(part: Prepared, win: Win, needs: readonly RadarNeed[], what: string): StateJudged {
  return {
    subject: `?:${part.exercise.id}`,
    parts: [part],
    districts: part.exercise.districts,
    outcome: 'cannot_evaluate',
    clause: 'C04.missing',
    windows: [win],
    restsOn: [],
    overlaps: [],
    days: null,
    from: win.sure?.from ?? null,
    to: win.sure?.to ?? null,
    missing: [{ exerciseId: part.exercise.id, what }],
    facts: {
      owner: part.exercise.machineOwner,
      unit: needs.map(({ unit }) => unit).join(' '),
      required: amountIn(needs, ''),
      stock: null,
    },
  };
}
