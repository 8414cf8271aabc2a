import { useSuspenseQuery } from '@tanstack/react-query';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { metricsQuery } from '#client/modules/roll-health/api.ts';
import { Button } from '#client/ui/Button.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { useRollsWords } from './api.ts';
import styles from './ColumnPicker.module.css';

export interface ColumnPickerProps {
  counts: readonly string[];
  metrics: readonly string[];
  chosen: readonly string[];
  most: number;
  onChoose: (columns: readonly string[]) => void;
  onReset: () => void;
}

/** Chooses counts and, by their groups, metrics as the columns of a table. */
export function ColumnPicker({ counts, metrics, chosen, most, onChoose, onReset }: ColumnPickerProps) {
  const words = useRollsWords();
  const language = useLanguage();
  const { data: groups } = useSuspenseQuery(metricsQuery);
  const isFull = chosen.length >= most;

  function toggle(id: string) {
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }

  const box = (id: string, name: string) => (
    <label key={id} className={styles.box}>
      <input
        type="checkbox"
        checked={chosen.includes(id)}
        disabled={isFull && !chosen.includes(id)}
        onChange={() => toggle(id)}
      />
      <span>{name}</span>
    </label>
  );

  return (
    <details className={styles.picker}>
      <summary>{words.picker.summary(formatCount(chosen.length))}</summary>
      <p className={styles.hint}>{words.picker.hint(formatCount(most))}</p>
      <div className={styles.groups}>
        <fieldset>
          <legend>{words.picker.counts}</legend>
          {counts.map((id) => box(id, wordFor(words.measures, id)))}
        </fieldset>
        {groups.map(({ group, name, metrics: all }) => {
          const own = all.filter(({ id }) => metrics.includes(id));
          if (own.length === 0) return null;
          return (
            <fieldset key={group}>
              <legend>{name[language]}</legend>
              {own.map((metric) => box(metric.id, `${metric.id} ${metric.name[language]}`))}
            </fieldset>
          );
        })}
      </div>
      <Button look="quiet" onClick={onReset}>
        {words.picker.reset}
      </Button>
    </details>
  );
}
