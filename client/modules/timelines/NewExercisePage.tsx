import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Choice, Field } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { choicesOf } from '#shared/modules/timelines/catalogue-presets.ts';
import { templates } from '#shared/modules/timelines/catalogue-templates.ts';
import { readTypedDate } from '#shared/modules/timelines/rules-dates.ts';
import { leastNameLetters } from '#shared/modules/timelines/rules-description.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Refusals, useEntry } from './EntryFields.tsx';
import { refusedOf, useEntryWords, useFaultText, useStepName } from './EntryWords.tsx';
import { type Begun, beginAs, descriptionOf, kindsFor, ownerOf, type Plan, templatesFor } from './NewPlan.tsx';
import { PlanForm } from './PlanForm.tsx';
import { usePlaces, useTimelineWords } from './Words.tsx';

const fields = ['nameEn', 'nameHi', 'anchor', 'termEnd', 'places'] as const;

/** Lays out a new exercise: a template, the day it starts from, the dates to look at and change, and then all saved at once. */
export function NewExercisePage() {
  const words = useEntryWords();
  const owner = ownerOf(useSession()?.capacity);
  useTitle(words.fresh.title);
  return (
    <>
      <p>
        <PathLink to="/timelines">{words.back}</PathLink>
      </p>
      <header className={styles.header}>
        <h1>{words.fresh.title}</h1>
        <p className={styles.quiet}>{owner === null ? words.fresh.noOffice : words.fresh.intro}</p>
      </header>
      {owner === null ? null : <Steps bodyId={owner.bodyId} places={owner.places} />}
    </>
  );
}

function Steps({ bodyId, places }: { bodyId: string; places: readonly string[] }) {
  const [begun, setBegun] = useState<Begun>(() => beginAs(bodyId, places[0] ?? 'IN'));
  const [plan, setPlan] = useState<Plan | null>(null);
  return (
    <>
      <Frame
        begun={begun}
        places={places}
        onChange={(next) => {
          setBegun(next);
          if (next.template !== begun.template || next.place !== begun.place) setPlan(null);
        }}
        onPlan={setPlan}
      />
      {plan === null ? null : <PlanForm key={plan.key} begun={begun} plan={plan} />}
    </>
  );
}

interface FrameProps {
  begun: Begun;
  places: readonly string[];
  onChange: (next: Begun) => void;
  onPlan: (plan: Plan) => void;
}

/** Template, place, names and the days the plan is laid out from. Without a template the exercise begins at once. */
function Frame({ begun, places, onChange, onPlan }: FrameProps) {
  const all = useEntryWords();
  const words = all.fresh;
  const text = useFaultText();
  const navigate = useNavigate();
  const entry = useEntry(fields);
  const { template } = begun;
  const { fields: errors } = entry.refused;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const details: ErrorDetail[] = (['anchor', 'termEnd'] as const).flatMap((field) => {
      const read = readTypedDate(begun[field]);
      return read.ok || read.reason === 'empty' ? [] : [{ reason: `date.${read.reason}`, field }];
    });
    if (begun.nameEn.trim().length < leastNameLetters) details.push({ reason: 'exercise.name', field: 'nameEn' });
    if (details.length > 0) return entry.setRefused(refusedOf(details, fields, text));
    const stateCode = begun.place === 'IN' ? null : begun.place;
    if (template === '') {
      const { bodyId, kind } = begun;
      const asked = { places: [begun.place], bodyId, kind, description: descriptionOf(begun) };
      const made = await entry.send(async (key) => await timelineWrites.addExercise.mutate({ key, ...asked }));
      if (made !== null) await navigate({ to: '/timelines/exercise/$id', params: { id: made.exerciseId } });
      return;
    }
    const preset = begun.preset === '' ? null : begun.preset;
    const { anchor, termEnd } = begun;
    const dates = await entry.ask(
      async () => await timelineWrites.plan.query({ template, stateCode, preset, anchor, termEnd }),
    );
    if (dates !== null) onPlan({ ...dates, key: JSON.stringify([template, stateCode, preset, anchor, termEnd]) });
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <Choices begun={begun} places={places} onChange={onChange} />
      <div className={styles.fields}>
        <Field
          label={all.describe.nameEn}
          value={begun.nameEn}
          maxLength={200}
          error={errors['nameEn']}
          onChange={({ target }) => onChange({ ...begun, nameEn: target.value })}
        />
        <Field
          label={all.describe.nameHi}
          value={begun.nameHi}
          maxLength={200}
          error={errors['nameHi']}
          onChange={({ target }) => onChange({ ...begun, nameHi: target.value })}
        />
      </div>
      {template === '' ? null : <AnchorDays begun={begun} errors={errors} onChange={onChange} />}
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {template === '' ? words.begin : words.preview}
        </Button>
      </div>
    </form>
  );
}

