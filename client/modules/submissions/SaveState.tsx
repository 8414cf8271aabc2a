import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatInstant } from '#shared/kernel/time.ts';
import { type FieldState, stateOf } from '#shared/modules/submissions/rules.ts';
import { useForm, useRoomWords } from './FormContext.tsx';
import styles from './SaveState.module.css';

const kinds: Record<FieldState, StatusKind> = {
  empty: 'notApplicable',
  kept: 'attention',
  sending: 'info',
  saved: 'onTrack',
  refused: 'actNow',
  disputed: 'attention',
  others: 'info',
};

/** Where a field's text is kept: a shape and a word. */
export function SaveState({ field }: { field: string }) {
  const words = useRoomWords().saving;
  const { keeping } = useForm();
  const told = stateOf(keeping.draft, field);
  // A save that waits to be repeated is not on its way.
  const state = told === 'sending' && keeping.hold !== null ? 'kept' : told;
  if (state === 'saved' && keeping.draft.id === null) return <Quiet word={words.proposed} />;
  if (state === 'empty') return <Quiet word={words.states.empty} />;
  const at = keeping.draft.savedAt[field];
  const isNowhere = state === 'kept' && !keeping.isKept;
  const word = isNowhere
    ? words.notKept
    : state === 'saved' && at !== undefined
      ? words.savedAt(formatInstant(at).slice(12, 17))
      : words.states[state];
  return <StatusMark kind={isNowhere ? 'actNow' : kinds[state]} word={word} />;
}

/** Nothing is to be said of it: no word in bold. */
function Quiet({ word }: { word: string }) {
  return (
    <span className={styles.quiet}>
      <StatusMark kind="notApplicable" word={word} />
    </span>
  );
}
