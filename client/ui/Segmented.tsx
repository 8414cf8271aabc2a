import { PathLink } from './PathLink.tsx';
import styles from './Segmented.module.css';

export interface Segment {
  key: string;
  label: string;
  to: string;
}

/** A switch between views of one page. Each view has an address, so the segments are links and work before the script. */
export function Segmented({
  label,
  segments,
  current,
}: {
  label: string;
  segments: readonly Segment[];
  current: string;
}) {
  return (
    <nav className={styles.segmented} aria-label={label}>
      <ul className={styles.list}>
        {segments.map((segment) => (
          <li key={segment.key} className={styles.item}>
            <PathLink
              to={segment.to}
              isSwitch
              className={styles.segment}
              {...(segment.key === current ? { 'aria-current': 'true' as const } : {})}
            >
              {segment.label}
            </PathLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
