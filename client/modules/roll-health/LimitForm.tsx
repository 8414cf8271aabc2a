import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { MetricView, PreviewLimits } from '#shared/modules/roll-health/schema-metrics.ts';
import { previewQuery, refreshMetrics, setLimits, useRollHealthWords } from './api.ts';
import { type Draft, draftAt, type Places, readDraft, readProblems } from './LimitDraft.tsx';
import { ColourFields, PlaceFields, ReasonField } from './LimitFields.tsx';
import styles from './LimitForm.module.css';
import { LimitPreview } from './LimitPreview.tsx';

/** While a number is being typed nothing is asked. */
const restMs = 400;

/** For the secretariat: other limits at one place, from a day on, with the reason; first what they would do. */
export function LimitForm({ metric, places }: { metric: MetricView; places: Places }) {
  const words = useRollHealthWords().form;
  const say = useFailureWords();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftAt(metric, places, {}));
  const [key, setKey] = useState(newId);
  const [seen, setSeen] = useState(metric.newest);
  const [isSent, setIsSent] = useState(false);
  const save = useMutation({ mutationFn: setLimits });
  const read = readDraft(metric, draft, seen);
  const asked = useRested(read.ok ? read.edit : undefined);
  const preview = useQuery({
    ...previewQuery(asked ?? nothing),
    enabled: asked !== undefined && draft.isTouched && metric.newest <= seen,
  });
  const found = read.ok ? readProblems(save.error ?? (draft.isTouched ? preview.error : null)) : read.problems;
  const problems = isSent || draft.isTouched ? found : {};
  const problemText = (field: string) => {
    const reason = problems[field];
    const known: Readonly<Record<string, string>> = words.problems;
    return reason === undefined ? undefined : (known[reason] ?? words.problems.other);
  };

  function change(next: Draft) {
    setDraft({ ...next, isTouched: true });
    setIsSent(false);
    setKey(newId());
    save.reset();
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setIsSent(true);
    if (save.isPending || !read.ok || read.edit.reason.length < leastReason) return;
    try {
      const { versionNo } = await save.mutateAsync({ ...read.edit, key });
      setSeen(versionNo);
      setIsSent(false);
      toast({ tone: 'done', text: words.saved(metric.id, formatDate(read.edit.validFrom)) });
      await refreshMetrics(queryClient);
      setDraft({ ...draft, reason: '', isTouched: false });
    } catch (thrown) {
      // Said in the form; a newer version is fetched, and the notice above asks to look at it.
      if (readFailure(thrown).code === 'stale') await refreshMetrics(queryClient);
    }
  }

  const reasonProblem = isSent && draft.reason.trim().length < leastReason ? words.problems['reason.short'] : undefined;
  const isStale = save.error !== null && readFailure(save.error).code === 'stale';
  const placed = /^(?:amber|red|validFrom$|reason$)/;
  const isUnplaced =
    save.error !== null && !isStale && !Object.keys(readProblems(save.error)).some((field) => placed.test(field));
  return (
    <details className={styles.edit}>
      <summary>{words.title}</summary>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
        {metric.newest <= seen || save.isPending ? null : (
          <Notice
            tone="attention"
            role="alert"
            actions={
              <Button
                onClick={() => {
                  setSeen(metric.newest);
                  change(draftAt(metric, places, draft));
                }}
              >
                {words.lookAgain}
              </Button>
            }
          >
            {words.stale}
          </Notice>
        )}
        <PlaceFields
          metric={metric}
          places={places}
          draft={draft}
          problemText={problemText}
          onPlace={(place) => change(draftAt(metric, places, { ...draft, ...place }))}
        />
        <ColourFields places={places} metric={metric} draft={draft} problemText={problemText} onChange={change} />
        <p className={styles.hint}>{draft.stateCode === '' ? words.emptyHint : words.emptyHintState}</p>
        <Field
          label={words.validFrom}
          hint={words.validFromHint}
          type="date"
          min={metric.day}
          value={draft.validFrom}
          error={problemText('validFrom')}
          onChange={(event) => change({ ...draft, validFrom: event.target.value })}
        />
        <ReasonField
          value={draft.reason}
          error={problemText('reason') ?? reasonProblem}
          onChange={(reason) => change({ ...draft, reason })}
        />
        <LimitPreview preview={preview.data} isAsked={asked !== undefined && draft.isTouched} day={draft.validFrom} />
        {isUnplaced ? (
          <Notice tone="problem" role="alert">
            {say(save.error)}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {save.isPending ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </details>
  );
}

const leastReason = 10;

/** Stands in while there is nothing to ask; the query is not enabled then. */
const nothing: PreviewLimits = {
  metricId: '',
  exercise: null,
  level: 'S',
  season: null,
  stateCode: null,
  amber: null,
  red: null,
  validFrom: '',
  versionNo: 0,
};

/** What a preview asks, once the typing has rested. */
function useRested(edit: (PreviewLimits & { reason: string }) | undefined): PreviewLimits | undefined {
  const text = edit === undefined ? undefined : JSON.stringify({ ...edit, reason: undefined });
  const [rested, setRested] = useState<{ text: string; edit: PreviewLimits }>();
  useEffect(() => {
    if (edit === undefined || text === undefined) return undefined;
    const { reason: _, ...asked } = edit;
    const timer = window.setTimeout(
      () => setRested((held) => (held?.text === text ? held : { text, edit: asked })),
      restMs,
    );
    return () => window.clearTimeout(timer);
  }, [edit, text]);
  return rested !== undefined && rested.text === text ? rested.edit : undefined;
}
