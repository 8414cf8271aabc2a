import type { ReactNode } from 'react';
import styles from './Faces.module.css';

/** Says that something is on its way. */
export function LoadingFace({ children }: { children: ReactNode }) {
  return (
    <p className={styles.face} role="status">
      {children}
    </p>
  );
}

/** Says that there is nothing, and what would make something appear. */
export function EmptyFace({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.face}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}

/** Says what failed, in one sentence, and what to do next. */
export function ErrorFace({
  title,
  sentence,
  actions,
}: {
  title: ReactNode;
  sentence?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={styles.face} role="alert">
      <p className={styles.title}>{title}</p>
      {sentence === undefined ? null : <p>{sentence}</p>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
