import { useLanguage } from '#client/app/language.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import type { MetricVersionView, MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { limitText, type RollHealthWords, scopeText, useRollHealthWords } from './api.ts';
import styles from './MetricPage.module.css';

/** What the metric meant and where its limits lay, newest first: from which day, who set it, why, and what changed. */
export function Versions({ metric }: { metric: MetricView }) {
  const words = useRollHealthWords();
  return (
    <section className={styles.section} aria-labelledby="versions-title">
      <h2 id="versions-title">{words.versions.title}</h2>
      {metric.versions.length === 0 ? <p className={styles.note}>{words.versions.none}</p> : null}
      <ol className={styles.versions}>
        {metric.versions.map((version) => (
          <Version key={version.no} version={version} />
        ))}
      </ol>
    </section>
  );
}

function Version({ version }: { version: MetricVersionView }) {
  const words = useRollHealthWords();
  const language = useLanguage();
  const { no, stateCode, validFrom, recordedAt, origin, office, reason, standing } = version;
  const isRelease = origin === 'release';
  const where = stateCode === null ? '' : `${stateName(stateCode, language)} · `;
  return (
    <li>
      <h3>
        {where}
        {words.versions.heading(String(no), formatDate(validFrom))} <span>{words.versions.standings[standing]}</span>
      </h3>
      <p className={styles.by}>
        {isRelease
          ? words.versions.release
          : words.versions.set(office?.[language] ?? words.versions.anOffice, formatDate(recordedAt))}
      </p>
      {isRelease ? null : (
        <p>
          <q>{reason}</q>
        </p>
      )}
      <ul>
        {differencesOf(words, version).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </li>
  );
}

/** `intensive revision: attention above 9, was above 8`. */
function differencesOf(words: RollHealthWords, version: MetricVersionView): string[] {
  const { changes, isFormulaChanged } = version;
  const limits = changes.map(({ before, after, ...scope }) => {
    const say = words.versions;
    const parts = (['amber', 'red'] as const).flatMap((colour) => {
      const [was, is] = [limitText(words, before?.[colour]), limitText(words, after?.[colour])];
      return was === is ? [] : [say.changed(say.colours[colour], is, was)];
    });
    return say.at(scopeText(words, scope), parts.length === 0 ? say.sourceOnly : parts.join('; '));
  });
  return isFormulaChanged ? [words.versions.formulaChanged, ...limits] : limits;
}
