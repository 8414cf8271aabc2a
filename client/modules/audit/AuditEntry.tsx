import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { states as statesEn } from '#client/messages/en/states.ts';
import { states as statesHi } from '#client/messages/hi/states.ts';
import { formatCount, type Language } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant, isIsoDate, isPeriod } from '#shared/kernel/time.ts';
import { type FieldChange, listChanges } from '#shared/modules/audit/rules.ts';
import { measures } from '#shared/modules/roll-health/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import styles from './AuditEntry.module.css';
import { type AuditRow, type AuditWords, useAuditWords } from './api.ts';

const shortHash = 12;
const plainGroups: ReadonlySet<string> = new Set(['cells', 'counts', 'header']);

/** One entry of the log: what was done, by whom in which office, when, and each field from what to what. */
export function AuditEntry({ entry }: { entry: AuditRow }) {
  const words = useAuditWords();
  const language = useLanguage();
  const number = formatCount(entry.seq);
  const place = entry.stateCode === null ? '' : ` · ${stateName(entry.stateCode, language)}`;
  return (
    <article className={styles.entry} aria-labelledby={`entry-${entry.seq}`}>
      <div className={styles.head}>
        <h2 id={`entry-${entry.seq}`}>
          {wordFor(words.commands, entry.command)}
          <span>{place}</span>
        </h2>
        <p className={styles.meta}>
          {words.number(number)} · {words.hash}{' '}
          <code title={entry.hash} lang="en">
            {entry.hash.slice(0, shortHash)}
          </code>
        </p>
      </div>
      <p className={styles.who}>
        <time dateTime={entry.at}>{formatInstant(entry.at)}</time> · <Author entry={entry} />
      </p>
      <Changes entry={entry} number={number} />
    </article>
  );
}

function Author({ entry: { personName, role, bodyId } }: { entry: AuditRow }) {
  const words = useAuditWords();
  const appWords = useAppWords();
  const language = useLanguage();
  if (personName === null) return words.byMachine;
  const office = bodyId === null ? '' : officeText(words, bodyId, language);
  return words.by(personName, role === null ? '' : wordFor(appWords.roles, role), office);
}

/** The office behind a body's id. */
function officeText(words: AuditWords, bodyId: string, language: Language): string {
  const { offices } = words;
  switch (bodyId) {
    case 'ECI':
      return offices.eci;
    case 'SEC-UT':
      return offices.secUt;
    case 'SEC-DL-CH':
      return offices.secDelhi;
    default: {
      const name = stateName(bodyId.slice(4), language);
      return bodyId.startsWith('CEO-') ? offices.ceo(name) : offices.sec(name);
    }
  }
}

function Changes({ entry, number }: { entry: AuditRow; number: string }) {
  const words = useAuditWords();
  const say = useFieldWords();
  const changes = listChanges(entry.before, entry.after).toSorted((a, b) => placeOf(a) - placeOf(b));
  if (changes.length === 0) return <p className={styles.none}>{words.noChanges}</p>;
  return (
    <table className={styles.changes}>
      <caption className="visually-hidden">{words.changesOf(number)}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path.join('.')}>
            <th scope="row">{say.field(change.path)}</th>
            <td className={styles.before}>
              {change.before === undefined ? (
                <>
                  <span aria-hidden="true">—</span>
                  <span className="visually-hidden">{words.absent}</span>
                </>
              ) : (
                say.value(change, 'before')
              )}
            </td>
            <td className={styles.after}>
              <span aria-hidden="true">→{'\u00a0'}</span>
              {say.value(change, 'after')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Counts in the order of the forms, after all else. */
function placeOf({ path }: FieldChange): number {
  return measures.findIndex((measure) => measure === path.at(-1));
}

/** Names and values of fields in words: counts grouped, days as written here, codes of roles and statuses spelt out. */
function useFieldWords() {
  const words = useAuditWords();
  const appWords = useAppWords();
  const measureWords = useWords({ en: statesEn, hi: statesHi }).measures;
  const language = useLanguage();

  function field(path: readonly string[]): string {
    const names: Readonly<Record<string, string>> = { ...measureWords, ...words.fields };
    // The groups of a form go without saying; a note is told from the figure it is about.
    const shown = path.length > 1 && plainGroups.has(path[0] ?? '') ? path.slice(1) : path;
    return shown.map((name) => names[name] ?? name).join(' · ');
  }

  function value({ path, ...sides }: FieldChange, side: 'before' | 'after'): string {
    const held = sides[side];
    const name = path.at(-1) ?? '';
    if (held === undefined) return words.absent;
    if (held === null || held === '') return words.blank;
    if (typeof held === 'boolean') return held ? words.yes : words.no;
    if (typeof held === 'number') return formatCount(held);
    if (typeof held !== 'string') return JSON.stringify(held);
    if (name === 'role') return wordFor(appWords.roles, held);
    if (name === 'bodyId') return officeText(words, held, language);
    if (isIsoDate(held)) return formatDate(held);
    if (isPeriod(held)) return `${held.slice(5)}-${held.slice(0, 4)}`;
    const known: Readonly<Record<string, string>> = words.values;
    return path.includes('notes') ? held : (known[held] ?? held);
  }

  return { field, value };
}
