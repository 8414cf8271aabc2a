// Plans laid out from a template and the day it starts from. Legal steps are put where the law has them; observed ones are
// defaults that their owner may change. What was never observed is left without a day.

import { addDays, addMonths, daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import {
  type LocalPreset,
  localPresets,
  observedBasis,
  type PollVariant,
  pollVariants,
  rollVariants,
} from './catalogue-presets.ts';
import {
  type Basis,
  bases,
  legalBasisTexts,
  milestoneName,
  type Phrase,
  type SourceTag,
  type TemplateId,
} from './catalogue-templates.ts';
import {
  earliestPollDay,
  type Holidays,
  latestNotification,
  legalDays,
  nextWorkingDay,
  notificationOpens,
  petitionDays,
  silenceDay,
} from './rules-legal.ts';

export interface LayOutOptions {
  /** The State's notified public holidays. */
  holidays?: Holidays;
  /** Id of one of the template's choices. T-SEC without one is blank; the others have a default. */
  preset?: string;
  /** T-SEC: a preset counts only for its own State. */
  stateCode?: string;
  /** End of the House's or the bodies' term. */
  termEnd?: IsoDate;
  /** T-ECI-BYE: the day the seat fell vacant. */
  vacancy?: IsoDate;
  /** T-SEC: the day the bodies were dissolved before their term. */
  dissolvedOn?: IsoDate;
  /** ECI polls: notifications of the phases after the first; without it those of the preset. */
  laterNotifications?: readonly IsoDate[];
  /** ECI polls: the chosen poll day of each phase; one that is too early is put on the earliest lawful day. */
  polls?: readonly (IsoDate | null)[];
}

/** A milestone as laid out; an end without a start means "by that day", neither means that it is to be entered. */
export interface PlannedMilestone {
  code: string;
  start: IsoDate | null;
  end: IsoDate | null;
  kind: 'legal' | 'observed';
  basis: Phrase;
  tag: SourceTag;
  name: Phrase;
  /** Days it was moved by, off a holiday or up to the earliest lawful day. */
  movedBy: number;
  /** Counted back from the end of the term: the latest possible day, not a plan. */
  isLatest: boolean;
  /** After the end of the term or the six months the law gives. */
  isTooLate: boolean;
}

/**
 * The plan of a template, in the order of its days. `anchor` is the day of the template's anchor milestone; without one
 * a T-ECI-GEN with a term end gives the latest possible days, any other plan comes without days. Pure; never throws.
 */
export function layOut(template: TemplateId, anchor: IsoDate | null, options: LayOutOptions = {}): PlannedMilestone[] {
  switch (template) {
    case 'T-ECI-GEN':
      if (anchor === null && options.termEnd !== undefined) return latestPossible(options.termEnd, options);
      return layOutPoll('T-ECI-GEN', anchor, options);
    case 'T-ECI-BYE':
      return layOutPoll('T-ECI-BYE', anchor, options);
    case 'T-SSR':
    case 'T-SIR':
      return layOutRoll(template, anchor, options);
    case 'T-SEC':
      return layOutLocal(anchor, options);
    case 'T-CONF':
      return layOutConference(anchor);
  }
}

const noHolidays: Holidays = new Set();

interface Made extends Partial<Pick<PlannedMilestone, 'movedBy' | 'isLatest'>> {
  start?: IsoDate | null;
  end: IsoDate | null;
}

/** A milestone of one day, unless a start is given. */
function make(code: string, kind: PlannedMilestone['kind'], { tag, ...basis }: Basis, days: Made): PlannedMilestone {
  const { start = days.end, end, movedBy = 0, isLatest = false } = days;
  const text = { en: basis.en, hi: basis.hi };
  return { code, start, end, kind, basis: text, tag, name: milestoneName(code), movedBy, isLatest, isTooLate: false };
}

function plus(day: IsoDate | null, days: number | null): IsoDate | null {
  return day === null || days === null ? null : addDays(day, days);
}

function layOutPoll(
  template: PollVariant['template'],
  anchor: IsoDate | null,
  options: LayOutOptions,
): PlannedMilestone[] {
  const own = pollVariants.filter((one) => one.template === template);
  const variant = own.find(({ id }) => id === options.preset) ?? own[0];
  if (variant === undefined) return [];
  const observed = observedBasis(variant);
  const opens = options.termEnd === undefined || template === 'T-ECI-BYE' ? null : notificationOpens(options.termEnd);
  const limit = template === 'T-ECI-BYE' ? (plusMonths(options.vacancy, 6) ?? null) : (options.termEnd ?? null);
  const first = anchor !== null && opens !== null && opens > anchor ? opens : anchor;
  const later = options.laterNotifications ?? variant.laterNotifications.map((days) => plus(first, days));
  const phases = [first, ...later].map((notification, index) => {
    const wanted = options.polls?.[index] ?? null;
    const gap = variant.polls[Math.min(index, variant.polls.length - 1)] ?? 14;
    const suffix = later.length === 0 ? '' : `_phase_${index + 1}`;
    const chosen = laterOf(notification, first);
    return phaseOf(chosen, { suffix, wanted, gap, observed, holidays: options.holidays ?? noHolidays });
  });
  const lastPoll = phases.reduce<IsoDate | null>((last, { poll }) => laterOf(last, poll), null);
  const counting = plus(lastPoll, variant.counting);
  const completion = plus(counting, 2);
  const plan = [
    ...(opens === null ? [] : [make('notification_window_opens', 'legal', legalBasisTexts.s14_15, { end: opens })]),
    make('announcement_mcc', 'observed', observed, { end: plus(first, -variant.announcementBefore) }),
    ...phases.flatMap(({ milestones }) => milestones),
    make('counting', 'observed', observed, { end: counting }),
    make('completion', 'observed', bases.completion, { end: completion }),
    ...limits(template, options),
    make('evm_lock_end', 'legal', bases.s81, { end: plus(counting, petitionDays) }),
  ];
  const moved = anchor === null || first === null ? 0 : daysBetween(anchor, first);
  const firsts = plan.map((one) => (/^notification(?:_phase_1)?$/.test(one.code) ? { ...one, movedBy: moved } : one));
  return inOrder(markTooLate(firsts, limit));
}

function limits(template: PollVariant['template'], { termEnd, vacancy }: LayOutOptions): PlannedMilestone[] {
  if (template === 'T-ECI-BYE') {
    return vacancy === undefined ? [] : [make('six_month_limit', 'legal', bases.s151A, { end: addMonths(vacancy, 6) })];
  }
  if (termEnd === undefined) return [];
  return [
    make('house_constituted', 'legal', bases.s73, { start: null, end: termEnd }),
    make('term_end', 'legal', bases.houseTerm, { end: termEnd }),
  ];
}

interface PhaseOptions {
  suffix: string;
  /** The poll day that was chosen. */
  wanted: IsoDate | null;
  /** Days from withdrawal to the poll when none was chosen. */
  gap: number;
  observed: Basis;
  holidays: Holidays;
}

function phaseOf(notification: IsoDate | null, { suffix, wanted, gap, observed, holidays }: PhaseOptions) {
  const days = notification === null ? null : legalDays(notification, holidays);
  const planned = wanted ?? plus(days?.withdrawal ?? null, gap);
  const poll = days === null ? wanted : laterOf(planned, earliestPollDay(days.withdrawal));
  const isEarliest = poll !== null && poll === plus(days?.withdrawal ?? null, 14);
  const pollBasis = isEarliest ? legalBasisTexts.s30d : wanted === null ? observed : bases.chosenPoll;
  const moved = (end: IsoDate | null, since: IsoDate | null, by: number) =>
    end === null || since === null ? 0 : daysBetween(since, end) - by;
  const last = days?.lastNomination ?? null;
  const legal = (code: string, basis: Basis, made: Made) => make(`${code}${suffix}`, 'legal', basis, made);
  const scrutiny = days?.scrutiny ?? null;
  const withdrawal = days?.withdrawal ?? null;
  const milestones = [
    legal('notification', bases.s30, { end: notification }),
    legal('nominations', legalBasisTexts.s30a, {
      start: notification,
      end: last,
      movedBy: moved(last, notification, 7),
    }),
    make(`roll_applications_last${suffix}`, 'observed', bases.applications, { start: null, end: plus(last, -10) }),
    legal('scrutiny', legalBasisTexts.s30b, { end: scrutiny, movedBy: moved(scrutiny, last, 1) }),
    legal('withdrawal_last', legalBasisTexts.s30c, { end: withdrawal, movedBy: moved(withdrawal, scrutiny, 2) }),
    legal('campaign_silence', bases.s126, { start: poll === null ? null : silenceDay(poll), end: poll }),
    make(`poll${suffix}`, 'legal', pollBasis, {
      end: poll,
      movedBy: moved(poll, planned, 0),
    }),
  ];
  return { milestones, poll };
}

/** The last days on which each step is still possible before the term ends: "by" that day. */
function latestPossible(termEnd: IsoDate, { holidays = noHolidays }: LayOutOptions): PlannedMilestone[] {
  const counting = addDays(termEnd, -2);
  const poll = addDays(counting, -1);
  const notification = latestNotification(poll, holidays);
  const days = legalDays(notification, holidays);
  const by = (code: string, kind: PlannedMilestone['kind'], end: IsoDate) =>
    make(code, kind, bases.latest, { start: null, end, isLatest: true });
  return inOrder([
    make('notification_window_opens', 'legal', legalBasisTexts.s14_15, { end: notificationOpens(termEnd) }),
    by('announcement_mcc', 'observed', addDays(notification, -1)),
    by('notification', 'legal', notification),
    by('nominations', 'legal', days.lastNomination),
    by('scrutiny', 'legal', days.scrutiny),
    by('withdrawal_last', 'legal', days.withdrawal),
    by('poll', 'legal', poll),
    by('counting', 'observed', counting),
    by('completion', 'observed', termEnd),
    ...limits('T-ECI-GEN', { termEnd }),
  ]);
}

/** Published on these days, or open until them: they move off a notified holiday. Field work does not. */
const movedOffHolidays: ReadonlySet<string> = new Set([
  'roll_draft',
  'claims_objections',
  'disposal',
  'eci_permission',
  'roll_final',
]);

function layOutRoll(template: 'T-SSR' | 'T-SIR', anchor: IsoDate | null, options: LayOutOptions): PlannedMilestone[] {
  const own = rollVariants.filter((one) => one.template === template);
  const variant = own.find(({ id }) => id === options.preset) ?? own[0];
  if (variant === undefined) return [];
  const observed = observedBasis(variant);
  const { holidays = noHolidays } = options;
  return Object.entries(variant.steps).map(([code, [first, last]]) => {
    const place = (offset: number | null) => {
      const day = plus(anchor, offset);
      return movedOffHolidays.has(code) ? offHoliday(day, holidays) : day;
    };
    const end = place(last);
    const movedBy = end === null || anchor === null ? 0 : daysBetween(addDays(anchor, last ?? 0), end);
    return make(code, 'observed', last === null ? bases.notObserved : observed, { start: place(first), end, movedBy });
  });
}

/** The day, or when it is a notified holiday the next working day. A Sunday alone is left: local calendars use them. */
function offHoliday(day: IsoDate | null, holidays: Holidays): IsoDate | null {
  return day === null || !holidays.has(day) ? day : nextWorkingDay(day, holidays);
}

function layOutLocal(anchor: IsoDate | null, options: LayOutOptions): PlannedMilestone[] {
  const { holidays = noHolidays, stateCode, termEnd, dissolvedOn } = options;
  const preset = localPresets.find((one) => one.id === options.preset && one.stateCode === stateCode) ?? null;
  const limit = dissolvedOn === undefined ? (termEnd ?? null) : addMonths(dissolvedOn, 6);
  const steps = preset === null ? blankSteps(anchor) : localSteps(preset, anchor, holidays);
  const plan = markTooLate(steps, limit);
  if (termEnd !== undefined) plan.push(make('term_end', 'legal', bases.term, { end: termEnd }));
  if (limit !== null && dissolvedOn !== undefined)
    plan.push(make('six_month_limit', 'legal', bases.dissolution, { end: limit }));
  return inOrder(plan);
}

const localCodes = [
  'roll_draft',
  'roll_final',
  'announcement_mcc',
  'notification',
  'nominations',
  'scrutiny',
  'withdrawal_last',
  'poll',
  'counting',
];

function blankSteps(anchor: IsoDate | null): PlannedMilestone[] {
  return localCodes.map((code) =>
    code === 'announcement_mcc'
      ? make(code, 'observed', bases.chosen, { end: anchor })
      : make(code, 'observed', bases.notObserved, { end: null }),
  );
}

function localSteps(preset: LocalPreset, anchor: IsoDate | null, holidays: Holidays): PlannedMilestone[] {
  const observed = observedBasis({ name: preset.name, tag: 'C' });
  const step = (code: string, end: IsoDate | null, start: IsoDate | null = end, due = end) =>
    make(code, 'observed', end === null ? bases.notObserved : observed, {
      start,
      end,
      movedBy: due === null || end === null ? 0 : daysBetween(due, end),
    });
  const phases = preset.hasOwnNominations ? [0, ...preset.later] : [0];
  const polls: (IsoDate | null)[] = [];
  const plan: PlannedMilestone[] = [];
  for (const [index, shift] of phases.entries()) {
    const suffix = phases.length === 1 ? '' : `_phase_${index + 1}`;
    const place = (day: IsoDate | null) => offHoliday(day, holidays);
    const first = place(plus(plus(anchor, preset.nominations), shift));
    const lastDue = preset.nominationDays === null ? null : plus(first, preset.nominationDays - 1);
    const last = place(lastDue);
    const scrutinyDue = plus(last, preset.scrutiny?.[1] ?? null);
    const scrutiny = place(scrutinyDue);
    const withdrawalDue = plus(scrutiny, preset.withdrawal);
    const withdrawal = place(withdrawalDue);
    const pollDue = plus(withdrawal, preset.poll) ?? plus(plus(anchor, preset.announcementToPoll), shift);
    const poll = place(pollDue);
    polls.push(poll);
    const notification = preset.notification === null ? first : plus(plus(anchor, preset.notification), shift);
    const scrutinyFrom = place(plus(last, preset.scrutiny?.[0] ?? null));
    plan.push(
      step(`notification${suffix}`, notification),
      step(`nominations${suffix}`, last, first, lastDue),
      step(`scrutiny${suffix}`, scrutiny, scrutinyFrom, scrutinyDue),
      step(`withdrawal_last${suffix}`, withdrawal, withdrawal, withdrawalDue),
      step(preset.later.length === 0 ? 'poll' : `poll_phase_${index + 1}`, poll, poll, pollDue),
    );
    if (preset.hasOwnNominations) continue;
    for (const [phase, days] of preset.later.entries()) {
      const due = plus(poll, days);
      polls.push(place(due));
      plan.push(step(`poll_phase_${phase + 2}`, place(due), place(due), due));
    }
  }
  const [firstPoll = null, lastPoll = null] = [polls[0], polls.at(-1)];
  const countingFrom = plus(preset.countingFrom === 'last' ? lastPoll : firstPoll, preset.counting);
  const counted = laterOf(plus(preset.countingFrom === 'first' ? firstPoll : lastPoll, preset.counting), lastPoll);
  return [
    step('roll_draft', null),
    step('roll_final', preset.rollFinalBefore === null ? null : plus(firstPoll, -preset.rollFinalBefore)),
    make('announcement_mcc', 'observed', bases.chosen, { end: anchor }),
    ...plan,
    step('counting', counted, preset.countingFrom === 'each' ? countingFrom : counted),
  ];
}

function layOutConference(anchor: IsoDate | null): PlannedMilestone[] {
  const after = (months: number) => (anchor === null ? null : addMonths(anchor, months));
  return [
    make('conference', 'observed', bases.chosen, { end: anchor }),
    make('declaration_adopted', 'observed', bases.chosen, { end: anchor }),
    make('state_wise_roadmap_due', 'observed', bases.roadmap, { end: after(3) }),
    make('next_annual_conference', 'observed', bases.nextConference, { end: after(12) }),
  ];
}

function laterOf(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function plusMonths(day: IsoDate | undefined, months: number): IsoDate | undefined {
  return day === undefined ? undefined : addMonths(day, months);
}

/** Marks polls, counting and completion that come after the day by which the law wants them. */
function markTooLate(plan: readonly PlannedMilestone[], limit: IsoDate | null): PlannedMilestone[] {
  const isMeant = (code: string) => /^(?:poll|counting|completion)(?:_phase_\d+)?$/.test(code);
  return plan.map((one) => ({
    ...one,
    isTooLate: isMeant(one.code) && limit !== null && one.end !== null && one.end > limit,
  }));
}

/** By the day each begins, rows without a day last; steps of one day keep the order they were given in. */
function inOrder(plan: readonly PlannedMilestone[]): PlannedMilestone[] {
  const key = ({ start, end }: PlannedMilestone) => start ?? end ?? '9999';
  return plan.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
