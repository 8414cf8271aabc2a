// Who may do what: the matrix of mandates, on one page. The server decides by it; records carry its answer as `can`.
// Ground: Arts. 324, 243K and 243ZA (two constitutional bodies, neither under the other) and RP Act 1950 s.13A (a CEO is
// the ECI's officer in the State). Three consequences are built in: the ECI may return a CEO's entry but only comment on
// or acknowledge an SEC's; a draft is its body's own until published; the technical administrator has no right over data.

export const roles = [
  'commissioner',
  'eci_staff',
  'organiser',
  'ceo_maker',
  'ceo_checker',
  'sec_maker',
  'sec_checker',
  'viewer',
  'technical_admin',
] as const;
export type Role = (typeof roles)[number];

export type BodyKind = 'eci' | 'ceo' | 'sec';

/** Which roles a kind of body can give. */
export const rolesOfBody: Record<BodyKind, readonly Role[]> = {
  eci: ['commissioner', 'eci_staff', 'organiser', 'viewer', 'technical_admin'],
  ceo: ['ceo_maker', 'ceo_checker', 'viewer'],
  sec: ['commissioner', 'sec_maker', 'sec_checker', 'viewer'],
};

/** The office in which a person acts. `stateCodes` are the States of the body; empty for the ECI, which has all. */
export interface Capacity {
  membershipId: string;
  role: Role;
  bodyId: string;
  bodyKind: BodyKind;
  bodyNameEn: string;
  bodyNameHi: string;
  stateCodes: string[];
  division: string | null;
}

export const acts = [
  'read', // published
  'readDraft', // drafts too
  'write', // create and edit a draft
  'submit', // hand a draft to the second person
  'publish', // the second person's step
  'verify', // return an entry to its office
  'comment',
  'acknowledge',
  'manage',
] as const;
export type Act = (typeof acts)[number];

/** `any`: every State. `state`: a State of my body. `body`: my body's own record, in a State of mine. */
export type Reach = 'any' | 'state' | 'body';

type Column = 'commissioner@eci' | 'commissioner@sec' | Exclude<Role, 'commissioner'>;
type Rights = Partial<Record<Act, Reach>>;
type Row = Partial<Record<Column, Rights>>;

const read: Rights = { read: 'any' };
const readDrafts: Rights = { read: 'any', readDraft: 'any' };
const maker: Rights = { read: 'any', readDraft: 'body', write: 'body', submit: 'body', comment: 'body' };
const checker: Rights = { read: 'any', readDraft: 'body', publish: 'body', comment: 'body' };
const neighbour: Rights = { read: 'any', comment: 'state' };

/** What a CEO's office keeps: the ECI reads its drafts and may return an entry, the SEC reads what is published. */
const ofCeo = {
  'commissioner@eci': { ...readDrafts, comment: 'any' },
  'commissioner@sec': read,
  eci_staff: { ...readDrafts, comment: 'any', verify: 'any' },
  organiser: read,
  ceo_maker: maker,
  ceo_checker: checker,
  sec_maker: read,
  sec_checker: read,
  viewer: read,
} as const satisfies Row;

/** What an SEC keeps: its own until published; the ECI comments and acknowledges, and never returns. */
const ofSec = {
  'commissioner@eci': { read: 'any', comment: 'any' },
  'commissioner@sec': { read: 'any', readDraft: 'body' },
  eci_staff: { read: 'any', comment: 'any', acknowledge: 'any' },
  organiser: read,
  ceo_maker: neighbour,
  ceo_checker: neighbour,
  sec_maker: maker,
  sec_checker: checker,
  viewer: read,
} as const satisfies Row;

