import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { firstDay } from '#shared/modules/timelines/rules.ts';
import type { ExercisePage as Page } from '#shared/modules/timelines/schema-entry.ts';
import { exerciseQuery } from './api.ts';
import { ContextDates } from './ContextDates.tsx';
import { DateForm } from './DateForm.tsx';
import { DateTable, HistoryTable } from './DateTable.tsx';
import { DescribeSection } from './DescribeSection.tsx';
import styles from './Entry.module.css';
import { useNameOf } from './EntryFields.tsx';
import { useEntryWords, useStepName } from './EntryWords.tsx';
import { HolidaySection } from './HolidaySection.tsx';
import { NeedsSection } from './NeedsSection.tsx';
import { WithdrawSection } from './WithdrawSection.tsx';
import { slipInWords, usePlaces, useTimelineWords } from './Words.tsx';

/** One exercise: its dates with all they ever were, and, for its owner, the forms that change them. */
export function ExercisePage() {
  const words = useEntryWords();
  const say = useFailureWords();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(exerciseQuery(id ?? ''));
  useTitle(data?.exercise.nameEn ?? words.table.title);
  return (
    <>
      <p>
        <PathLink to="/timelines">{words.back}</PathLink>
        {data?.exercise.stateCode == null ? null : (
          <>
            {' · '}
            <PathLink to={`/conflicts/what-if?state=${data.exercise.stateCode}&exercise=${data.exercise.id}`}>
              {words.tryDates}
            </PathLink>
          </>
        )}
      </p>
      {data !== undefined ? <Exercise page={data} /> : null}
      {data === undefined && error === null ? <LoadingFace>{words.loading}</LoadingFace> : null}
      {data === undefined && error !== null ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
    </>
  );
}

function Exercise({ page }: { page: Page }) {
  const words = useEntryWords();
  // The step, not the row: a row that someone else replaces meanwhile takes nothing typed with it.
  const [open, setOpen] = useState<string>();
  const isLive = page.exercise.can.write && page.withdrawn === null;
  const row = page.milestones.findLast(({ milestone, isInForce }) => isInForce && milestone === open) ?? null;
  return (
    <>
      <Headline page={page} />
      <div className={styles.section}>
        <h2>{words.table.title}</h2>
        <DateTable page={page} onChange={({ milestone }) => setOpen(milestone)} />
        {isLive && open !== undefined && (open === 'new' || row !== null) ? (
          <DateForm key={open} page={page} row={open === 'new' ? null : row} onDone={() => setOpen(undefined)} />
        ) : null}
        {isLive && open !== 'new' ? (
          <p>
            <Button onClick={() => setOpen('new')}>{words.form.add}</Button>
          </p>
        ) : null}
      </div>
      <DescribeSection page={page} />
      <NeedsSection page={page} />
      {page.exercise.stateCode === null ? null : <HolidaySection page={page} />}
      <ContextDates page={page} />
      <section className={styles.section} aria-labelledby="history-title">
        <h2 id="history-title">{words.history.title}</h2>
        <HistoryTable page={page} />
      </section>
      {isLive ? <WithdrawSection page={page} /> : null}
    </>
  );
}

/** What it is, whose it is, and the finding: how many dates wait, and which moved most. */
function Headline({ page }: { page: Page }) {
  const words = useEntryWords();
  const calendar = useTimelineWords();
  const places = usePlaces();
  const nameOf = useNameOf();
  const stepName = useStepName();
  const { exercise, owner, withdrawn } = page;
  const rows = page.milestones.filter(({ isInForce }) => isInForce);
  const waiting = rows.filter(({ status }) => status === 'passed_unconfirmed').length;
  const [most] = rows
    .filter(({ slipInDays }) => slipInDays !== null && slipInDays !== 0)
    .toSorted((a, b) => Math.abs(b.slipInDays ?? 0) - Math.abs(a.slipInDays ?? 0));
  return (
    <header className={styles.header}>
      <h1>{nameOf(exercise)}</h1>
      <p className={styles.quiet}>
        {places.place(exercise.stateCode)} · {calendar.kinds[exercise.kind]} · {calendar.bodies[exercise.bodyKind]}
      </p>
      <p className={styles.facts}>
        <strong>{words.summary(formatCount(rows.length), formatCount(waiting))}</strong>
        {most === undefined ? null : (
          <span>{words.mostSlipped(stepName(most.milestone), slipInWords(calendar, most.slipInDays ?? 0))}</span>
        )}
      </p>
      <p className={styles.quiet}>
        {words.owner(nameOf(owner))} {exercise.can.write ? '' : words.readOnly}
      </p>
      {withdrawn === null ? null : (
        <Notice tone="attention">{words.withdrawn(formatDate(withdrawn.at), withdrawn.reason)}</Notice>
      )}
      {rows.every((row) => firstDay(row) === null) && rows.length > 0 ? <p>{calendar.noDate}</p> : null}
    </header>
  );
}