function AnchorDays(props: Pick<FrameProps, 'begun' | 'onChange'> & { errors: Readonly<Record<string, string>> }) {
  const all = useEntryWords();
  const nameOf = useStepName();
  const { begun, errors, onChange } = props;
  if (begun.template === '') return null;
  return (
    <div className={styles.fields}>
      <Field
        label={all.fresh.anchor(nameOf(templates[begun.template].anchor))}
        hint={all.form.dateHint}
        value={begun.anchor}
        maxLength={40}
        error={errors['anchor']}
        onChange={({ target }) => onChange({ ...begun, anchor: target.value })}
      />
      {begun.template === 'T-ECI-GEN' || begun.template === 'T-SEC' ? (
        <Field
          label={all.fresh.termEnd}
          hint={begun.template === 'T-ECI-GEN' ? all.fresh.termEndHint : all.form.dateHint}
          value={begun.termEnd}
          maxLength={40}
          error={errors['termEnd']}
          onChange={({ target }) => onChange({ ...begun, termEnd: target.value })}
        />
      ) : null}
    </div>
  );
}

function Choices({ begun, places, onChange }: Omit<FrameProps, 'onPlan'>) {
  const words = useEntryWords().fresh;
  const calendar = useTimelineWords();
  const language = useLanguage();
  const { place: nameOfPlace } = usePlaces();
  const offered = templatesFor(begun.bodyId);
  const kinds = kindsFor(begun.bodyId, begun.template);
  const presets = begun.template === '' ? [] : choicesOf(begun.template, begun.place === 'IN' ? null : begun.place);
  const isBlank = begun.template === 'T-SEC';
  return (
    <div className={styles.fields}>
      <Choice
        label={words.template}
        value={begun.template}
        options={[
          ...offered.map((id) => ({ value: id, label: templates[id].name[language] })),
          { value: '', label: words.none },
        ]}
        onChange={({ target }) => {
          const template = offered.find((id) => id === target.value) ?? '';
          const [kind = 'other'] = kindsFor(begun.bodyId, template);
          onChange({ ...begun, template, kind, preset: '' });
        }}
      />
      {kinds.length < 2 ? null : (
        <Choice
          label={words.kind}
          value={begun.kind}
          options={kinds.map((value) => ({ value, label: calendar.kinds[value] }))}
          onChange={({ target }) =>
            onChange({ ...begun, kind: kinds.find((kind) => kind === target.value) ?? begun.kind })
          }
        />
      )}
      {places.length < 2 ? null : (
        <Choice
          label={words.state}
          value={begun.place}
          options={places.map((value) => ({ value, label: nameOfPlace(value === 'IN' ? null : value) }))}
          onChange={({ target }) => onChange({ ...begun, place: target.value, preset: '' })}
        />
      )}
      {begun.template === '' || (presets.length < 2 && !isBlank) ? null : (
        <Choice
          label={words.preset}
          value={begun.preset === '' && !isBlank ? (presets[0]?.id ?? '') : begun.preset}
          options={[
            ...(isBlank ? [{ value: '', label: words.blank }] : []),
            ...presets.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
          onChange={({ target }) => onChange({ ...begun, preset: target.value })}
        />
      )}
      {isBlank ? <p className={classNames(styles.quiet, styles.whole)}>{words.presetHint}</p> : null}
    </div>
  );
}