/** Rows: what the right is over (and who owns it). Columns: the role. What is not written here is refused. */
const matrix = {
  stateProfile: {
    'commissioner@eci': read,
    'commissioner@sec': neighbour,
    eci_staff: read,
    organiser: { read: 'any', write: 'any', manage: 'any' },
    ceo_maker: neighbour,
    ceo_checker: neighbour,
    sec_maker: neighbour,
    sec_checker: neighbour,
    viewer: read,
  },
  /** The ECI's own national exercises are its staff's to write; those in a State are its CEO's. */
  ceoTimeline: { ...ofCeo, eci_staff: { ...ofCeo.eci_staff, write: 'body' } },
  secTimeline: ofSec,
  /** Either owner may say that it has seen a finding, accept or resolve it; nobody can hide one. */
  conflict: {
    'commissioner@eci': { read: 'any', comment: 'any' },
    'commissioner@sec': { read: 'any', acknowledge: 'body' },
    eci_staff: { read: 'any', acknowledge: 'body' },
    organiser: read,
    ceo_maker: { read: 'any', acknowledge: 'body' },
    ceo_checker: { read: 'any', acknowledge: 'body' },
    sec_maker: { read: 'any', acknowledge: 'body' },
    sec_checker: { read: 'any', acknowledge: 'body' },
    viewer: read,
  },
  /** A plan tried out: written by its author's office, adopted by the owner of the dates (`ceoTimeline`, `secTimeline`). */
  whatIf: {
    'commissioner@eci': { read: 'any', write: 'body' },
    'commissioner@sec': { read: 'any', write: 'body' },
    eci_staff: { read: 'any', write: 'body' },
    organiser: read,
    ceo_maker: { read: 'any', write: 'body' },
    ceo_checker: { read: 'any', write: 'body' },
    sec_maker: { read: 'any', write: 'body' },
    sec_checker: { read: 'any', write: 'body' },
    viewer: read,
  },
  /** Readiness returns, parameters and machine positions of a body's own exercises and machines; counts, open to all. */
  logistics: {
    'commissioner@eci': { read: 'any', comment: 'any' },
    'commissioner@sec': read,
    eci_staff: { read: 'any', write: 'body' },
    organiser: { read: 'any', manage: 'any' },
    ceo_maker: { read: 'any', write: 'body' },
    ceo_checker: read,
    sec_maker: { read: 'any', write: 'body' },
    sec_checker: read,
    viewer: read,
  },
  /** A loan of machines: an SEC asks, accepts and returns; the ECI's EVM division answers. A CEO sees its State's lines. */
  loan: {
    'commissioner@eci': read,
    'commissioner@sec': { read: 'body' },
    eci_staff: { read: 'any', verify: 'any' },
    ceo_maker: { read: 'state' },
    ceo_checker: { read: 'state' },
    sec_maker: { read: 'body', write: 'body' },
    sec_checker: { read: 'body', publish: 'body' },
  },
  /** A person's own calendar addresses. */
  calendarFeed: {
    'commissioner@eci': { read: 'any', write: 'any' },
    'commissioner@sec': { read: 'any', write: 'any' },
    eci_staff: { read: 'any', write: 'any' },
    organiser: { read: 'any', write: 'any' },
    ceo_maker: { read: 'any', write: 'any' },
    ceo_checker: { read: 'any', write: 'any' },
    sec_maker: { read: 'any', write: 'any' },
    sec_checker: { read: 'any', write: 'any' },
    viewer: { read: 'any', write: 'any' },
  },
  assemblyRoll: ofCeo,
  localRoll: ofSec,
  /** A file of the whole nation's assembly rolls: the ECI's own extract, made and published by two of its officers. */
  nationalRoll: {
    'commissioner@eci': readDrafts,
    eci_staff: { ...readDrafts, write: 'any', submit: 'any', publish: 'any' },
  },
  /** Computed of both rolls. An office gives reasons for its own side; others see the gap when both have published. */
  rollGap: {
    'commissioner@eci': read,
    'commissioner@sec': read,
    eci_staff: read,
    organiser: read,
    ceo_maker: { read: 'any', write: 'body' },
    ceo_checker: { read: 'any', write: 'body' },
    sec_maker: { read: 'any', write: 'body' },
    sec_checker: { read: 'any', write: 'body' },
    viewer: read,
  },
  actionItem: {
    'commissioner@eci': { read: 'any', comment: 'any' },
    'commissioner@sec': { read: 'any', comment: 'any' },
    eci_staff: { read: 'any', comment: 'any' },
    organiser: { read: 'any', write: 'any', submit: 'any', manage: 'any' },
    ceo_maker: { read: 'any', comment: 'any' },
    ceo_checker: { read: 'any', comment: 'any' },
    sec_maker: { read: 'any', comment: 'any' },
    sec_checker: { read: 'any', comment: 'any' },
    viewer: read,
  },
  actionProgress: {
    'commissioner@eci': { read: 'any', comment: 'any' },
    'commissioner@sec': { read: 'any', comment: 'body' },
    eci_staff: { read: 'any', write: 'body', submit: 'body', verify: 'body' },
    organiser: { read: 'any', comment: 'any', verify: 'body' },
    ceo_maker: { read: 'any', write: 'body', submit: 'body' },
    ceo_checker: { read: 'any', write: 'body', submit: 'body' },
    sec_maker: { read: 'any', write: 'body', submit: 'body' },
    sec_checker: { read: 'any', write: 'body', submit: 'body' },
    viewer: read,
  },
  conference: {
    'commissioner@eci': { read: 'any', comment: 'any' },
    'commissioner@sec': read,
    eci_staff: { read: 'any', comment: 'any' },
    organiser: { read: 'any', write: 'any', submit: 'any', manage: 'any' },
    ceo_maker: read,
    ceo_checker: read,
    sec_maker: read,
    sec_checker: read,
    viewer: read,
  },
  metricDefinition: {
    'commissioner@eci': read,
    'commissioner@sec': read,
    eci_staff: read,
    // The secretariat keeps definitions and limits. A technical administrator has no say over what a figure means.
    organiser: { read: 'any', manage: 'any' },
    ceo_maker: read,
    ceo_checker: read,
    sec_maker: read,
    sec_checker: read,
    viewer: read,
    technical_admin: read,
  },
  auditLog: {
    'commissioner@eci': read,
    'commissioner@sec': { read: 'body' },
    eci_staff: { read: 'body' },
    organiser: { read: 'body' },
    ceo_maker: { read: 'body' },
    ceo_checker: { read: 'body' },
    sec_maker: { read: 'body' },
    sec_checker: { read: 'body' },
  },
  users: {
    technical_admin: { read: 'any', manage: 'any' },
  },
  sampleData: {
    'commissioner@eci': { read: 'any', manage: 'any' },
    organiser: { read: 'any', manage: 'any' },
    technical_admin: { read: 'any', manage: 'any' },
  },
  ownAccount: {
    'commissioner@eci': { read: 'any', write: 'any' },
    'commissioner@sec': { read: 'any', write: 'any' },
    eci_staff: { read: 'any', write: 'any' },
    organiser: { read: 'any', write: 'any' },
    ceo_maker: { read: 'any', write: 'any' },
    ceo_checker: { read: 'any', write: 'any' },
    sec_maker: { read: 'any', write: 'any' },
    sec_checker: { read: 'any', write: 'any' },
    viewer: { read: 'any', write: 'any' },
    technical_admin: { read: 'any', write: 'any' },
  },
} as const satisfies Record<string, Row>;

