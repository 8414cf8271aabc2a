import { useQuery } from '@tanstack/react-query';
import { useSession } from '#client/app/session.ts';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { DateToConfirm } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites, toConfirmQuery } from './api.ts';
import styles from './Entry.module.css';
import { Refusals, useEntry, useNameOf } from './EntryFields.tsx';
import { useEntryWords, useStepName } from './EntryWords.tsx';
import { ownerOf } from './NewPlan.tsx';
import { daysInWords, usePlaces, useTimelineWords } from './Words.tsx';

/** So many lines stand on the desk; the others are on the pages of their exercises. */
const mostLines = 8;

/** Dates of the reader's own office that passed without a word, each confirmed in one press. */
export function ConfirmDesk() {
  const all = useEntryWords();
  const words = all.desk;
  const calendar = useTimelineWords();
  const places = usePlaces();
  const nameOf = useNameOf();
  const stepName = useStepName();
  const entry = useEntry([]);
  const owner = ownerOf(useSession()?.capacity);
  const { data } = useQuery(toConfirmQuery);
  if (data === undefined) return null;
  const columns: Column<DateToConfirm>[] = [
    {
      id: 'step',
      header: all.table.step,
      isRowHeader: true,
      cell: (date) => (
        <span className={styles.step}>
          {stepName(date.milestone)}
          <p>
            <PathLink to={`/timelines/exercise/${date.exerciseId}`}>{nameOf(date)}</PathLink>
            {`, ${places.place(date.stateCode)}`}
          </p>
        </span>
      ),
    },
    {
      id: 'do',
      header: all.table.do,
      cell: (date) =>
        date.can.write ? (
          <Button
            isBusy={entry.isBusy}
            aria-label={`${all.confirmOf(stepName(date.milestone))}, ${nameOf(date)}`}
            onClick={() => void confirm(date)}
          >
            {all.confirm}
          </Button>
        ) : null,
    },
    {
      id: 'date',
      header: all.table.date,
      cell: (date) => <span className={styles.days}>{daysInWords(calendar, date)}</span>,
    },
    {
      id: 'past',
      header: all.table.status,
      cell: (date) => (
        <>
          <StatusMark kind="attention" word={words.past(formatCount(date.daysPast))} />{' '}
          {date.standing === 'to_verify' ? <span className={styles.verify}>{words.verify}</span> : null}
        </>
      ),
    },
  ];

  async function confirm({ exerciseId, version, milestoneId, milestone }: DateToConfirm) {
    await entry.send(
      async (key) => await timelineWrites.confirm.mutate({ key, exerciseId, version, milestoneId, on: null }),
      all.confirmed(stepName(milestone)),
    );
  }

  return (
    <section className={styles.section} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{words.title}</h2>
      <Refusals refused={entry.refused} />
      {data.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          caption={words.lead(formatCount(data.length))}
          columns={columns}
          rows={data.slice(0, mostLines)}
          rowKey={({ milestoneId }) => milestoneId}
        />
      )}
      {data.length > mostLines ? (
        <p className={styles.quiet}>{words.more(formatCount(data.length - mostLines))}</p>
      ) : null}
      {owner === null ? null : (
        <p>
          <PathLink to="/timelines/new">{all.fresh.link}</PathLink>
        </p>
      )}
    </section>
  );
}
