import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Choice as ChoiceField, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { mostFeedNameLetters } from '#shared/modules/calendar/schema.ts';
import { addFeed, type CalendarWords, type Choice, drawSecret, refreshFeeds, useCalendarWords } from './api.ts';
import { Choices } from './Choices.tsx';
import styles from './FeedForm.module.css';

export interface MadeFeed {
  name: string;
  address: string;
}

interface Typed extends Pick<Choice, 'state' | 'body' | 'kind'> {
  name: string;
  language: 'en' | 'hi';
  hasSample: boolean;
}

/** One try of a command: the same key and secret until what is asked for changes. */
function newTry() {
  return { key: newId(), secret: drawSecret() };
}

/** Makes an address of what the page shows, unless chosen otherwise. The secret in it never leaves this page again. */
export function FeedForm({ choice, onMade }: { choice: Choice; onMade: (made: MadeFeed) => void }) {
  const words = useCalendarWords().feeds;
  const language = useLanguage();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const { month: _, ...chosen } = choice;
  const [typed, setTyped] = useState<Typed>({ ...chosen, name: '', language, hasSample: false });
  const [attempt, setAttempt] = useState(newTry);
  const [problem, setProblem] = useState('');
  const add = useMutation({ mutationFn: addFeed });

  function change(next: Typed) {
    setTyped(next);
    setProblem('');
    setAttempt(newTry());
    add.reset();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending) return;
    const found = problemOf(words, typed.name);
    setProblem(found);
    if (found !== '') return;
    const { state, body, kind, name, ...rest } = typed;
    try {
      const { id } = await add.mutateAsync({
        ...attempt,
        ...rest,
        name,
        ...(state === undefined ? {} : { stateCode: state }),
        ...(body === undefined ? {} : { body }),
        ...(kind === undefined ? {} : { kind }),
      });
      onMade({ name: normaliseText(name), address: `${window.location.origin}/feeds/${id}/${attempt.secret}.ics` });
      await refreshFeeds(queryClient);
    } catch (thrown) {
      setProblem(nameProblem(words, readFailure(thrown).details[0]?.reason));
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate aria-label={words.make}>
      <Field
        label={words.name}
        hint={words.nameHint}
        value={typed.name}
        maxLength={mostFeedNameLetters}
        error={problem}
        className={styles.name}
        autoComplete="off"
        onChange={(event) => change({ ...typed, name: event.target.value })}
      />
      <Choices
        choice={typed}
        onChoose={(key, value) => {
          const { [key]: _old, ...others } = typed;
          change(value === '' ? others : { ...others, [key]: value });
        }}
      />
      <ChoiceField
        label={words.language}
        options={(['en', 'hi'] as const).map((value) => ({ value, label: words.languages[value] }))}
        value={typed.language}
        onChange={(event) => change({ ...typed, language: event.target.value === 'hi' ? 'hi' : 'en' })}
      />
      <label className={styles.sample}>
        <input
          type="checkbox"
          checked={typed.hasSample}
          onChange={(event) => change({ ...typed, hasSample: event.target.checked })}
        />
        {words.sample}
      </label>
      {add.error === null || problem !== '' ? null : (
        <Notice tone="problem" role="alert">
          {say(add.error)} {words.problems.failed}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={add.isPending} className={styles.make}>
        {add.isPending ? words.making : words.make}
      </Button>
    </form>
  );
}

function problemOf(words: CalendarWords['feeds'], name: string): string {
  if (normaliseText(name) === '') return words.problems.name;
  return findPersonalData(name) === undefined ? '' : words.problems.personal;
}

function nameProblem(words: CalendarWords['feeds'], reason: string | undefined): string {
  if (reason === 'feed.name') return words.problems.name;
  return reason?.startsWith('personal_data.') === true ? words.problems.personal : '';
}