export type PermissionObject = keyof typeof matrix;

/** What is asked for: an act over an object. Every procedure carries one. */
export interface Permission {
  object: PermissionObject;
  act: Act;
}

/** Whose record it is: its owning body and State, as far as they are known. */
export interface PermissionTarget {
  bodyId?: string | null;
  stateCode?: string | null;
}

function column(capacity: Pick<Capacity, 'role' | 'bodyKind'>): Column {
  if (capacity.role !== 'commissioner') return capacity.role;
  return capacity.bodyKind === 'sec' ? 'commissioner@sec' : 'commissioner@eci';
}

/** How far the right goes, or undefined when there is none at all. */
export function reachOf(capacity: Pick<Capacity, 'role' | 'bodyKind'>, { object, act }: Permission): Reach | undefined {
  const row: Row = matrix[object];
  return row[column(capacity)]?.[act];
}

/** True when the person, in this capacity, may do this to the record. A `state` or `body` right needs a target to prove it. */
export function isAllowed(capacity: Capacity, permission: Permission, target: PermissionTarget = {}): boolean {
  const reach = reachOf(capacity, permission);
  if (reach === undefined) return false;
  if (reach === 'any') return true;
  const isMyState =
    target.stateCode == null ? capacity.bodyKind === 'eci' : capacity.stateCodes.includes(target.stateCode);
  if (reach === 'state') return isMyState;
  const isMyBody = target.bodyId === capacity.bodyId;
  return isMyBody && (target.stateCode == null || isMyState || capacity.bodyKind === 'eci');
}
