import { type ChangeEvent, type KeyboardEvent, useId, useState } from 'react';
import { formatDate } from '#shared/kernel/time.ts';
import { readTypedDate } from '#shared/modules/timelines/rules-dates.ts';
import type { PlannedDays } from '#shared/modules/timelines/schema.ts';
import { faultOfDays } from '#shared/modules/what-if/rules.ts';
import { useWhatIfWords, type WhatIfWords } from './api.ts';
import styles from './DateFields.module.css';

interface DateFieldsProps {
  name: string;
  days: PlannedDays;
  onPut: (days: PlannedDays) => void;
}

/** The day of a milestone, or the two ends of its stretch, as typed. A wrong one stays and says what is wrong. */
export function DateFields({ name, days, onPut }: DateFieldsProps) {
  const words = useWhatIfWords();
  const id = useId();
  const isStretch = days.end !== days.start && days.end !== null;
  const [start, setStart] = useState(typedOf(days.start));
  const [end, setEnd] = useState(typedOf(days.end));
  const [wrong, setWrong] = useState('');

  function take() {
    const read = readTyped(words, isStretch ? { start, end } : { start, end: days.end === null ? '' : start });
    if (typeof read === 'string') setWrong(read);
    else {
      setWrong('');
      if (read.start !== days.start || read.end !== days.end) onPut(read);
    }
  }

  const common = {
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    maxLength: 12,
    placeholder: 'dd-mm-yyyy',
    className: styles.input,
    'aria-invalid': wrong !== '',
    'aria-describedby': `${id}-wrong`,
    onBlur: take,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') take();
    },
  };
  const typing = (set: (text: string) => void) => (event: ChangeEvent<HTMLInputElement>) => {
    setWrong('');
    set(event.target.value);
  };
  return (
    <span className={styles.fields}>
      <input
        {...common}
        aria-label={isStretch ? words.table.start(name) : words.table.day(name)}
        value={start}
        onChange={typing(setStart)}
      />
      {isStretch ? (
        <input {...common} aria-label={words.table.end(name)} value={end} onChange={typing(setEnd)} />
      ) : null}
      <span id={`${id}-wrong`} className={styles.wrong} role={wrong === '' ? undefined : 'alert'}>
        {wrong}
      </span>
    </span>
  );
}

function typedOf(day: string | null): string {
  return day === null ? '' : formatDate(day);
}

/** Days as typed, or what is wrong with them. An empty field is no day, but not both. */
export function readTyped(words: WhatIfWords, typed: { start: string; end: string }): PlannedDays | string {
  const days: PlannedDays = { start: null, end: null };
  for (const field of ['start', 'end'] as const) {
    const read = readTypedDate(typed[field]);
    if (read.ok) days[field] = read.value;
    else if (read.reason !== 'empty') return words.wrong[read.reason];
  }
  if (days.start === null && days.end === null) return words.wrong.empty;
  const fault = faultOfDays(days);
  return fault === null ? days : words.wrong[fault];
}
