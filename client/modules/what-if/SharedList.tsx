import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { languageOf } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import { type Side, sides } from '#shared/modules/what-if/rules-compare.ts';
import type { SharedWhatIf, WhatIfView } from '#shared/modules/what-if/schema.ts';
import { AdoptForm } from './AdoptForm.tsx';
import { refreshWhatIfs, searchOf, useNames, useWhatIfWords, withdrawWhatIf } from './api.ts';
import type { Plan } from './Bench.tsx';
import styles from './SharedList.module.css';

interface SharedListProps {
  view: WhatIfView;
  plans: readonly Plan[];
}

/** What was shared in the State, newest first, each as it read when it was shared. */
export function SharedList({ view, plans }: SharedListProps) {
  const words = useWhatIfWords();
  if (view.shared.length === 0 && !view.can.share) return null;
  return (
    <section className={styles.section} aria-labelledby="shared-title">
      <h2 id="shared-title">{words.shared.title}</h2>
      {view.shared.length === 0 ? <p className={styles.quiet}>{words.shared.none}</p> : null}
      <ul className={styles.list}>
        {view.shared.map((shared) => (
          <Item key={shared.id} shared={shared} view={view} plans={plans} />
        ))}
      </ul>
    </section>
  );
}

function Item({ shared, view, plans }: SharedListProps & { shared: SharedWhatIf }) {
  const words = useWhatIfWords();
  const names = useNames();
  const [isAdopting, setIsAdopting] = useState(false);
  const { status, changes } = shared;
  const body = names.body({ nameEn: shared.bodyNameEn, nameHi: shared.bodyNameHi });
  const search = new URLSearchParams(
    searchOf({ state: shared.stateCode, exercise: undefined, past: false, shared: shared.id, changes: [] }),
  );
  return (
    <li className={styles.item} data-status={status}>
      <p className={styles.meta}>
        <b>{words.shared.by(body, formatInstant(shared.sharedAt))}</b>
        <span>{words.shared.statuses[status]}</span>
        {shared.adoptedAt === null ? null : <span>{words.shared.adoptedOn(formatInstant(shared.adoptedAt))}</span>}
      </p>
      <p className={styles.note} lang={languageOf(shared.note)}>
        {shared.note}
      </p>
      <Stamped shared={shared} />
      <Asked shared={shared} view={view} />
      {status !== 'open' || shared.moved.length === 0 ? null : <Moved shared={shared} plans={plans} />}
      <div className={styles.actions}>
        <PathLink to={`/conflicts/what-if?${search}`}>
          {words.shared.open} ({formatCount(changes.length)})
        </PathLink>
        {shared.can.withdraw ? <Withdraw id={shared.id} /> : null}
        {shared.can.adopt && !isAdopting ? (
          <Button onClick={() => setIsAdopting(true)}>{words.shared.adopt}</Button>
        ) : null}
      </div>
      {isAdopting && shared.can.adopt ? <AdoptForm id={shared.id} onClose={() => setIsAdopting(false)} /> : null}
    </li>
  );
}

/** Whose dates change, where the reader's office is not the one to adopt them. */
function Asked({ shared, view }: { shared: SharedWhatIf; view: WhatIfView }) {
  const words = useWhatIfWords();
  const names = useNames();
  if (shared.status !== 'open' || shared.can.adopt) return null;
  if (shared.changes.some(({ kind }) => kind === 'create'))
    return <p className={styles.quiet}>{words.shared.created}</p>;
  if (shared.owners.length > 1) return <p className={styles.quiet}>{words.shared.mixed}</p>;
  const owner = view.bodies.find(({ id }) => id === shared.owners[0]);
  if (owner === undefined || owner.id === shared.bodyId) return null;
  return <p className={styles.quiet}>{words.shared.request(names.body(owner))}</p>;
}

/** The findings as they were on the day of sharing. */
function Stamped({ shared: { stamp } }: { shared: SharedWhatIf }) {
  const words = useWhatIfWords();
  const { language } = useNames();
  const day = formatDate(stamp.today);
  if (stamp.findings.length === 0) return <p className={styles.quiet}>{words.shared.stampNone(day)}</p>;
  const count = (side: Side) => stamp.findings.filter((finding) => finding.side === side).length;
  const counts = sides
    .filter((side) => count(side) > 0)
    .map((side) => words.findings.sides[side](formatCount(count(side))));
  return (
    <details className={styles.stamp}>
      <summary>
        {words.shared.stamp(day)}: {counts.join(' · ')}
      </summary>
      <ul>
        {stamp.findings.map((finding) => (
          <li key={finding.id}>
            <b>
              {words.findings.sides[finding.side]('').replace(/: $/, '')}, {finding.rule},{' '}
              {words.findings.outcomes[finding.outcome]}
            </b>{' '}
            {language === 'hi' ? finding.messageHi : finding.messageEn}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Moved({ shared, plans }: { shared: SharedWhatIf; plans: readonly Plan[] }) {
  const words = useWhatIfWords();
  const names = useNames();
  const nameOf = (id: string) => plans.find(({ exercise }) => exercise.id === id)?.name ?? id;
  return (
    <Notice tone="attention" title={words.shared.moved}>
      <ul>
        {shared.moved.map(({ exerciseId, milestone, was, is }) => (
          <li key={`${exerciseId} ${milestone} ${was.start ?? ''}`}>
            {words.shared.movedOne(
              `${nameOf(exerciseId)}, ${names.milestone(milestone)}`,
              names.days(was),
              is === null ? words.table.noDate : names.days(is),
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Withdraw({ id }: { id: string }) {
  const words = useWhatIfWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const [key] = useState(newId);
  const withdraw = useMutation({ mutationFn: withdrawWhatIf });

  async function handlePress() {
    try {
      await withdraw.mutateAsync({ key, id });
      toast({ tone: 'done', text: words.shared.withdrawn });
    } catch (thrown) {
      toast({ tone: 'problem', text: say(thrown) });
    }
    await refreshWhatIfs(queryClient);
  }

  return (
    <Button look="quiet" isBusy={withdraw.isPending} onClick={() => void handlePress()}>
      {words.shared.withdraw}
    </Button>
  );
}
