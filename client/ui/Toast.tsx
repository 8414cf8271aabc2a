import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import styles from './Toast.module.css';

export interface ToastMessage {
  tone: 'done' | 'problem' | 'fact';
  text: string;
}

type ShowToast = (message: ToastMessage) => void;
const ToastContext = createContext<ShowToast>(() => {});

/** Shows one message at the page's foot. It stays until it is dismissed or replaced: nobody has to read in a hurry. */
export function Toasts({ dismissWord, children }: { dismissWord: string; children: ReactNode }) {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  const show = useCallback<ShowToast>((next) => setMessage(next), []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status" aria-live={message?.tone === 'problem' ? 'assertive' : 'polite'}>
        {message === null ? null : (
          <Notice
            tone={message.tone}
            actions={
              <Button look="quiet" onClick={() => setMessage(null)}>
                {dismissWord}
              </Button>
            }
          >
            {message.text}
          </Notice>
        )}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
