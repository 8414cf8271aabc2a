import type { ReactNode } from 'react';
import styles from './Notice.module.css';

export interface NoticeProps {
  /** `fact` informs, `attention` asks for care, `problem` says what failed, `done` what worked. */
  tone?: 'fact' | 'attention' | 'problem' | 'done';
  title?: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
  /** `alert` only for what must interrupt; `status` for what may wait. */
  role?: 'alert' | 'status';
}

/** A strip of text with a rule at its side. */
export function Notice({ tone = 'fact', title, children, actions, role }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} {...(role === undefined ? {} : { role })}>
      <div className={styles.text}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        <div>{children}</div>
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
