import { useQuery } from '@tanstack/react-query';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useBoot, useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { ImportDesk } from '#client/modules/exchange/ImportDesk.tsx';
import { DeskConflicts } from '#client/modules/radar/DeskConflicts.tsx';
import { ConfirmDesk } from '#client/modules/timelines/ConfirmDesk.tsx';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { daysBetween, formatDate, formatInstant, type IsoDate } from '#shared/kernel/time.ts';
import type { DeskLine } from '#shared/modules/submissions/schema.ts';
import { countKept, deskQuery, serverDay } from './api.ts';
import styles from './DeskPage.module.css';
import { statusKinds, useNames, useRoomWords } from './FormContext.tsx';

/** What is due from the reader's office, by date, with the one step that is theirs. */
export function DeskPage() {
  const words = useRoomWords().desk;
  const common = useAppWords();
  const explain = useFailureWords();
  const language = useLanguage();
  const session = useSession();
  const { data: lines, error, refetch } = useQuery(deskQuery);
  useTitle(words.title);
  if (session === null) return null;
  const { bodyKind, bodyNameEn, bodyNameHi } = session.capacity;

  return (
    <>
      <header className={styles.heading}>
        <h1>{words.title}</h1>
        {bodyKind === 'eci' ? null : <p>{words.lead(language === 'hi' ? bodyNameHi : bodyNameEn)}</p>}
      </header>
      {bodyKind === 'eci' ? (
        <EmptyFace title={words.notAnOffice}>
          <p>{words.notAnOfficeHint}</p>
          <p>
            <PathLink to="/national">{words.toNational}</PathLink>
          </p>
        </EmptyFace>
      ) : lines !== undefined ? (
        <Lines lines={lines} personId={session.personId} />
      ) : error === null ? (
        <LoadingFace>{words.loading}</LoadingFace>
      ) : (
        <ErrorFace
          title={common.failureTitle}
          sentence={explain(error)}
          actions={<Button onClick={() => void refetch()}>{common.tryAgain}</Button>}
        />
      )}
      {bodyKind === 'eci' ? null : <DeskConflicts />}
      {session.capacity.role === 'viewer' ? null : <ConfirmDesk />}
      {session.capacity.role === 'viewer' ? null : <ImportDesk />}
    </>
  );
}

function Lines({ lines, personId }: { lines: readonly DeskLine[]; personId: string }) {
  const words = useRoomWords().desk;
  const today = serverDay(useBoot()?.now);
  const columns = useColumns(today, personId);
  const returned = lines.filter((line) => line.status === 'returned');
  const mine = lines.filter(isMine);
  const past = mine.filter((line) => line.dueOn < today).length;
  const others = lines.filter((line) => line.step === 'wait').length;
  return (
    <>
      <p className={styles.summary}>
        <strong>{mine.length === 0 ? words.nothingDue : words.mineDue(mine.length)}</strong>
        {past > 0 ? <span>{words.past(past)}</span> : null}
        {others > 0 ? <span>{words.waitsForOthers(others)}</span> : null}
      </p>
      {returned.length === 0 ? null : <Returned lines={returned} />}
      <DataTable caption={words.dueRule} columns={columns} rows={lines.toSorted(byUrgency)} rowKey={keyOf} />
    </>
  );
}

