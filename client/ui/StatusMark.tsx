import { classNames } from './class-names.ts';
import styles from './StatusMark.module.css';

export type StatusKind = 'onTrack' | 'attention' | 'actNow' | 'noFigure' | 'notApplicable' | 'info';

/** Shape, then word, then colour. The word is always there; `isQuiet` leaves it to the reader's screen reader only. */
export function StatusMark({ kind, word, isQuiet = false }: { kind: StatusKind; word: string; isQuiet?: boolean }) {
  return (
    <span className={styles.mark} data-kind={kind}>
      <StatusShape kind={kind} />
      <span className={classNames(isQuiet ? 'visually-hidden' : styles.word)}>{word}</span>
    </span>
  );
}

/** The shape alone, for places where the word stands beside it. */
export function StatusShape({ kind }: { kind: StatusKind }) {
  return (
    <svg className={styles.shape} data-kind={kind} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}

const shapes = {
  onTrack: <circle cx="6" cy="6" r="4.5" />,
  attention: <path d="M6 0.8 11.6 11H0.4Z" />,
  actNow: <rect x="1.25" y="1.25" width="9.5" height="9.5" />,
  noFigure: <circle cx="6" cy="6" r="4.2" fill="none" strokeWidth="1.4" strokeDasharray="1.6 1.7" />,
  notApplicable: <path d="M2 6h8" fill="none" strokeWidth="1.6" />,
  info: <path d="M6 1.4 10.6 6 6 10.6 1.4 6Z" fill="none" strokeWidth="1.4" />,
} as const;
