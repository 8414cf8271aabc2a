import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the safe one first. */
  actions?: ReactNode;
  closeWord: string;
}

/** The browser's own modal dialog: focus moves in, stays in, and goes back to where it came from. */
export function Dialog({ isOpen, onClose, title, children, actions, closeWord }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // A modal dialog can only be opened by a call; the attribute alone makes it non-modal.
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === isOpen) return;
    if (isOpen) element.showModal();
    else element.close();
  }, [isOpen]);

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={titleId} onClose={onClose}>
      {isOpen ? (
        <>
          <header className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <Button look="quiet" onClick={onClose}>
              {closeWord}
            </Button>
          </header>
          <div className={styles.body}>{children}</div>
          {actions === undefined ? null : <footer className={styles.foot}>{actions}</footer>}
        </>
      ) : null}
    </dialog>
  );
}
