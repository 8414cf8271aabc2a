import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { useRollsWords } from './api.ts';
import styles from './ListFilter.module.css';

export interface ListFilterProps {
  label: string;
  hint?: string;
  text: string;
  only: string;
  /** How many lines pass. */
  shown: string;
  onChange: (change: { text: string; only: string }) => void;
  children?: ReactNode;
}

/** Text, and whether only what asks for a look is shown. The text is taken when the reader sends it. */
export function ListFilter({ label, hint, text, only, shown, onChange, children }: ListFilterProps) {
  const words = useRollsWords().filters;
  const [typed, setTyped] = useState(text);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onChange({ text: typed.trim(), only });
  }

  return (
    <form className={styles.filter} aria-label={words.label} onSubmit={handleSubmit}>
      <Field
        label={label}
        value={typed}
        maxLength={40}
        {...(hint === undefined ? {} : { hint })}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit">{words.apply}</Button>
      <Choice
        label={words.only}
        value={only}
        options={[
          { value: '', label: words.all },
          { value: 'attention', label: words.attention },
          { value: 'actNow', label: words.actNow },
        ]}
        onChange={(event) => onChange({ text: typed.trim(), only: event.target.value })}
      />
      <p role="status">{shown}</p>
      {children}
    </form>
  );
}
