import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { readFailure } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { refreshTimelines } from './api.ts';
import styles from './Entry.module.css';
import { notRefused, type Refused, useEntryWords, useRefused, useStepName } from './EntryWords.tsx';
import { daysInWords, useTimelineWords } from './Words.tsx';

/** One command of a form: its key, its press, and what was refused. What was typed is the form's and stays. */
export function useEntry(fields: readonly string[]) {
  const words = useEntryWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const read = useRefused();
  const [key, setKey] = useState(newId);
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>(notRefused);

  async function send<Answer>(call: (key: string) => Promise<Answer>, said = words.saved): Promise<Answer | null> {
    if (isBusy) return null;
    setIsBusy(true);
    try {
      const answer = await call(key);
      setRefused(notRefused);
      setKey(newId());
      toast({ tone: 'done', text: said });
      return answer;
    } catch (thrown) {
      setRefused(read(thrown, fields));
      // Not answered: it may have been done, and the same key then gives its answer. Refused: the next is another command.
      const { code } = readFailure(thrown);
      if (code !== 'offline' && code !== 'defect') setKey(newId());
      return null;
    } finally {
      setIsBusy(false);
      await refreshTimelines(queryClient);
    }
  }

  /** Asks for something that changes nothing. */
  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer | null> {
    setIsBusy(true);
    try {
      const answer = await call();
      setRefused(notRefused);
      return answer;
    } catch (thrown) {
      setRefused(read(thrown, fields));
      return null;
    } finally {
      setIsBusy(false);
    }
  }

  return { send, ask, isBusy, refused, setRefused };
}

/** What the form as a whole was refused for, and what another person changed first. */
export function Refusals({ refused }: { refused: Refused }) {
  const words = useEntryWords();
  return (
    <>
      {refused.rest.length === 0 ? null : (
        <Notice tone="problem" role="alert">
          <ul className={styles.sentences}>
            {refused.rest.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      {refused.changed === null ? null : (
        <Notice tone="attention" role="alert" title={words.stale.title}>
          <ul className={styles.sentences}>
            {refused.changed.map((detail) => (
              <Changed key={JSON.stringify(detail.params)} detail={detail} />
            ))}
          </ul>
          <p>{words.stale.kept}</p>
        </Notice>
      )}
    </>
  );
}

function Changed({ detail: { params = {} } }: { detail: ErrorDetail }) {
  const words = useEntryWords();
  const calendar = useTimelineWords();
  const nameOf = useStepName();
  const day = (name: string) => (params[name] === undefined || params[name] === '' ? null : String(params[name]));
  const days = daysInWords(calendar, { start: day('start'), end: day('end') });
  return <li>{words.stale.line(nameOf(String(params['milestone'] ?? '')), days)}</li>;
}

export interface TextAreaProps {
  label: string;
  hint?: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A labelled text of some lines, as long as the server takes. */
export function TextArea({ label, hint, value, error, onChange }: TextAreaProps) {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <div className={styles.area}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.quiet}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={2}
        value={value}
        maxLength={500}
        aria-invalid={error !== undefined}
        {...(described === '' ? {} : { 'aria-describedby': described })}
        onChange={(event) => onChange(event.target.value)}
      />
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** A heading with what is known under it, and the form that changes it behind a press. */
export function Foldable(props: {
  title: string;
  open: string;
  canOpen: boolean;
  children: ReactNode;
  form: (close: () => void) => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
      {props.canOpen && !isOpen ? (
        <p>
          <Button onClick={() => setIsOpen(true)}>{props.open}</Button>
        </p>
      ) : null}
      {props.canOpen && isOpen ? props.form(() => setIsOpen(false)) : null}
    </section>
  );
}

/** A name in the reader's language, of something that has both. */
export function useNameOf(): (named: { nameEn: string; nameHi: string | null }) => string {
  const language = useLanguage();
  return ({ nameEn, nameHi }) => (language === 'hi' ? (nameHi ?? nameEn) : nameEn);
}
