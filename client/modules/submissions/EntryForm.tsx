import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useBoot } from '#client/app/session.ts';
import { useAnnounce } from '#client/ui/Announcer.tsx';
import { EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';
import { checkForm, partOf, type Texts, textsOf, textsOnScreen } from '#shared/modules/submissions/rules.ts';
import type { SubmissionView } from '#shared/modules/submissions/schema.ts';
import { createKeeper, type Keeper, type Keeping, serverDay } from './api.ts';
import { CheckSummary } from './CheckSummary.tsx';
import styles from './EntryPage.module.css';
import { EntryTable } from './EntryTable.tsx';
import { type FormOnScreen, FormProvider, useRoomWords } from './FormContext.tsx';
import { FormNotices, SaveLine } from './FormNotices.tsx';
import { HeaderFields } from './HeaderFields.tsx';
import { IdentityStrip } from './IdentityStrip.tsx';
import { StepPanel } from './StepPanel.tsx';

/** The checks run this long after typing stopped, and when a field is left. */
const checkPauseMs = 350;

/** One form: to type in, to compare, or to read, as the reader may. */
export function EntryForm({ view, personId }: { view: SubmissionView; personId: string }) {
  const [keeper, keeping] = useKeeper(view, personId);
  const isEditable = view.can.write;
  const texts = useMemo(
    () => (isEditable ? textsOnScreen(keeping.draft) : textsOf(view)),
    [isEditable, keeping.draft, view],
  );
  const [checked, setChecked] = useState(texts);
  const today = serverDay(useBoot()?.now);

  // A timer: the checks wait for the end of typing.
  useEffect(() => {
    const timer = window.setTimeout(() => setChecked(texts), checkPauseMs);
    return () => window.clearTimeout(timer);
  }, [texts]);

  const check = useMemo(() => runChecks(checked, view, today), [checked, view, today]);
  const form: FormOnScreen = {
    view,
    keeping,
    keeper,
    texts,
    check,
    today,
    isEditable,
    checkNow: () => setChecked(texts),
  };
  useSaveKey(keeper, isEditable);
  useSpokenNews(keeping);

  return (
    <FormProvider form={form}>
      <FormNotices />
      <div className={styles.columns}>
        <div className={styles.main}>
          <HeaderFields />
          <EntryTable />
        </div>
        <aside className={styles.aside}>
          {isEditable ? <SaveLine /> : null}
          <IdentityStrip />
          <CheckSummary />
          <StepPanel />
        </aside>
      </div>
    </FormProvider>
  );
}

function runChecks(texts: Texts, view: SubmissionView, today: string) {
  const header = EntryHeader.safeParse(partOf(texts, 'header'));
  const cells = EntryCells.safeParse(partOf(texts, 'cells'));
  return checkForm({
    cells: cells.success ? cells.data : view.cells,
    header: header.success ? header.data : view.header,
    notes: partOf(texts, 'notes'),
    rollType: view.rollType,
    previous: view.last,
    today,
  });
}

/** The keeper of the reader's typing in this form. The caller gives each form and person a component of its own. */
function useKeeper(view: SubmissionView, personId: string): [Keeper, Keeping] {
  const queryClient = useQueryClient();
  const [keeper] = useState(() => {
    const { period, stateCode, bodyId } = view;
    return createKeeper({ key: { period, stateCode, bodyId }, personId, view, queryClient });
  });
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.read);
  // Timers and the browser's network events live outside React.
  useEffect(() => keeper.open(), [keeper]);
  useEffect(() => keeper.meet(view), [keeper, view]);
  return [keeper, keeping];
}

/** Ctrl+S, or Cmd+S, saves now wherever the focus is. */
function useSaveKey(keeper: Keeper, isEditable: boolean) {
  const words = useRoomWords().saving;
  const announce = useAnnounce();
  // The key is the window's: the browser would save the page.
  useEffect(() => {
    async function handleKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (isEditable && (await keeper.saveNow())) announce(words.saved);
    }
    const listener = (event: KeyboardEvent) => void handleKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [keeper, isEditable, announce, words.saved]);
}

/** What others did to the form while it is open is said once. */
function useSpokenNews({ draft }: Keeping) {
  const words = useRoomWords().saving;
  const announce = useAnnounce();
  const disputed = Object.keys(draft.theirs).length;
  const others = draft.fromOthers.length;
  useEffect(() => {
    if (disputed > 0) announce(words.disputeSpoken(disputed));
  }, [disputed, announce, words]);
  useEffect(() => {
    if (others > 0) announce(words.othersSpoken);
  }, [others, announce, words]);
}
