// How much of an item is required, worked out in whole numbers: shares are whole hundredths of a percent, so that 100
// stations with a tenth more are 110 and never 111. Source of the formulas: the item catalogue of the specification.

import type { ParameterId, ParameterValues } from './catalogue-parameters.ts';
import { type Settings, standardSettings } from './rules-settings.ts';
import type { ItemId } from './schema.ts';

const whole = 10_000;
/** Options of one ballot unit, NOTA among them. Source: ETV Bharat, January 2025. */
const optionsPerBu = 16;

export interface Requirement {
  /** Null: not known, or for the body to set. */
  required: number | null;
  /** The parameters it was worked out from, with the values used. */
  used: { id: ParameterId; value: number }[];
  /** Parameters that are not known. */
  missing: ParameterId[];
  /** No national norm was seen: the body sets it. */
  isForBodyToSet: boolean;
}

type Formula = { needs: readonly ParameterId[]; work: (value: (id: ParameterId) => number) => number } | 'body';

/**
 * The requirement of an item for one area by its formula. Where a parameter was not given its default stands; where
 * there is none the requirement is not known and `missing` says why. `ecis`: the exercise is the ECI's (VVPATs are used).
 */
export function requiredOf(
  id: ItemId,
  values: ParameterValues,
  ecis: boolean,
  { presetOf }: Pick<Settings, 'presetOf'> = standardSettings,
): Requirement {
  const formula = formulaOf(id, ecis);
  if (formula === 'body') return { required: null, used: [], missing: [], isForBodyToSet: true };
  const used: Requirement['used'] = [];
  const missing: ParameterId[] = [];
  for (const need of formula.needs) {
    const value = values[need] === undefined ? presetOf(need) : values[need];
    if (value === null) missing.push(need);
    else used.push({ id: need, value });
  }
  if (missing.length > 0) return { required: null, used, missing, isForBodyToSet: false };
  const byId = new Map(used.map(({ id: each, value }) => [each, value]));
  const required = formula.work((need) => byId.get(need) ?? 0);
  return { required, used, missing, isForBodyToSet: false };
}

/**
 * Ballot units that one control unit needs. One machine for several posts takes them for each post; with a machine for
 * each post (`postsCu` above 1) they are counted once and the control units multiply: never both.
 */
export function ballotUnitsPerControlUnit(maxCandidates: number, posts: number, postsCu: number): number {
  const perPost = Math.ceil((maxCandidates + 1) / optionsPerBu);
  return postsCu > 1 ? perPost : perPost * posts;
}

/** A number with a share on top, rounded up: (100, 1,000) is 110. Share in hundredths of a percent. */
export function withShare(count: number, share: number): number {
  return ceilDivide(count * (whole + share), whole);
}

function formulaOf(id: ItemId, ecis: boolean): Formula {
  switch (id) {
    case 'cu_stock':
    case 'cu_flc':
      return { needs: ['psMain', 'psAux', 'postsCu', 'resCuFlc'], work: controlUnits };
    case 'bu_stock':
    case 'bu_flc':
      return {
        needs: ['psMain', 'psAux', 'postsCu', 'posts', 'maxCandidates', 'resBuFlc'],
        work: (value) =>
          withShare(
            stations(value) *
              ballotUnitsPerControlUnit(value('maxCandidates'), value('posts'), value('postsCu')) *
              value('postsCu'),
            value('resBuFlc'),
          ),
      };
    case 'vvpat_stock':
    case 'vvpat_flc':
      return { needs: ['psMain', 'psAux', 'resVvpatFlc'], work: printers };
    case 'batteries':
      return ecis
        ? {
            needs: ['psMain', 'psAux', 'postsCu', 'resCuFlc', 'resVvpatFlc'],
            work: (value) => controlUnits(value) + printers(value),
          }
        : { needs: ['psMain', 'psAux', 'postsCu', 'resCuFlc'], work: controlUnits };
    case 'evm_rand1':
    case 'evm_rand2':
    case 'ps_list':
      return { needs: ['unitsOfElection'], work: (value) => value('unitsOfElection') };
    case 'ballot_boxes':
      return {
        needs: ['psMain', 'psAux', 'boxesPerPs', 'resBox'],
        work: (value) => withShare(stations(value) * value('boxesPerPs'), value('resBox')),
      };
    case 'ballot_papers':
      return {
        needs: ['electors', 'posts'],
        work: (value) => withShare(value('electors') * value('posts'), 1_000),
      };
    case 'evm_comm':
    case 'ps_verified':
    case 'ps_limit':
    case 'amf':
    case 'amf_each':
    case 'roll_copies':
      return { needs: ['psMain', 'psAux'], work: stations };
    case 'warehouse':
      return { needs: ['warehouses'], work: (value) => value('warehouses') };
    case 'staff_need':
    case 'staff_db':
      return { needs: ['districts'], work: (value) => value('districts') };
    case 'polling_staff':
    case 'staff_train1':
    case 'staff_train2':
      return {
        needs: ['psMain', 'psAux', 'partySize', 'resStaff'],
        work: (value) => withShare(stations(value) * value('partySize'), value('resStaff')),
      };
    case 'sector_off':
      return {
        needs: ['psMain', 'psAux', 'psPerSector'],
        work: (value) => ceilDivide(stations(value), value('psPerSector')),
      };
    case 'blo':
      return { needs: ['partsOfRoll'], work: (value) => value('partsOfRoll') };
    case 'ink':
      return {
        needs: ['psMain', 'psAux', 'vialsPerPs', 'resInk'],
        work: (value) => withShare(stations(value) * value('vialsPerPs'), value('resInk')),
      };
    case 'forms':
      return { needs: ['psMain', 'psAux'], work: (value) => withShare(stations(value), 500) };
    case 'seals':
      return { needs: ['psMain', 'psAux'], work: (value) => withShare(stations(value), 1_000) };
    case 'webcast':
      return {
        needs: ['psMain', 'psAux', 'webcastShare'],
        work: (value) => ceilDivide(stations(value) * value('webcastShare'), whole),
      };
    case 'evm_train':
    case 'strong_rooms':
    case 'count_centres':
    case 'micro_obs':
    case 'count_staff':
    case 'capf':
    case 'state_police':
    case 'vehicles':
    case 'trainers':
      return 'body';
  }
}

function stations(value: (id: ParameterId) => number): number {
  return value('psMain') + value('psAux');
}

function controlUnits(value: (id: ParameterId) => number): number {
  return withShare(stations(value) * value('postsCu'), value('resCuFlc'));
}

function printers(value: (id: ParameterId) => number): number {
  return withShare(stations(value), value('resVvpatFlc'));
}

/** Whole numbers only: the quotient rounded up. */
function ceilDivide(count: number, by: number): number {
  return by === 0 ? 0 : Math.ceil(count / by);
}
