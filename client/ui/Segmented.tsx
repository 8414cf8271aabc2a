import { PathLink } from './PathLink.tsx';
import styles from './Segmented.module.css';

export interface Segment {
  key: string;
  label: string;
  to: string;
}

export interface SegmentedProps {
  label: string;
  segments: readonly Segment[];
  current: string;
  /** Told at the press, before the address has changed, for a page that can show the view at once. */
  onPress?: (key: string) => void;
}

/** A switch between views of one page. Each view has an address, so the segments are links and work before the script. */
export function Segmented({ label, segments, current, onPress }: SegmentedProps) {
  return (
    <nav className={styles.segmented} aria-label={label}>
      <ul className={styles.list}>
        {segments.map((segment) => (
          <li key={segment.key} className={styles.item}>
            <PathLink
              to={segment.to}
              isSwitch
              className={styles.segment}
              onPress={onPress === undefined ? undefined : () => onPress(segment.key)}
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
