import { useRouter } from '@tanstack/react-router';
import { type Capacity, isAllowed, reachOf } from '#shared/modules/people/permissions.ts';
import type { SessionView } from '#shared/modules/people/schema.ts';
import { PathLink } from '../ui/PathLink.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { type AppWords, useAppWords } from './app-words.ts';
import { useLanguage } from './language.tsx';
import styles from './Masthead.module.css';
import { useSession } from './session.ts';

type Entry = { word: keyof AppWords['nav']; path: string; isFor?: (capacity: Capacity) => boolean };

/** The navigation in order. An entry is shown when its path is in the route table and the capacity may read it. */
const entries: readonly Entry[] = [
  { word: 'desk', path: '/desk', isFor: ({ bodyKind }) => bodyKind !== 'eci' },
  { word: 'national', path: '/national' },
  {
    word: 'states',
    path: '/states',
    isFor: (capacity) => isAllowed(capacity, { object: 'stateProfile', act: 'read' }),
  },
  { word: 'timelines', path: '/timelines' },
  { word: 'actions', path: '/actions' },
  {
    word: 'rolls',
    path: '/metrics',
    isFor: (capacity) => isAllowed(capacity, { object: 'metricDefinition', act: 'read' }),
  },
  {
    word: 'audit',
    path: '/audit',
    isFor: (capacity) => reachOf(capacity, { object: 'auditLog', act: 'read' }) !== undefined,
  },
  { word: 'admin', path: '/admin', isFor: (capacity) => isAllowed(capacity, { object: 'users', act: 'read' }) },
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
  const shown = entries.filter(({ path, isFor }) => path in router.routesByPath && (isFor?.(session.capacity) ?? true));
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
  const router = useRouter();
  const { pathname, searchStr } = router.state.location;
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
