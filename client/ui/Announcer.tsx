import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

/** Live changes are spoken together, at most once in this time (12 a minute). */
const pauseMs = 5_000;

type Announce = (sentence: string) => void;
const AnnounceContext = createContext<Announce>(() => {});

/** Holds the page's one polite live region. Sentences that arrive close together are spoken as one. */
export function Announcer({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState('');
  const waiting = useRef<string[]>([]);
  const lastMs = useRef(0);
  const timer = useRef<number | undefined>(undefined);

  const speak = useCallback(() => {
    timer.current = undefined;
    lastMs.current = Date.now();
    setSpoken(waiting.current.splice(0).join(' '));
  }, []);

  const announce = useCallback(
    (sentence: string) => {
      waiting.current.push(sentence);
      timer.current ??= window.setTimeout(speak, Math.max(50, lastMs.current + pauseMs - Date.now()));
    },
    [speak],
  );

  // A timer outlives its component unless it is told.
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <p className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </p>
    </AnnounceContext>
  );
}

/** Speaks a sentence to screen readers without moving focus. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
