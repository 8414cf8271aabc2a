// A what-if in an address: short enough for a link, readable enough to be checked by eye, and free of signs that an
// address would have to spell out. `s.IN-KL-LSG-2026.7*m.IN-KL-LSG-2026.poll.20261206*a.IN-KL-LSG-2026.counting.20261209`

import { parseDate } from '#shared/kernel/time.ts';
import type { Change } from './schema.ts';

const between = '*';
const inside = '.';
/** Stands for a day that is not there. */
const none = 'x';

/** The changes as a text of letters, digits, `.`, `*`, `-` and `_`. */
export function writeChanges(changes: readonly Change[]): string {
  return changes.map((change) => partsOf(change).join(inside)).join(between);
}

/** The changes of an address, and how many of its parts are none. Never throws. */
export function readChanges<Parsed extends Change>(
  text: string,
  parse: (value: unknown) => Parsed | undefined,
  most: number,
): { changes: Parsed[]; unread: number } {
  if (text === '') return { changes: [], unread: 0 };
  const parts = text.split(between);
  const changes = parts.slice(0, most).flatMap((part) => parse(changeOf(part)) ?? []);
  return { changes, unread: parts.length - changes.length };
}

function partsOf(change: Change): (string | number)[] {
  const { exerciseId } = change;
  switch (change.kind) {
    case 'create':
      return ['n', exerciseId, change.template, change.exerciseKind, compact(change.anchor)];
    case 'shift':
      return ['s', exerciseId, change.days];
    case 'move':
      return [
        'm',
        exerciseId,
        change.nth === 0 ? change.milestone : `${change.milestone}-${change.nth}`,
        ...days(change),
      ];
    case 'add':
      return ['a', exerciseId, change.milestone, ...days(change)];
  }
}

function changeOf(part: string): unknown {
  const [sign, exerciseId, ...rest] = part.split(inside);
  const [third = '', fourth = none, fifth] = rest;
  switch (sign) {
    case 'n':
      return { kind: 'create', exerciseId, template: third, exerciseKind: fourth, anchor: dayOf(fifth ?? none) };
    case 's':
      return { kind: 'shift', exerciseId, days: Number(third) };
    case 'm': {
      const [milestone, nth = '0'] = third.split('-');
      return { kind: 'move', exerciseId, milestone, nth: Number(nth), ...daysIn(fourth, fifth) };
    }
    case 'a':
      return { kind: 'add', exerciseId, milestone: third, ...daysIn(fourth, fifth) };
    default:
      return undefined;
  }
}

/** A day that is both start and end is written once. */
function days({ start, end }: { start: string | null; end: string | null }): string[] {
  return start === end ? [compact(start)] : [compact(start), compact(end)];
}

function daysIn(start: string, end: string | undefined) {
  return { start: dayOf(start), end: dayOf(end ?? start) };
}

function compact(day: string | null): string {
  return day === null ? none : day.replaceAll('-', '');
}

/** Undefined for what is no day, so that the whole change is refused. */
function dayOf(text: string): string | null | undefined {
  if (text === none) return null;
  const read = parseDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  return read.ok ? read.value : undefined;
}
