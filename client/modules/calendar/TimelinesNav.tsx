import { useRouter, useRouterState } from '@tanstack/react-router';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useCalendarWords } from './api.ts';
import styles from './TimelinesNav.module.css';

const entries = [
  { word: 'timelines', path: '/timelines' },
  { word: 'calendar', path: '/calendar' },
  { word: 'conflicts', path: '/conflicts' },
] as const;

/** The pages of the Timelines part. An entry is shown once its path is in the route table. */
export function TimelinesNav() {
  const words = useCalendarWords().nav;
  const router = useRouter();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <nav className={styles.nav} aria-label={words.label}>
      <ul>
        {entries
          .filter(({ path }) => path in router.routesByPath)
          .map(({ word, path }) => (
            <li key={path}>
              <PathLink to={path} aria-current={pathname === path ? 'page' : undefined}>
                {words[word]}
              </PathLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