/** Returned entries come before everything else, each with its reason. */
function Returned({ lines }: { lines: readonly DeskLine[] }) {
  const words = useRoomWords().desk;
  const names = useNames();
  return (
    <section className={styles.returned} aria-labelledby="returned-title">
      <h2 id="returned-title">{words.returned}</h2>
      <ul>
        {lines.map((line) => (
          <li key={keyOf(line)}>
            <PathLink to={pathOf(line)}>
              {names.state(line.stateCode)}, {names.month(line.period)}
            </PathLink>
            <p>{words.returnedBecause(line.returnReason ?? '')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useColumns(today: IsoDate, personId: string): Column<DeskLine>[] {
  const all = useRoomWords();
  const words = all.desk;
  const names = useNames();
  return [
    {
      id: 'month',
      header: words.columns.month,
      unit: words.columns.state,
      isRowHeader: true,
      cell: (line) => (
        <>
          {names.month(line.period)} <span className={styles.state}>{names.state(line.stateCode)}</span>
        </>
      ),
    },
    { id: 'step', header: words.columns.step, cell: (line) => <Step line={line} personId={personId} /> },
    {
      id: 'due',
      header: words.columns.due,
      cell: (line) => (
        <span className={styles.due}>
          {formatDate(line.dueOn)} <DueWords line={line} today={today} />
        </span>
      ),
    },
    {
      id: 'status',
      header: words.columns.status,
      cell: (line) => <StatusMark kind={statusKinds[line.status]} word={all.statuses[line.status]} />,
    },
    {
      id: 'last',
      header: words.columns.last,
      cell: (line) => <span className={styles.last}>{lastWords(line)}</span>,
    },
  ];

  function lastWords(line: DeskLine): string {
    const parts = [
      line.revisionNo > 1 ? words.revision(line.revisionNo) : '',
      line.status === 'submitted' && line.submittedBy !== null ? words.submittedBy(line.submittedBy) : '',
      line.updatedAt === null
        ? ''
        : line.status === 'draft'
          ? words.saved(formatInstant(line.updatedAt))
          : formatInstant(line.updatedAt),
    ];
    return parts.filter((part) => part !== '').join(', ');
  }
}

function DueWords({ line, today }: { line: DeskLine; today: IsoDate }) {
  const words = useRoomWords().desk;
  const days = daysBetween(today, line.dueOn);
  if (line.status === 'published') return <span className={styles.quiet}>{words.done}</span>;
  if (days < 0) return <StatusMark kind="attention" word={words.daysOver(-days)} />;
  return <span className={styles.quiet}>{days === 0 ? words.dueToday : words.daysLeft(days)}</span>;
}

function Step({ line, personId }: { line: DeskLine; personId: string }) {
  const words = useRoomWords().desk;
  const names = useNames();
  const kept = countKept(personId, line);
  const about = `${names.state(line.stateCode)}, ${names.month(line.period)}`;
  const verb = verbOf(line);
  return (
    <>
      {verb === null ? (
        <PathLink to={pathOf(line)}>
          {line.status === 'submitted' ? words.waits.second : words.waits.entry}
          <span className="visually-hidden"> {about}</span>
        </PathLink>
      ) : (
        <PathLink to={pathOf(line)} className={isMine(line) ? styles.step : undefined}>
          {words.steps[verb]}
          <span className="visually-hidden"> {about}</span>
        </PathLink>
      )}
      {kept > 0 ? (
        <span className={styles.kept}>
          <StatusMark kind="attention" word={words.kept(kept)} />
        </span>
      ) : null}
    </>
  );
}

function verbOf({ step, status }: DeskLine): 'fill' | 'goOn' | 'mend' | 'publish' | 'read' | null {
  switch (step) {
    case 'fill':
    case 'submit':
      return status === 'returned' ? 'mend' : status === 'draft' ? 'goOn' : 'fill';
    case 'wait':
      return null;
    default:
      return step;
  }
}

function isMine({ step }: DeskLine): boolean {
  return step !== 'wait' && step !== 'read';
}

/** Returned first, then what is the reader's, then what waits for others, then what is done; each by its day. */
function byUrgency(a: DeskLine, b: DeskLine): number {
  const order = (line: DeskLine) => (line.status === 'returned' ? 0 : isMine(line) ? 1 : line.step === 'wait' ? 2 : 3);
  return order(a) - order(b) || a.dueOn.localeCompare(b.dueOn);
}

function keyOf({ stateCode, period }: DeskLine): string {
  return `${stateCode} ${period}`;
}

function pathOf({ stateCode, period }: DeskLine): string {
  return `/entry/roll/${period}?state=${stateCode}`;
}
