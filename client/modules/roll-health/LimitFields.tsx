import { useId } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { Choice, Field } from '#client/ui/Field.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import type { MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { states } from '#shared/modules/states/directory.ts';
import { useRollHealthWords } from './api.ts';
import type { Colour, Draft, Places } from './LimitDraft.tsx';
import styles from './LimitForm.module.css';

interface FieldsProps {
  metric: MetricView;
  places: Places;
  draft: Draft;
  problemText: (field: string) => string | undefined;
}

type Place = Partial<Pick<Draft, 'exercise' | 'level' | 'season' | 'stateCode'>>;

/** Where the limits are to hold; a question with one answer only is not asked. */
export function PlaceFields({ metric, places, draft, onPlace }: FieldsProps & { onPlace: (place: Place) => void }) {
  const words = useRollHealthWords();
  const language = useLanguage();
  const { exercises, groups, seasons } = places;
  const spanOf = (names: readonly string[]) => {
    const [first = '', last = first] = [names[0], names.at(-1)];
    return names.length === 1 ? first : words.form.levelSpan(first, last);
  };
  const every = { value: '', label: words.form.everyExercise };
  return (
    <div className={styles.row}>
      {exercises.length < 2 ? null : (
        <Choice
          label={words.form.exercise}
          value={draft.exercise}
          options={[every, ...exercises.map((each) => ({ value: each, label: words.exerciseNames[each] }))]}
          onChange={(event) => onPlace({ exercise: event.target.value })}
        />
      )}
      {groups.length < 2 ? null : (
        <Choice
          label={words.form.level}
          value={draft.level}
          options={groups.map((levels) => ({
            value: levels[0] ?? '',
            label: spanOf(levels.map((level) => words.levelNames[level])),
          }))}
          onChange={(event) => onPlace({ level: event.target.value })}
        />
      )}
      {seasons.length < 2 ? null : (
        <Choice
          label={words.form.season}
          value={draft.season}
          options={seasons.map((season) => ({
            value: season ?? '',
            label: season === null ? words.form.wholeYear : wordFor(words.seasons, season),
          }))}
          onChange={(event) => onPlace({ season: event.target.value })}
        />
      )}
      {metric.levels.includes('S') ? (
        <Choice
          label={words.form.state}
          value={draft.stateCode}
          options={[
            { value: '', label: words.form.everyState },
            ...states.map(({ code, nameEn, nameHi }) => ({ value: code, label: language === 'hi' ? nameHi : nameEn })),
          ]}
          onChange={(event) => onPlace({ stateCode: event.target.value })}
        />
      ) : null}
    </div>
  );
}

/** The numbers of both colours, in the metric's own shape. */
export function ColourFields(props: FieldsProps & { onChange: (draft: Draft) => void }) {
  const { metric, places, draft, problemText, onChange } = props;
  const words = useRollHealthWords();
  const appWords = useAppWords();
  const marks = {
    amber: <StatusMark kind="attention" word={appWords.status.attention} />,
    red: <StatusMark kind="actNow" word={appWords.status.actNow} />,
  };
  const set = (colour: Colour, side: string, text: string) =>
    onChange({ ...draft, [colour]: { ...draft[colour], [side]: text } });
  return (
    <div className={styles.row}>
      {(['amber', 'red'] as const).map((colour) => (
        <fieldset key={colour} className={styles.colour}>
          <legend>{marks[colour]}</legend>
          {places.shape[colour].map((side) => (
            <Field
              key={side}
              label={words.form.sides[side]}
              inputMode="decimal"
              autoComplete="off"
              value={draft[colour][side] ?? ''}
              unit={wordFor(words.units, metric.unit)}
              error={
                problemText(`${colour}.${side}`) ?? (side === places.shape.amber[0] ? problemText(colour) : undefined)
              }
              onChange={(event) => set(colour, side, event.target.value)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

interface ReasonProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** Why: it stands with the version for good. */
export function ReasonField({ value, error, onChange }: ReasonProps) {
  const words = useRollHealthWords().form;
  const id = useId();
  return (
    <div className={styles.reason}>
      <label htmlFor={id}>{words.reason}</label>
      <p id={`${id}-hint`} className={styles.hint}>
        {words.reasonHint}
      </p>
      <textarea
        id={id}
        rows={3}
        value={value}
        maxLength={500}
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-error`} className={styles.error} role={error === undefined ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}
