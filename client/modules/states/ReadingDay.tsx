import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import { useStatesWords } from './api.ts';
import styles from './ReadingDay.module.css';

/** Asks for a past day and puts it into the address, where it stays from page to page. */
export function ReadingDay({ day, asOn }: { day: string; asOn: string | null }) {
  const words = useStatesWords().reading;
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('asOn');
    const chosen = typeof typed === 'string' ? typed : '';
    const isPast = isIsoDate(chosen) && (asOn !== null || chosen <= day);
    setProblem(isPast ? '' : words.future);
    if (isPast) void navigate({ to: '.', search: (search) => ({ ...search, asOn: chosen }) });
  }

  return (
    <details className={styles.reading} open={problem !== '' || undefined}>
      <summary>{words.another}</summary>
      <form className={styles.form} onSubmit={handleSubmit} noValidate>
        <Field label={words.label} name="asOn" type="date" defaultValue={asOn ?? day} error={problem} />
        <Button type="submit">{words.show}</Button>
      </form>
    </details>
  );
}

/** Says that the page is not today's, and leads back. */
export function PastDayBanner({ asOn }: { asOn: string }) {
  const words = useStatesWords().reading;
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const search = new URLSearchParams(searchStr);
  search.delete('asOn');
  const query = search.size === 0 ? '' : `?${search}`;
  // A plain link: the router keeps `asOn` in every address, and leaving it is a fresh page.
  return (
    <Notice tone="attention" actions={<a href={`${pathname}${query}`}>{words.back}</a>}>
      {words.banner(formatDate(asOn))} {words.bannerDates}
    </Notice>
  );
}
