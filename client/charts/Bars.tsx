import { useId } from 'react';
import styles from './Bars.module.css';

export interface Bar {
  key: string;
  label: string;
  /** The length, in any unit shared by all bars; null when there is no figure. */
  value: number | null;
  /** The value in words. */
  text: string;
  tone?: 'strong' | 'soft' | 'other';
  isSample?: boolean;
}

export interface BarsProps {
  /** The finding, as the chart's title. */
  title: string;
  /** One sentence for those who do not see it. */
  summary: string;
  bars: readonly Bar[];
}

/** Horizontal bars from zero, each with its label and its number: a list, so that it reads as its own table. */
export function Bars({ title, summary, bars }: BarsProps) {
  const titleId = useId();
  const longest = Math.max(...bars.map(({ value }) => value ?? 0), 0);
  return (
    <figure className={styles.bars} aria-labelledby={titleId}>
      <figcaption>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      <ul className={styles.list}>
        {bars.map((bar) => (
          <li key={bar.key} className={styles.line} data-sample={bar.isSample ?? false}>
            <span className={styles.label}>{bar.label}</span>
            <svg className={styles.track} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              {bar.value === null || longest === 0 ? (
                <path d="M0 5h100" />
              ) : (
                <rect data-tone={bar.tone ?? 'strong'} width={(bar.value / longest) * 100} height="10" />
              )}
            </svg>
            <span className={styles.text}>{bar.text}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
