import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import styles from './Menu.module.css';

/** A button that opens a small panel under itself, made on first opening. Escape and leaving it close it. */
export function Menu({ label, hint, children }: { label: ReactNode; hint: string; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [wasOpened, setWasOpened] = useState(false);

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || menu.current?.open !== true) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  }

  function handleBlur(event: FocusEvent) {
    const isInside = event.relatedTarget instanceof Node && menu.current?.contains(event.relatedTarget) === true;
    if (menu.current !== null && event.relatedTarget !== null && !isInside) menu.current.open = false;
  }

  return (
    <details
      ref={menu}
      className={styles.menu}
      onKeyDown={handleKeyDown}
      onBlur={handleBlur}
      onToggle={() => setWasOpened(true)}
    >
      <summary className={styles.summary} title={hint}>
        {label}
        <svg className={styles.caret} viewBox="0 0 10 6" width="10" height="6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </summary>
      <div className={styles.panel}>{wasOpened ? children : null}</div>
    </details>
  );
}
