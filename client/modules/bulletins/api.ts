// A bulletin as read from the server, and its columns and figures in words: the same on screen, on paper and in the file.

import { useWords } from '#client/app/language.tsx';
import { trpc } from '#client/app/trpc.ts';
import { wordFor } from '#client/app/word-for.ts';
import { bulletins as en } from '#client/messages/en/bulletins.ts';
import { bulletins as hi } from '#client/messages/hi/bulletins.ts';
import type { Words } from '#client/messages/words.ts';
import { formatChange, formatCompact, formatCount, formatDecimal, type Language } from '#shared/kernel/numbers.ts';
import {
  bulletinExercises,
  type Cell,
  type ColumnView,
  sirPhases,
  type Total,
} from '#shared/modules/bulletins/schema.ts';

export type BulletinsWords = Words<typeof en>;
type Exercise = (typeof bulletinExercises)[number];

export function useBulletinsWords(): BulletinsWords {
  return useWords({ en, hi });
}

/** Which bulletin an address asks for; what it does not know is the intensive revision, all phases. */
export function readChoice(search: { exercise?: string; phase?: string }): {
  exercise: Exercise;
  phase: (typeof sirPhases)[number] | undefined;
} {
  return {
    exercise: bulletinExercises.find((each) => each === search.exercise) ?? 'SIR',
    phase: sirPhases.find((each) => each === search.phase),
  };
}

/** One bulletin, now or as it stood on a day. */
export function bulletinQuery(search: { exercise?: string; phase?: string; asOn?: string }) {
  const { exercise, phase } = readChoice(search);
  const { asOn } = search;
  return trpc.bulletins.get.queryOptions(
    { exercise, ...(phase === undefined ? {} : { phase }), ...(asOn === undefined ? {} : { asOn }) },
    { meta: { topics: ['national', 'sample'] } },
  );
}

const formColumn = /^form(.+?)(Received|Accepted|Rejected|PendingOver30d|Pending)$/;

/** The head of a column. What a percent is of depends on the kind of revision. */
export function columnName(words: BulletinsWords, exercise: Exercise, key: string): string {
  const [, form, step] = formColumn.exec(key) ?? [];
  if (form !== undefined && step !== undefined) return `${wordFor(words.forms, form)} ${wordFor(words.steps, step)}`;
  if (key === 'final' && exercise === 'CU') return words.closing;
  if (key === 'FL-03' && (exercise === 'SIR' || exercise === 'SR')) return words.ofBefore;
  return wordFor(words.columns, key);
}

/** A figure in words: what was published in words stays in words, and a blank says which kind of blank it is. */
export function cellText(words: BulletinsWords, column: ColumnView, cell: Cell, language: Language): string {
  const { value, precision, decimals } = cell;
  if (value === null) return wordFor(words.reasons, blankReason(cell.reason));
  const isRounded = precision === 'rounded';
  if (column.kind === 'metric') {
    const text = metricText(column.key, value, decimals);
    return isRounded ? `${words.about} ${text}` : text;
  }
  if (isRounded) return `${words.about} ${formatCompact(value, language)}`;
  return column.kind === 'count' ? formatCount(value) : formatChange(value);
}

const blankReasons: ReadonlySet<string> = new Set(['no_figure', 'not_stated', 'no_roll', 'not_independent']);

function blankReason(reason: string | null): string {
  if (reason === null) return 'no_figure';
  return blankReasons.has(reason) ? reason : 'missing';
}

/** A total in words: the sum, or the ratio of the sums. */
export function totalText(column: ColumnView, { value, decimals }: Total): string {
  if (value === null) return '';
  if (column.kind === 'metric') return metricText(column.key, value, decimals);
  return column.kind === 'count' ? formatCount(value) : formatChange(value);
}

function metricText(id: string, value: number, decimals: number): string {
  const text = formatDecimal(value, decimals);
  const signed = (id === 'FL-03' || id === 'DQ-03') && value > 0 ? `+${text}` : text;
  return id.startsWith('FL') ? `${signed} %` : signed;
}
