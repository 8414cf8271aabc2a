import { useRouterState } from '@tanstack/react-router';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatInstant, periodEnd } from '#shared/kernel/time.ts';
import styles from './EntryPage.module.css';
import { readable, useForm, useRoomWords } from './FormContext.tsx';

/** What the office must know before it goes on: a return, an erratum, text that waits in this browser. */
export function FormNotices() {
  const words = useRoomWords();
  const { view, keeping, isEditable, today } = useForm();
  const { hold } = keeping;
  return (
    <div className={styles.notices}>
      {periodEnd(view.period) >= today ? <Notice>{words.entry.notOpen}</Notice> : null}
      {view.status === 'returned' && view.returnReason !== null ? (
        <Notice
          tone="attention"
          title={words.entry.returned(
            view.decidedBy ?? '',
            view.decidedAt === null ? '' : formatInstant(view.decidedAt),
          )}
        >
          {view.returnReason}
        </Notice>
      ) : null}
      {view.erratum === null ? null : (
        <Notice title={words.entry.correction(view.revisionNo)}>{words.entry.erratum(view.erratum)}</Notice>
      )}
      {isEditable && keeping.restored > 0 ? <Notice>{words.entry.restored(keeping.restored)}</Notice> : null}
      {hold === null || (hold === 'closed' && !isEditable) ? null : <HoldNotice />}
      {isEditable ? null : <LeftOver />}
    </div>
  );
}

function HoldNotice() {
  const words = useRoomWords().saving;
  const { keeping } = useForm();
  const here = useRouterState({ select: ({ location }) => location.href });
  const hold = keeping.hold ?? 'offline';
  const signIn = <PathLink to={`/login?next=${encodeURIComponent(here)}`}>{words.signIn}</PathLink>;
  return (
    <Notice tone="attention" role="status" actions={hold === 'signedOut' ? signIn : undefined}>
      {words.holds[hold]}
    </Notice>
  );
}

/** Typed text that can no longer be sent is shown, not thrown away. */
function LeftOver() {
  const words = useRoomWords();
  const { keeping, keeper } = useForm();
  const labels: Readonly<Record<string, string>> = { ...words.entry.cells, ...words.entry.header };
  const typed = Object.entries(keeping.draft.typed);
  if (typed.length === 0) return null;
  return (
    <Notice
      tone="attention"
      title={words.entry.leftOver(typed.length)}
      actions={<Button onClick={() => keeper.discard()}>{words.entry.discard}</Button>}
    >
      <ul>
        {typed.map(([field, text]) => {
          const name = field.slice(field.indexOf('.') + 1);
          const label = field.startsWith('notes.') ? words.checks.noteOf(name) : (labels[name] ?? name);
          return (
            <li key={field}>
              {label}: {text.trim() === '' ? words.saving.blank : readable(field, text)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** Whether everything typed is with the server, and the button that sends it now. */
export function SaveLine() {
  const all = useRoomWords();
  const words = all.saving;
  const { keeping, keeper, view } = useForm();
  const { draft, isKept } = keeping;
  const refused = Object.keys(draft.refused).length;
  const waiting = Object.keys(draft.typed).length - refused;
  if (waiting === 0 && refused === 0) {
    const isBlank = view.id === null && draft.id === null;
    return (
      <p className={styles.saveLine} role="status">
        <StatusMark kind={isBlank ? 'notApplicable' : 'onTrack'} word={isBlank ? words.nothingTyped : words.allSaved} />
      </p>
    );
  }
  return (
    <div className={styles.saveLine}>
      <span role="status">
        {waiting === 0 ? null : (
          <StatusMark
            kind={isKept ? 'attention' : 'actNow'}
            word={isKept ? words.waiting(waiting) : words.notKeptLong}
          />
        )}
        {refused === 0 ? null : <StatusMark kind="actNow" word={words.refusedCount(refused)} />}
      </span>
      <Button look="quiet" onClick={() => void keeper.saveNow()}>
        {words.saveNow}
      </Button>
    </div>
  );
}
