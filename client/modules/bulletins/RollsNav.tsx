import { useRouter, useRouterState } from '@tanstack/react-router';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useBulletinsWords } from './api.ts';
import styles from './RollsNav.module.css';

const entries = [
  { word: 'bulletins', path: '/rolls' },
  { word: 'units', path: '/rolls/units' },
  { word: 'outliers', path: '/rolls/outliers' },
  { word: 'gap', path: '/rolls/gap' },
  { word: 'trends', path: '/rolls/trends' },
  { word: 'metrics', path: '/metrics' },
] as const;

/** The pages of the Rolls part. An entry is shown once its path is in the route table. */
export function RollsNav() {
  const words = useBulletinsWords().nav;
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
