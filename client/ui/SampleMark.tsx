import type { ReactNode } from 'react';
import styles from './SampleMark.module.css';

/** Marks a figure as a sample: italic, dotted underline, and the word. `hint` says what that means. */
export function SampleMark({ word, hint, children }: { word: string; hint: string; children?: ReactNode }) {
  return (
    <span className={styles.sample}>
      {children === undefined ? null : <span className={styles.figure}>{children}</span>}
      <span className={styles.word} title={hint}>
        {word}
      </span>
    </span>
  );
}
