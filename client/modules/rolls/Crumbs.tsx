import { languageOf } from '#client/app/language.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useRollsWords } from './api.ts';
import styles from './Crumbs.module.css';

export interface Crumb {
  name: string;
  /** Absent for the area the page is about. */
  to?: string;
}

/** India › State › district › constituency: the way here and the way back. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const words = useRollsWords();
  return (
    <nav className={styles.crumbs} aria-label={words.crumbs}>
      <ol>
        {crumbs.map(({ name, to }) => (
          <li key={name} lang={languageOf(name)}>
            {to === undefined ? <span aria-current="location">{name}</span> : <PathLink to={to}>{name}</PathLink>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
