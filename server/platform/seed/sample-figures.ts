// Figures of the rehearsal country: made up, the same on every machine, and consistent with themselves, so that every
// check of the entry form passes on them. Nothing here is a record of anything.

import type { IsoDate } from '#shared/kernel/time.ts';
import { addDays } from '#shared/kernel/time.ts';

export type Figures = Record<string, number>;

/** A stream of numbers in [0, 1), fixed by the seed's words. */
export type Dice = () => number;

/** What the record holds about a State's roll, to keep the rehearsal near it. */
export interface RealRoll {
  total: number;
  /** Women per man on the roll, where published. */
  womenPerMan: number | null;
  /** Third-gender electors per elector, where published. */
  thirdShare: number | null;
  parts: number | null;
}

/** How a State's rehearsal roll is made up; shares are of the total. */
export interface Profile {
  womenPerMan: number;
  thirdShare: number;
  parts: number;
  overCapShare: number;
  epicShare: number;
  photoShare: number;
  youngShare: number;
}

/** One intensive revision: the roll before it, the draft, and the final roll with its day. */
export interface Revision {
  before: number;
  notInDraft: number;
  draft: number;
  coAdded: number;
  coDeleted: number;
  final: number;
  qualifyingDate: IsoDate;
  draftOn: IsoDate;
  finalOn: IsoDate;
}

/** Dice fixed by the words: FNV-1a for the seed, mulberry32 for the stream. */
export function diceOf(...words: readonly string[]): Dice {
  let seed = 0x811c9dc5;
  for (const char of words.join('/')) seed = Math.imul(seed ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The State's make-up: the record's shares where it has them, else plausible ones. */
export function profileOf(code: string, real: RealRoll): Profile {
  const dice = diceOf(code, 'profile');
  const womenPerMan = between(dice, 0.9, 1.04);
  const thirdShare = between(dice, 3e-6, 60e-6);
  const electorsPerStation = between(dice, 780, 1_110);
  const overCapShare = dice() < 0.4 ? 0 : between(dice, 0.001, 0.022);
  return {
    womenPerMan: real.womenPerMan ?? womenPerMan,
    thirdShare: real.thirdShare ?? thirdShare,
    parts: real.parts ?? Math.max(1, Math.round(real.total / electorsPerStation)),
    overCapShare,
    epicShare: coverage(dice),
    photoShare: coverage(dice),
    youngShare: between(dice, 0.011, 0.026),
  };
}

/** The total split by gender; the three parts add up to it. */
export function gendersOf(total: number, { womenPerMan, thirdShare }: Profile): Figures {
  const electorsThird = Math.round(total * thirdShare);
  const electorsMale = Math.round((total - electorsThird) / (1 + womenPerMan));
  return { electorsMale, electorsFemale: total - electorsThird - electorsMale, electorsThird };
}

/** The 12 numbers of one month: opening + additions − deletions = total, and the genders add up. */
export function monthOf(profile: Profile, opening: number, additions: number, deletions: number): Figures {
  const electorsTotal = opening + additions - deletions;
  return {
    electorsTotal,
    ...gendersOf(electorsTotal, profile),
    opening,
    additions,
    deletions,
    parts: profile.parts,
    partsOverCap: Math.round(profile.parts * profile.overCapShare),
    withEpic: Math.floor(electorsTotal * profile.epicShare),
    withPhoto: Math.floor(electorsTotal * profile.photoShare),
    electors1819: Math.round(electorsTotal * profile.youngShare),
  };
}

/** Additions and deletions of an ordinary month, at least one of each: some tenths of a percent of the roll. */
export function flowOf(code: string, period: string, opening: number): { additions: number; deletions: number } {
  const dice = diceOf(code, period);
  return {
    additions: Math.max(1, Math.round(opening * between(dice, 0.0012, 0.0052))),
    deletions: Math.max(1, Math.round(opening * between(dice, 0.0006, 0.0041))),
  };
}

/** A State's intensive revision, from the roll before it: draft in August or September, final some nine weeks on. */
export function revisionOf(code: string, before: number): Revision {
  const dice = diceOf(code, 'revision');
  const notInDraft = Math.round(before * between(dice, 0.035, 0.155));
  const draft = before - notInDraft;
  const coAdded = Math.round(draft * between(dice, 0.008, 0.035));
  const coDeleted = Math.round(draft * between(dice, 0.001, 0.008));
  const draftOn = addDays('2026-08-03', Math.floor(dice() * 45));
  // About one State in five is still deciding claims when the others have published.
  const finalOn = addDays(draftOn, dice() < 0.2 ? 125 : 61);
  const final = draft + coAdded - coDeleted;
  return { before, notInDraft, draft, coAdded, coDeleted, final, qualifyingDate: '2026-07-01', draftOn, finalOn };
}

/** The draft's figures: the reasons add up to those not in the draft. */
export function draftFiguresOf(code: string, { before, notInDraft, draft }: Revision): Figures {
  const dice = diceOf(code, 'reasons');
  const nidDead = Math.round(notInDraft * between(dice, 0.2, 0.36));
  const nidDuplicate = Math.round(notInDraft * between(dice, 0.03, 0.11));
  const nidOther = Math.round(notInDraft * between(dice, 0.002, 0.07));
  return {
    electorsTotal: draft,
    electorsBefore: before,
    notInDraft,
    nidDead,
    nidShiftedAbsent: notInDraft - nidDead - nidDuplicate - nidOther,
    nidDuplicate,
    nidOther,
    efCollected: draft,
  };
}

/** The final roll's figures: draft + added − deleted = total. Entries under adjudication only in a few States. */
export function finalFiguresOf(code: string, revision: Revision, profile: Profile): Figures {
  const dice = diceOf(code, 'final');
  const { final, coAdded, coDeleted } = revision;
  const figures = {
    electorsTotal: final,
    ...gendersOf(final, profile),
    electors1819: Math.round(final * profile.youngShare),
    coAdded,
    coDeleted,
    form6Received: Math.round(coAdded * between(dice, 1.04, 1.2)),
    form6Accepted: coAdded,
    form7Received: Math.round(coDeleted * between(dice, 1.08, 1.5)),
    form7Accepted: coDeleted,
  };
  if (dice() >= 0.15) return figures;
  return { ...figures, electorsPendingAdjudication: Math.round(final * between(dice, 0.002, 0.016)) };
}

/** A local roll beside the assembly roll: mostly within 2 % of it, some beyond; wider where the commission keeps its own. */
export function localFiguresOf(code: string, assembly: number, isOwnRoll: boolean, profile: Profile): Figures {
  const dice = diceOf(code, 'local');
  const roll = dice();
  const size =
    roll < (isOwnRoll ? 0.45 : 0.8) ? between(dice, 0.001, 0.019) : between(dice, 0.022, isOwnRoll ? 0.071 : 0.044);
  const total = Math.round(assembly * (1 + (dice() < 0.68 ? size : -size)));
  return { electorsTotal: total, ...gendersOf(total, profile) };
}

function between(dice: Dice, low: number, high: number): number {
  return low + dice() * (high - low);
}

/** Share of electors with an EPIC or a photo: full in a third of the States, else just short of it. */
function coverage(dice: Dice): number {
  const isFull = dice() < 0.34;
  const short = between(dice, 0.0005, 0.016);
  return isFull ? 1 : 1 - short;
}
