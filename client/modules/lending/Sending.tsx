import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { formatDate, isIsoDate, parseDate } from '#shared/kernel/time.ts';
import { type LendingWords, refreshLending, useLendingWords } from './api.ts';
import styles from './Lending.module.css';

/** Sentences by field; `form` for what has none. */
export type Problems = Readonly<Record<string, string>>;

/** One command of a form: its key, its press and what was refused. What was typed is the form's, and stays. */
export function useSending(fields: readonly string[]) {
  const words = useLendingWords();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [key, setKey] = useState(newId);
  const [isBusy, setIsBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});

  /** True when it was taken in. */
  async function send(call: (key: string) => Promise<unknown>, said: string): Promise<boolean> {
    if (isBusy) return false;
    setIsBusy(true);
    try {
      await call(key);
      setProblems({});
      setKey(newId());
      toast({ tone: 'done', text: said });
      return true;
    } catch (thrown) {
      setProblems(problemsOf(words, thrown, fields, say(thrown)));
      // Not answered: it may have been done, and the same key then gives its answer. Refused: the next is another command.
      const { code } = readFailure(thrown);
      if (code !== 'offline' && code !== 'defect') setKey(newId());
      return false;
    } finally {
      await refreshLending(queryClient);
      setIsBusy(false);
    }
  }

  /** Another command than before is being typed. */
  function renew(): void {
    setProblems({});
    setKey(newId());
  }

  return { send, renew, isBusy, problems, setProblems };
}

function problemsOf(words: LendingWords, thrown: unknown, fields: readonly string[], sentence: string): Problems {
  const { code, details } = readFailure(thrown);
  if (code === 'stale') return { form: words.faults.stale };
  const problems: Record<string, string> = {};
  for (const detail of details) {
    const text = faultText(words, detail, code === 'blocked') ?? sentence;
    const field = fieldOf(detail);
    problems[fields.includes(field) ? field : 'form'] ??= text;
  }
  return details.length === 0 ? { form: sentence } : problems;
}

/** What is short of machines is said at their number. */
function fieldOf({ reason, field }: ErrorDetail): string {
  return field ?? (reason === 'lending.free' || reason === 'lending.days' ? 'count' : '');
}

function faultText(words: LendingWords, { reason, params = {} }: ErrorDetail, isBlocked: boolean): string | undefined {
  if (reason.startsWith('personal_data.')) return words.faults.personal;
  if (reason.startsWith('input.')) return words.faults.field;
  const sentences: Readonly<Record<string, string>> = words.faults;
  const name = reason === 'loan.pool' ? 'otherPool' : reason.replace(/^(?:loan|lending)\./, '');
  const sentence = sentences[name] ?? (isBlocked ? words.faults.blocked : undefined);
  return sentence === undefined ? undefined : fill(sentence, params);
}

/** Puts the figures and days into a sentence. */
export function fill(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    if (typeof value === 'number') return formatCount(value);
    return isIsoDate(value) ? formatDate(value) : value;
  });
}

/** A whole number from `least` on, or undefined. */
export function countOf(text: string, least = 1): number | undefined {
  const count = parseCount(text);
  return count.ok && count.value >= least ? count.value : undefined;
}

/** The day typed, or undefined. */
export function dayOf(text: string): string | undefined {
  const day = parseDate(text);
  return day.ok ? day.value : undefined;
}

/** Adds a sentence for each text that seems to hold details of a person. */
export function personalProblems(words: LendingWords, texts: Readonly<Record<string, string>>): Problems {
  const found = Object.entries(texts).filter(([, text]) => findPersonalData(text) !== undefined);
  return Object.fromEntries(found.map(([field]) => [field, words.faults.personal]));
}

/** What the form as a whole was refused for. */
export function FormProblem({ problems }: { problems: Problems }) {
  const { form } = problems;
  if (form === undefined) return null;
  return (
    <Notice tone="problem" role="alert">
      {form}
    </Notice>
  );
}

export interface NoteProps {
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A labelled text of some lines. */
export function Note({ label, hint, value, error, onChange }: NoteProps) {
  const id = useId();
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={styles.quiet}>
        {hint}
      </p>
      <textarea
        id={id}
        rows={2}
        value={value}
        maxLength={1000}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-error`} className={styles.error} role={error === undefined ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}

/** The sentence under a drop-down. */
export function ChoiceProblem({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className={styles.error} role="alert">
      {text}
    </p>
  );
}
