// How a requirement was worked out, with the numbers used, so that anyone can redo it by hand: figures and signs only, no
// words. The formulas are those of rules-required.ts; a test holds both together.

import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import type { ParameterId } from './catalogue-parameters.ts';
import { ballotUnitsPerControlUnit, type Requirement } from './rules-required.ts';
import type { ItemId } from './schema.ts';

/** The formula's name for the catalogue of words; `body` where the office sets the requirement itself. */
export type FormulaName =
  | 'controlUnits'
  | 'ballotUnits'
  | 'printers'
  | 'packs'
  | 'units'
  | 'boxes'
  | 'papers'
  | 'stations'
  | 'warehouses'
  | 'districts'
  | 'staff'
  | 'sector'
  | 'parts'
  | 'ink'
  | 'forms'
  | 'seals'
  | 'webcast'
  | 'body';

/** Which formula an item has. */
export function formulaNameOf(id: ItemId): FormulaName {
  return names[id] ?? 'body';
}

const names: Readonly<Partial<Record<ItemId, FormulaName>>> = {
  cu_stock: 'controlUnits',
  cu_flc: 'controlUnits',
  bu_stock: 'ballotUnits',
  bu_flc: 'ballotUnits',
  vvpat_stock: 'printers',
  vvpat_flc: 'printers',
  batteries: 'packs',
  evm_rand1: 'units',
  evm_rand2: 'units',
  ps_list: 'units',
  ballot_boxes: 'boxes',
  ballot_papers: 'papers',
  evm_comm: 'stations',
  ps_verified: 'stations',
  ps_limit: 'stations',
  amf: 'stations',
  amf_each: 'stations',
  roll_copies: 'stations',
  warehouse: 'warehouses',
  staff_need: 'districts',
  staff_db: 'districts',
  polling_staff: 'staff',
  staff_train1: 'staff',
  staff_train2: 'staff',
  sector_off: 'sector',
  blo: 'parts',
  ink: 'ink',
  forms: 'forms',
  seals: 'seals',
  webcast: 'webcast',
};

/** `(480 + 12) × 1 × 1.25`: what stands left of the equals sign. Null where the office sets the requirement or a number is missing. */
export function workingOf(id: ItemId, { used, missing, isForBodyToSet }: Omit<Requirement, 'required'>): string | null {
  if (isForBodyToSet || missing.length > 0 || used.length === 0) return null;
  const values = new Map(used.map((each) => [each.id, each.value]));
  const value = (parameter: ParameterId) => values.get(parameter) ?? 0;
  const count = (parameter: ParameterId) => formatCount(value(parameter));
  const stations = value('psAux') === 0 ? count('psMain') : `(${count('psMain')} + ${count('psAux')})`;
  const times = (...factors: string[]) => factors.join(' × ');
  switch (formulaNameOf(id)) {
    case 'controlUnits':
      return times(stations, count('postsCu'), withReserve(value('resCuFlc')));
    case 'ballotUnits': {
      const perControlUnit = ballotUnitsPerControlUnit(value('maxCandidates'), value('posts'), value('postsCu'));
      return times(stations, formatCount(perControlUnit), count('postsCu'), withReserve(value('resBuFlc')));
    }
    case 'printers':
      return times(stations, withReserve(value('resVvpatFlc')));
    case 'packs': {
      const controlUnits = times(stations, count('postsCu'), withReserve(value('resCuFlc')));
      if (!values.has('resVvpatFlc')) return controlUnits;
      return `${controlUnits} + ${times(stations, withReserve(value('resVvpatFlc')))}`;
    }
    case 'units':
      return count('unitsOfElection');
    case 'boxes':
      return times(stations, count('boxesPerPs'), withReserve(value('resBox')));
    case 'papers':
      return times(count('electors'), count('posts'), '1.1');
    case 'stations':
      return stations;
    case 'warehouses':
      return count('warehouses');
    case 'districts':
      return count('districts');
    case 'staff':
      return times(stations, count('partySize'), withReserve(value('resStaff')));
    case 'sector':
      return `${stations} ÷ ${count('psPerSector')}`;
    case 'parts':
      return count('partsOfRoll');
    case 'ink':
      return times(stations, count('vialsPerPs'), withReserve(value('resInk')));
    case 'forms':
      return times(stations, '1.05');
    case 'seals':
      return times(stations, '1.1');
    case 'webcast':
      return times(stations, shareText(value('webcastShare')));
    case 'body':
      return null;
  }
}

/** `1.25` for a share of 2,500 hundredths of a percent. */
function withReserve(share: number): string {
  return shareText(10_000 + share);
}

function shareText(hundredths: number): string {
  return formatDecimal(hundredths / 10_000, 4).replace(/\.?0+$/, '');
}
