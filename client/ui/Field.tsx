import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';

export interface FieldProps extends ComponentProps<'input'> {
  label: ReactNode;
  /** Stands under the label before anything went wrong. */
  hint?: ReactNode;
  /** What is wrong with what was typed. Linked to the input and read with it. */
  error?: ReactNode;
  /** Stands after the input: a unit. */
  unit?: ReactNode;
}

/** A labelled input with its hint and its error beside it. */
export function Field({ label, hint, error, unit, className, id, ...rest }: FieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const isWrong = error !== undefined && error !== null && error !== '';
  const described = [hint === undefined ? '' : `${inputId}-hint`, isWrong ? `${inputId}-error` : ''].join(' ').trim();
  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={inputId}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className={styles.hint} id={`${inputId}-hint`}>
          {hint}
        </p>
      )}
      <span className={styles.line}>
        <input
          {...rest}
          id={inputId}
          className={styles.input}
          aria-invalid={isWrong}
          {...(described === '' ? {} : { 'aria-describedby': described })}
        />
        {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
      </span>
      {isWrong ? (
        <p className={styles.error} id={`${inputId}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

export interface ChoiceProps extends ComponentProps<'select'> {
  label: ReactNode;
  /** An option may be in another language than the page. */
  options: readonly { value: string; label: string; lang?: string }[];
}

/** A labelled native drop-down. */
export function Choice({ label, options, className, id, ...rest }: ChoiceProps) {
  const ownId = useId();
  const selectId = id ?? ownId;
  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={selectId}>
        {label}
      </label>
      <select {...rest} id={selectId} className={styles.input}>
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
