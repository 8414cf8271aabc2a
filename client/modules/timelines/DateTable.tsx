import { languageOf } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatDate, formatInstant, type IsoDate } from '#shared/kernel/time.ts';
import { firstDay, lastDay } from '#shared/modules/timelines/rules.ts';
import type { MilestoneStatus } from '#shared/modules/timelines/schema.ts';
import type { ExercisePage, MilestoneLine } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Refusals, useEntry, useNameOf } from './EntryFields.tsx';
import { useEntryWords, useStepName } from './EntryWords.tsx';
import { daysInWords, slipInWords, useTimelineWords } from './Words.tsx';

const marks: Record<MilestoneStatus, StatusKind> = {
  due_soon: 'info',
  under_way: 'info',
  planned: 'info',
  passed_unconfirmed: 'attention',
  completed: 'onTrack',
  unknown_date: 'noFigure',
  superseded: 'notApplicable',
};

/** The dates in force in order of their days: what each is today, its first date and how far it moved, and what to do. */
export function DateTable({ page, onChange }: { page: ExercisePage; onChange: (row: MilestoneLine) => void }) {
  const all = useEntryWords();
  const words = all.table;
  const calendar = useTimelineWords();
  const nameOf = useStepName();
  const entry = useEntry([]);
  const { can } = page.exercise;
  const isLive = can.write && page.withdrawn === null;
  const rows = page.milestones.filter(({ isInForce }) => isInForce).toSorted(byDay);
  const columns: Column<MilestoneLine>[] = [
    {
      id: 'step',
      header: words.step,
      isRowHeader: true,
      cell: (row) => (
        <span className={styles.step}>
          {nameOf(row.milestone)}
          {row.blockedBy.length === 0 ? null : <p>{words.blockedBy(row.blockedBy.map(nameOf).join(', '))}</p>}
          {row.overrideReason === null ? null : <p>{words.override(row.overrideReason)}</p>}
        </span>
      ),
    },
    {
      id: 'date',
      header: words.date,
      cell: (row) => <span className={styles.days}>{daysInWords(calendar, row)}</span>,
    },
    ...(isLive ? [{ id: 'do', header: words.do, cell: (row: MilestoneLine) => acts(row) }] : []),
    { id: 'status', header: words.status, cell: (row) => <Status row={row} /> },
    {
      id: 'first',
      header: words.first,
      cell: (row) =>
        row.slipInDays === null ? null : (
          <span className={styles.days}>{daysInWords(calendar, firstOf(page, row))}</span>
        ),
    },
    {
      id: 'slip',
      header: words.slip,
      cell: (row) => (row.slipInDays === null ? words.never : slipInWords(calendar, row.slipInDays)),
    },
  ];

  function acts(row: MilestoneLine) {
    const said = all.confirmed(nameOf(row.milestone));
    return (
      <Acts
        row={row}
        today={page.today}
        isBusy={entry.isBusy}
        onConfirm={() => void confirm(row, said)}
        onChange={() => onChange(row)}
      />
    );
  }

  async function confirm(row: MilestoneLine, said: string) {
    const { id: exerciseId, version } = page.exercise;
    await entry.send(
      async (key) => await timelineWrites.confirm.mutate({ key, exerciseId, version, milestoneId: row.id, on: null }),
      said,
    );
  }

  return (
    <>
      <Refusals refused={entry.refused} />
      <DataTable
        caption={words.title}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={words.none}
      />
    </>
  );
}

interface ActsProps {
  row: MilestoneLine;
  today: IsoDate;
  isBusy: boolean;
  onConfirm: () => void;
  onChange: () => void;
}

/** One press where the day came as planned; everything else behind the change. */
function Acts({ row, today, isBusy, onConfirm, onChange }: ActsProps) {
  const words = useEntryWords();
  const step = useStepName()(row.milestone);
  const last = lastDay(row);
  const isDraft = row.standing === 'to_verify';
  const isAhead = last !== null && last > today;
  const canConfirm = last !== null && (isDraft || (!isAhead && row.recorded !== 'completed'));
  return (
    <span className={styles.buttons}>
      {canConfirm ? (
        <Button
          isBusy={isBusy}
          aria-label={isAhead ? words.takeOverOf(step) : words.confirmOf(step)}
          onClick={onConfirm}
        >
          {isAhead ? words.takeOver : words.confirm}
        </Button>
      ) : null}
      <Button look="quiet" aria-label={words.changeOf(step)} onClick={onChange}>
        {words.change}
      </Button>
    </span>
  );
}

function Status({ row }: { row: MilestoneLine }) {
  const calendar = useTimelineWords();
  return (
    <>
      <StatusMark kind={marks[row.status]} word={calendar.statuses[row.status]} />{' '}
      {row.standing === 'to_verify' ? <span className={styles.verify}>{calendar.toVerify}</span> : null}
      {row.standing === 'sample' ? <SampleMark word={calendar.sample} hint={calendar.sampleHint} /> : null}
    </>
  );
}

/** Every date that was ever set, in the order of the record: why, by whose order, by whom and when. */
export function HistoryTable({ page }: { page: ExercisePage }) {
  const all = useEntryWords();
  const words = all.history;
  const calendar = useTimelineWords();
  const nameOf = useStepName();
  const bodyName = useNameOf();
  const columns: Column<MilestoneLine>[] = [
    { id: 'step', header: all.table.step, isRowHeader: true, cell: (row) => nameOf(row.milestone) },
    {
      id: 'date',
      header: all.table.date,
      cell: (row) => <span className={styles.days}>{daysInWords(calendar, row)}</span>,
    },
    {
      id: 'standing',
      header: all.table.status,
      cell: (row) => {
        if (row.withdrawnAt !== null) return words.withdrawn(row.withdrawnReason ?? '');
        return <span className={styles.short}>{row.isInForce ? words.inForce : words.replaced}</span>;
      },
    },
    {
      id: 'why',
      header: words.why,
      cell: (row) => (
        <span className={styles.said}>
          {row.reasonCode === null ? null : all.reasons[row.reasonCode]}
          {row.orderRef === null ? null : <p lang={languageOf(row.orderRef)}>{row.orderRef}</p>}
          {row.note === null ? null : <p lang={languageOf(row.note)}>{row.note}</p>}
        </span>
      ),
    },
    {
      id: 'by',
      header: words.by,
      cell: (row) => (
        <span className={styles.said}>
          {row.authorEn === null ? words.record : bodyName({ nameEn: row.authorEn, nameHi: row.authorHi })}
          {row.authorEn === null ? null : <p>{formatInstant(row.recordedAt)}</p>}
          {row.source === null ? null : <p lang="en">{row.source}</p>}
        </span>
      ),
    },
  ];
  return <DataTable caption={words.order} columns={columns} rows={page.milestones} rowKey={({ id }) => id} />;
}

/** The first known plan of the step: what was remembered is no plan to count from. */
function firstOf(page: ExercisePage, row: MilestoneLine): MilestoneLine {
  const plans = page.milestones.filter(
    ({ milestone, withdrawnAt }) => milestone === row.milestone && withdrawnAt === null,
  );
  return plans.find(({ standing }) => standing !== 'to_verify') ?? row;
}

function byDay(a: MilestoneLine, b: MilestoneLine): number {
  return (firstDay(a) ?? '9999').localeCompare(firstDay(b) ?? '9999') || a.position - b.position;
}

/** `05-11-2026` for a typed field; empty for no day. */
export function typedDay(day: string | null): string {
  return day === null ? '' : formatDate(day);
}
