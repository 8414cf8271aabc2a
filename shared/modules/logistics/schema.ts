import * as z from 'zod/mini';

export const itemIds = [
  'cu_stock',
  'bu_stock',
  'vvpat_stock',
  'cu_flc',
  'bu_flc',
  'vvpat_flc',
  'evm_train',
  'evm_rand1',
  'evm_rand2',
  'evm_comm',
  'batteries',
  'ballot_boxes',
  'ballot_papers',
  'ps_verified',
  'ps_list',
  'ps_limit',
  'amf',
  'amf_each',
  'strong_rooms',
  'warehouse',
  'count_centres',
  'staff_need',
  'staff_db',
  'polling_staff',
  'staff_train1',
  'staff_train2',
  'sector_off',
  'micro_obs',
  'count_staff',
  'blo',
  'capf',
  'state_police',
  'vehicles',
  'ink',
  'forms',
  'seals',
  'webcast',
  'roll_copies',
  'trainers',
] as const;
export type ItemId = (typeof itemIds)[number];

export const themes = ['machines', 'ballots', 'stations', 'premises', 'people', 'forces', 'supplies'] as const;
export type Theme = (typeof themes)[number];

/** The seven assured minimum facilities. Source: ECI direction of March 2026, PIB 22-03-2026. */
export const facilities = ['water', 'shade', 'toilet', 'light', 'ramp', 'compartment', 'signage'] as const;
export type Facility = (typeof facilities)[number];

/** How far a thing has come: in hand, looked over, in its place. */
export const gates = ['available', 'checked', 'deployed'] as const;
export type Gate = (typeof gates)[number];

/** `seen` in a named source, `computed` from seen facts, `recalled` from general knowledge, `proposed` by this product. */
export const bases = ['seen', 'computed', 'recalled', 'proposed', 'office'] as const;
export type Basis = (typeof bases)[number];

const Count = z.nullable(z.int().check(z.gte(0), z.lte(999_999_999)));

/** What a body returns for one item in one district. A blank is not a zero. */
export const StatusFigures = z.strictObject({ available: Count, checked: Count, deployed: Count });
export type StatusFigures = z.infer<typeof StatusFigures>;

export const colours = ['green', 'amber', 'red', 'grey'] as const;
export type Colour = (typeof colours)[number];
