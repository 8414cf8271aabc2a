import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { parseDate } from '#shared/kernel/time.ts';
import { items } from '#shared/modules/logistics/catalogue-items.ts';
import { parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import { thresholdIds } from '#shared/modules/logistics/rules-settings.ts';
import type { SettingsList } from '#shared/modules/logistics/schema.ts';
import { refreshLogistics, type SettingsWords, setSetting, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { parseShare } from './ParameterForm.tsx';
import { useSettingName } from './SettingHistory.tsx';

type Kind = 'preset' | 'items' | 'threshold';
const dated = items.filter(({ timing }) => timing !== 'standing');
const settings: Record<Kind, readonly string[]> = {
  preset: parameters.map(({ id }) => `preset/${id}`),
  items: [
    ...dated.flatMap(({ id }) => [`start/${id}`, `due/${id}`]),
    ...items.map(({ id }) => `critical/${id}`),
  ].toSorted(),
  threshold: thresholdIds.map((id) => `threshold/${id}`),
};

/** A value from a day on: the nation's by the secretariat, a default of its own by a body. */
export function SettingForm({ kind, can }: { kind: Kind; can: SettingsList['can'] }) {
  const words = useSettingsWords();
  const { settings: own } = words;
  const name = useSettingName();
  const say = useFailureWords();
  const capacity = useSession()?.capacity;
  const queryClient = useQueryClient();
  const toast = useToast();
  const id = useId();
  const blank = { setting: settings[kind][0] ?? '', value: '', validFrom: '', source: '', reason: '' };
  const [typed, setTyped] = useState(blank);
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({ mutationFn: setSetting });
  const isShare = parameters.some((each) => typed.setting === `preset/${each.id}` && each.unit === 'percent');

  function change(next: Partial<typeof blank>) {
    setTyped({ ...typed, ...next });
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending || capacity === undefined) return;
    const value = isShare ? parseShare(typed.value) : countOf(typed.value);
    const validFrom = parseDate(typed.validFrom);
    const found: Record<string, string> = {};
    if (value == null) found['value'] = own.problems.value;
    if (!validFrom.ok) found['validFrom'] = own.problems.day;
    if (normaliseText(typed.source).length < 3) found['source'] = own.problems.source;
    if (normaliseText(typed.reason).length < 10) found['reason'] = own.problems.reason;
    setProblems(found);
    if (value == null || !validFrom.ok || Object.keys(found).length > 0) return;
    const isNational = can.national;
    try {
      await save.mutateAsync({
        key,
        bodyId: isNational ? null : capacity.bodyId,
        stateCode: isNational ? null : (capacity.stateCodes[0] ?? null),
        setting: typed.setting,
        value,
        source: normaliseText(typed.source),
        reason: normaliseText(typed.reason),
        validFrom: validFrom.value,
      });
      setTyped({ ...blank, setting: typed.setting });
      toast({ tone: 'done', text: own.saved });
    } catch (thrown) {
      setProblems(atServer(words, readFailure(thrown).details[0], say(thrown)));
    }
    setKey(newId());
    await refreshLogistics(queryClient);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`}>{own.form}</h2>
      <p className={styles.intro}>
        {own.forWhom}: {can.national ? own.nation : capacity?.bodyId}
      </p>
      <Choice
        label={own.setting}
        value={typed.setting}
        options={settings[kind].map((value) => ({ value, label: name(value) }))}
        onChange={(event) => change({ setting: event.target.value })}
      />
      <div className={styles.pair}>
        <Field
          label={own.newValue}
          hint={isShare ? own.percentHint : typed.setting.startsWith('critical/') ? own.criticalHint : undefined}
          value={typed.value}
          inputMode="decimal"
          maxLength={10}
          error={problems['value']}
          onChange={(event) => change({ value: event.target.value })}
        />
        <Field
          label={own.validFrom}
          value={typed.validFrom}
          maxLength={10}
          error={problems['validFrom']}
          onChange={(event) => change({ validFrom: event.target.value })}
        />
      </div>
      <Field
        label={words.source}
        value={typed.source}
        maxLength={300}
        error={problems['source']}
        onChange={(event) => change({ source: event.target.value })}
      />
      <Field
        label={own.reason}
        hint={own.reasonHint}
        value={typed.reason}
        maxLength={500}
        error={problems['reason']}
        onChange={(event) => change({ reason: event.target.value })}
      />
      {problems['form'] === undefined ? null : (
        <Notice tone="problem" role="alert">
          {problems['form']}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={save.isPending} className={styles.send}>
        {save.isPending ? words.saving : words.save}
      </Button>
    </form>
  );
}

function countOf(text: string): number | undefined {
  const count = parseCount(text);
  return count.ok ? count.value : undefined;
}

function atServer(
  { settings: own }: SettingsWords,
  detail: { reason: string; params?: Readonly<Record<string, unknown>> } | undefined,
  sentence: string,
): Record<string, string> {
  switch (detail?.reason) {
    case 'settings.bounds': {
      const { least, most } = detail.params ?? {};
      return { value: own.problems.bounds(formatCount(Number(least)), formatCount(Number(most))) };
    }
    case 'settings.past':
      return { validFrom: own.problems.day };
    default:
      return { form: sentence };
  }
}
