// Groups of offices by what they may do, transcribed from the mandates (declaration, section 5) by hand.

import { newId } from '#shared/kernel/ids.ts';

export interface Target {
  stateCode: string;
  bodyId: string;
}

/** Own State and body, the neighbour body of the own State, and other States'. "Own" is Kerala. */
export const targets = {
  ownCeo: { stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' },
  ownSec: { stateCode: 'IN-KL', bodyId: 'SEC-IN-KL' },
  otherCeo: { stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' },
  otherSec: { stateCode: 'IN-UP', bodyId: 'SEC-IN-UP' },
  unionTerritories: { stateCode: 'IN-AN', bodyId: 'SEC-UT' },
} as const satisfies Record<string, Target>;

export type Reach = 'any' | 'body' | 'state';

export type Who = Partial<
  Record<
    | 'commissioner'
    | 'secCommissioner'
    | 'eciStaff'
    | 'organiser'
    | 'ceoMaker'
    | 'ceoChecker'
    | 'secMaker'
    | 'secChecker'
    | 'viewer'
    | 'technicalAdmin',
    Reach | undefined
  >
>;

export interface ProcedureCase {
  input(target: Target, formId: string): unknown;
  who(target: Target): Who;
  /** Left out: every target. */
  appliesTo?(target: Target): boolean;
}

export const isSec = (target: Target) => target.bodyId.startsWith('SEC');
export const everyoneSignedIn: Who = {
  commissioner: 'any',
  secCommissioner: 'any',
  eciStaff: 'any',
  organiser: 'any',
  ceoMaker: 'any',
  ceoChecker: 'any',
  secMaker: 'any',
  secChecker: 'any',
  viewer: 'any',
  technicalAdmin: 'any',
};
export const onceOnly = (target: Target) => target === targets.ownCeo;
export const command = () => ({ key: newId() });

export const drafts = (target: Target): Who =>
  isSec(target)
    ? { secCommissioner: 'body', secMaker: 'body', secChecker: 'body' }
    : { commissioner: 'any', eciStaff: 'any', ceoMaker: 'body', ceoChecker: 'body' };
export const makers = (target: Target): Who => (isSec(target) ? { secMaker: 'body' } : { ceoMaker: 'body' });
/** Who may speak of an item of this body: its own offices, and the ECI's divisions for the ECI's own. */
export const owners = (target: Target): Who => (isSec(target) ? { secMaker: 'body', secChecker: 'body' } : ceoOffices);
export const ceoOffices: Who = { ceoMaker: 'body', ceoChecker: 'body' };
export const readers: Who = { ...everyoneSignedIn, technicalAdmin: undefined };
export const administrators: Who = { technicalAdmin: 'any' };
/** Definitions and limits are the ECI secretariat's to keep, not the technical administrator's. */
export const secretariat: Who = { organiser: 'any' };
