import { useRouter, useRouterState } from '@tanstack/react-router';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useLogisticsWords } from './api.ts';
import styles from './LogisticsNav.module.css';

const entries = [
  { word: 'board', path: '/logistics' },
  { word: 'positions', path: '/logistics/positions' },
  { word: 'lending', path: '/logistics/requests' },
  { word: 'capacity', path: '/logistics/capacity' },
  { word: 'figures', path: '/logistics/figures' },
  { word: 'settings', path: '/logistics/settings' },
] as const;

/** The pages of the Logistics part. An entry is shown once its path is in the route table. */
export function LogisticsNav() {
  const words = useLogisticsWords().nav;
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
