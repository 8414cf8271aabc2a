import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react';
import { DemonstrationBanner } from '#client/modules/national/DemonstrationBanner.tsx';
import { Announcer, useAnnounce } from '#client/ui/Announcer.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { Toasts } from '#client/ui/Toast.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { useAppWords } from './app-words.ts';
import { LanguageProvider, readLanguage } from './language.tsx';
import type { LiveState } from './live.ts';
import { Masthead } from './Masthead.tsx';
import styles from './Shell.module.css';
import { readerLanguage, useBoot, useSession } from './session.ts';

/** What stands around every page: language, masthead, notices, live stream, announcements. */
export function Shell() {
  const boot = useBoot();
  const session = useSession();
  const asked = useRouterState({
    select: ({ location }) => readLanguage(new URLSearchParams(location.searchStr).get('lang')),
  });
  // The page stands in the old language until the words of the new one have come; it never goes blank between them.
  const language = useDeferredValue(readerLanguage(asked, session, boot));

  // The document element is outside React's tree.
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <LanguageProvider language={language}>
      <Announcer>
        <Frame isDemonstration={boot?.isDemonstration ?? false} isSignedIn={session !== null} />
      </Announcer>
    </LanguageProvider>
  );
}

function Frame({ isDemonstration, isSignedIn }: { isDemonstration: boolean; isSignedIn: boolean }) {
  const words = useAppWords();
  const main = useRef<HTMLElement>(null);
  useRouteFocus(main);
  const live = useLive(isSignedIn);
  const { pathname: path, searchStr } = useRouterState({ select: ({ location }) => location });
  const today = new URLSearchParams(searchStr);
  const asOn = today.get('asOn');
  today.delete('asOn');
  const hasEnded = !isSignedIn && path !== '/login';

  return (
    <Toasts dismissWord={words.dismiss}>
      <a className={styles.skip} href="#main">
        {words.skip}
      </a>
      <Masthead />
      {isDemonstration && isSignedIn ? <DemonstrationBanner /> : null}
      <div className={styles.notices}>
        {live === 'lost' ? (
          <Notice tone="attention" role="status">
            {words.live.lost}
          </Notice>
        ) : null}
        {hasEnded ? (
          <Notice tone="problem" role="alert" actions={<PathLink to="/login">{words.signIn}</PathLink>}>
            {words.live.signedOut}
          </Notice>
        ) : null}
        {asOn !== null && path === '/national' ? (
          <Notice tone="attention">
            {words.pastDate(formatDate(asOn))} <a href={`?${today}`}>{words.pastDateLeave}</a>
          </Notice>
        ) : null}
      </div>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </Toasts>
  );
}

/** After a change of page the focus stands at its beginning and its title is spoken; a change of search moves nothing. */
function useRouteFocus(main: React.RefObject<HTMLElement | null>) {
  const router = useRouter();
  const announce = useAnnounce();
  // The router tells changes by subscription.
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return;
        main.current?.focus({ preventScroll: true });
        announce(document.title);
      }),
    [router, announce, main],
  );
}

/** Keeps the live stream open while somebody is signed in. */
function useLive(isSignedIn: boolean): LiveState {
  const words = useAppWords();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [state, setState] = useState<LiveState>('connecting');
  const wasLost = useRef(false);

  const handleState = useEffectEvent((next: LiveState) => {
    if (next === 'open' && wasLost.current) announce(words.live.back);
    wasLost.current = next === 'lost' || (wasLost.current && next !== 'open');
    setState(next);
  });

  // The stream is a connection to the outside that lives as long as the session, in whatever language it is read.
  useEffect(() => {
    if (!isSignedIn) return;
    const opening = openLater(queryClient, (next) => handleState(next));
    return () => opening.close();
  }, [isSignedIn, queryClient]);

  return state;
}

/** Loads the stream's code after the first paint, which does without it. */
function openLater(queryClient: QueryClient, onState: (state: LiveState) => void): { close: () => void } {
  const ending = new AbortController();
  void import('./live.ts').then(({ openLive }) => {
    if (!ending.signal.aborted) ending.signal.addEventListener('abort', openLive(queryClient, onState));
  });
  return { close: () => ending.abort() };
}
