import { useRouter, useRouterState } from '@tanstack/react-router';
import { PathLink } from '#client/ui/PathLink.tsx';
import type { SessionView } from '#shared/modules/people/schema.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { type AppWords, useAppWords } from './app-words.ts';
import { useLanguage } from './language.tsx';
import styles from './Masthead.module.css';
import { useSession } from './session.ts';

type Entry = { word: keyof AppWords['nav']; path: string; isFor: (session: SessionView) => boolean };

/** The navigation in order. An entry is shown when its path is in the route table and the capacity may read it. */
const entries: readonly Entry[] = [
  { word: 'desk', path: '/desk', isFor: ({ capacity }) => capacity.bodyKind !== 'eci' },
  { word: 'national', path: '/national', isFor: ({ can }) => can.figures },
  { word: 'states', path: '/states', isFor: ({ can }) => can.figures },
  { word: 'timelines', path: '/timelines', isFor: ({ can }) => can.figures },
  { word: 'conflicts', path: '/conflicts', isFor: ({ can }) => can.figures },
  { word: 'logistics', path: '/logistics', isFor: ({ can }) => can.figures },
  { word: 'actions', path: '/actions', isFor: ({ can }) => can.figures },
  { word: 'rolls', path: '/rolls', isFor: ({ can }) => can.figures },
  // Who may read no figure may still read what they mean.
  { word: 'rolls', path: '/metrics', isFor: ({ can }) => can.metrics && !can.figures },
  { word: 'audit', path: '/audit', isFor: ({ can }) => can.audit !== 'none' },
  { word: 'accounts', path: '/admin', isFor: ({ can }) => can.people },
];

export function Masthead() {
  const language = useLanguage();
  const session = useSession();
  return (
    <header className={styles.masthead}>
      <div className={styles.inner}>
        <PathLink to="/" className={styles.name}>
          <span className={styles.mark} lang="hi">
            समन्वय
          </span>
          <span className={styles.latin} lang="en">
            Samanvay
          </span>
        </PathLink>
        {session === null ? null : <Navigation session={session} />}
        <div className={styles.aside}>
          <LanguageSwitch to={language === 'hi' ? 'en' : 'hi'} />
          {session === null ? null : <AccountMenu session={session} />}
        </div>
      </div>
    </header>
  );
}

function Navigation({ session }: { session: SessionView }) {
  const words = useAppWords();
  const router = useRouter();
  const shown = entries.filter(({ path, isFor }) => path in router.routesByPath && isFor(session));
  return (
    <nav className={styles.navigation} aria-label={words.mainNavigation}>
      <ul>
        {shown.map(({ word, path }) => (
          <li key={path}>
            <PathLink to={path}>{words.nav[word]}</PathLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The other language, in its own script. The same page, the same filters. */
function LanguageSwitch({ to }: { to: 'en' | 'hi' }) {
  const words = useAppWords();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const searchStr = useRouterState({ select: ({ location }) => location.searchStr });
  const search = new URLSearchParams(searchStr);
  search.set('lang', to);
  return (
    <PathLink
      to={`${pathname}?${search}`}
      isSwitch
      className={styles.language}
      lang={to}
      hrefLang={to}
      title={words.otherLanguageHint}
    >
      {words.otherLanguage}
    </PathLink>
  );
}
