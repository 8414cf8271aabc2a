// Checks of single cells and dates, for the form and for files: V15, V22, V23 and V24.

import { asciiDigits, normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, isQualifyingDate } from '#shared/kernel/time.ts';

/** V15: a day on which something is said to have happened is after today. */
export function isFuture(day: IsoDate, today: IsoDate): boolean {
  return day > today;
}

/** The milestones that V15 orders. Source: roll-health catalogue, section 7. */
export const orderedMilestones = ['enum_start', 'enum_end', 'draft', 'claims_end', 'final'] as const;
export type OrderedMilestone = (typeof orderedMilestones)[number];

export interface OutOfOrder {
  earlier: OrderedMilestone;
  earlierDate: IsoDate;
  later: OrderedMilestone;
  laterDate: IsoDate;
}

/**
 * V15: enumeration starts, ends, then the draft, the end of claims and the final roll, in this order; the same day
 * passes. Milestones without a day are passed over. Each fault names two neighbours of those that have one.
 */
export function scheduleFaults(days: Readonly<Partial<Record<OrderedMilestone, IsoDate>>>): OutOfOrder[] {
  const known = orderedMilestones.flatMap((milestone) => {
    const day = days[milestone];
    return day === undefined ? [] : [{ milestone, day }];
  });
  return known.slice(1).flatMap(({ milestone: later, day: laterDate }, index) => {
    const before = known[index];
    if (before === undefined || before.day <= laterDate) return [];
    return [{ earlier: before.milestone, earlierDate: before.day, later, laterDate }];
  });
}

/** Words by which a source names the law it rests on. */
const legalWords = new RegExp(
  '\\b(?:acts?|rules?|section|sec\\.|s\\.\\s*\\d|article|art\\.|notification|ordinance|order)(?![a-z])|§|'
    .concat('अधिनियम|नियम|धारा|अधिसूचना|अध्यादेश|आदेश|अनुच्छेद')
    .normalize('NFC'),
  'iu',
);

/**
 * V22: the assembly roll has four qualifying dates a year (RP Act 1950 s.14 as amended in 2021); a local roll may have
 * any, if the source names the law.
 */
export function qualifyingDateFault(
  day: IsoDate,
  roll: { isAssembly: boolean; source: string },
): 'not_qualifying_date' | 'no_legal_basis' | undefined {
  if (isQualifyingDate(day)) return undefined;
  if (roll.isAssembly) return 'not_qualifying_date';
  return legalWords.test(roll.source.normalize('NFC')) ? undefined : 'no_legal_basis';
}

/** An area's time: valid from its first day, and before `validTo` where that is set. */
export interface ValidTime {
  validFrom: IsoDate;
  validTo: IsoDate | null;
}

/**
 * V23: what the versions of one area's code say of a day: districts are created and merged, and a code is only right on
 * a day. `unknown` when the code was never one.
 */
export function areaOnDay(versions: readonly ValidTime[], day: IsoDate): 'valid' | 'other_day' | 'unknown' {
  if (versions.length === 0) return 'unknown';
  const isValid = versions.some(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo));
  return isValid ? 'valid' : 'other_day';
}

const inWords = new RegExp(
  '^[\\d.,]+\\s*(?:lakhs?|lacs?|crores?|cr\\.?|thousands?|लाख|करोड़|हज़ार|हजार)$'.normalize('NFC'),
  'iu',
);

/** V24: `1.5 lakh`, `12 करोड़`: a rounded figure in words. It is stored with its precision and never expanded as exact. */
export function isFigureInWords(text: string): boolean {
  return inWords.test(asciiDigits(normaliseText(text)));
}

/** V24: a figure that is finer than the precision its file states. `place` is 1, 1000 or 100000 electors. */
export function isFinerThan(figure: number, place: number): boolean {
  return figure > place && figure % place !== 0;
}
