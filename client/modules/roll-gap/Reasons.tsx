import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatChange, formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import type { GapBody, GapView, ReasonView } from '#shared/modules/roll-gap/schema.ts';
import { type RollGapWords, refreshGaps, useRollGapWords, withdrawReason } from './api.ts';
import { ReasonForm } from './ReasonForm.tsx';
import styles from './Reasons.module.css';

/** Both offices' reasons side by side, each signed by its body, with what they explain and what they do not yet. */
export function Reasons({ view }: { view: GapView }) {
  const words = useRollGapWords();
  return (
    <section className={styles.section} aria-labelledby="reasons-title">
      <h3 id="reasons-title">{words.reasons.title}</h3>
      <p className={styles.intro}>{words.reasons.intro}</p>
      <div className={styles.sides}>
        <Side body={view.ceo} view={view} />
        <Side body={view.sec} view={view} />
      </div>
    </section>
  );
}

function Side({ body, view }: { body: GapBody; view: GapView }) {
  const words = useRollGapWords();
  const language = useLanguage();
  const own = view.reasons.filter(({ bodyId }) => bodyId === body.id);
  const name = language === 'hi' ? body.nameHi : body.nameEn;
  return (
    <section className={styles.side} aria-labelledby={`reasons-${body.kind}`}>
      <h4 id={`reasons-${body.kind}`}>{name}</h4>
      <Sums body={body} view={view} />
      {own.length === 0 ? <p className={styles.quiet}>{words.reasons.none}</p> : null}
      <ul className={styles.list}>
        {own.map((reason) => (
          <Reason key={reason.id} reason={reason} />
        ))}
      </ul>
      {view.can.giveReasonAs === body.id ? <ReasonForm stateCode={view.stateCode} bodyId={body.id} /> : null}
    </section>
  );
}

function Sums({ body, view }: { body: GapBody; view: GapView }) {
  const words = useRollGapWords();
  const sums = view.explained.find(({ bodyId }) => bodyId === body.id);
  if (sums === undefined || sums.reasons === 0) return null;
  return (
    <dl className={styles.sums}>
      <div>
        <dt>{words.reasons.explained}</dt>
        <dd>{sums.electors === null ? words.reasons.notCounted : formatChange(sums.electors)}</dd>
      </div>
      {sums.rest === null ? null : (
        <div>
          <dt>{words.reasons.rest}</dt>
          <dd>{formatChange(sums.rest)}</dd>
        </div>
      )}
      {sums.uncounted === 0 ? null : (
        <div className={styles.quiet}>{words.reasons.uncounted(formatCount(sums.uncounted))}</div>
      )}
    </dl>
  );
}

function Reason({ reason }: { reason: ReasonView }) {
  const words = useRollGapWords();
  const say = useFailureWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [key] = useState(newId);
  const withdraw = useMutation({ mutationFn: withdrawReason });
  const code = words.reasons.codes[reason.reason];

  async function handleWithdraw() {
    try {
      await withdraw.mutateAsync({ key, id: reason.id, version: reason.version });
      toast({ tone: 'done', text: words.reasons.withdrawn });
    } catch (thrown) {
      const isStale = readFailure(thrown).code === 'stale';
      toast({ tone: 'problem', text: isStale ? words.reasons.stale : say(thrown) });
    }
    await refreshGaps(queryClient);
  }

  return (
    <li className={styles.reason}>
      <p>
        <strong>{code}</strong> · {electorsText(words, reason.electors)}
      </p>
      <p lang={languageOf(reason.note)}>{reason.note}</p>
      <p className={styles.quiet}>
        {words.reasons.given(formatInstant(reason.givenAt))}{' '}
        {reason.can.withdraw ? (
          <Button
            look="quiet"
            className={styles.withdraw}
            isBusy={withdraw.isPending}
            aria-label={words.reasons.withdrawOf(code)}
            onClick={() => void handleWithdraw()}
          >
            {words.reasons.withdraw}
          </Button>
        ) : null}
      </p>
    </li>
  );
}

function electorsText(words: RollGapWords, electors: number | null): string {
  if (electors === null) return words.reasons.notCounted;
  if (electors === 0) return words.reasons.same;
  const count = formatCount(Math.abs(electors));
  return electors > 0 ? words.reasons.more(count) : words.reasons.less(count);
}
