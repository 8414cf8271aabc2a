import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { type AuditQuery, commandNames } from '#shared/modules/audit/schema.ts';
import { stateName, states } from '#shared/modules/states/directory.ts';
import { AuditEntry } from './AuditEntry.tsx';
import styles from './AuditPage.module.css';
import { auditQuery, readAuditSearch, useAuditWords } from './api.ts';

/** The log of every change: who, in which office, when, what, and from what to what. */
export function AuditPage() {
  const words = useAuditWords();
  const query = readAuditSearch(useSearch({ from: '/signed-in/audit' }));
  const { data } = useSuspenseQuery(auditQuery(query));
  const isFiltered = query.command !== undefined || query.stateCode !== undefined;
  useTitle(words.title);
  return (
    <>
      <header className={styles.header}>
        <h1>{words.heading}</h1>
        <Reach />
        <p>
          {words.chain} {words.verify} <code lang="en">npm run audit:verify</code> {words.verifyAfter}
        </p>
      </header>
      <Filters query={query} />
      {data.entries.length === 0 ? (
        <EmptyFace title={words.empty}>
          <p>{words.emptyHint}</p>
          {isFiltered || query.before !== undefined ? <PathLink to="/audit">{words.showAll}</PathLink> : null}
        </EmptyFace>
      ) : (
        <ol className={styles.entries} aria-label={words.list}>
          {data.entries.map((entry) => (
            <li key={entry.seq}>
              <AuditEntry entry={entry} />
            </li>
          ))}
        </ol>
      )}
      <Pages query={query} next={data.next} />
    </>
  );
}

function Reach() {
  const words = useAuditWords();
  const language = useLanguage();
  const session = useSession();
  if (session === null) return null;
  const { capacity, can } = session;
  const isAll = can.audit === 'all';
  return (
    <p>{isAll ? words.reachAll : words.reachOwn(language === 'hi' ? capacity.bodyNameHi : capacity.bodyNameEn)}</p>
  );
}

function Filters({ query }: { query: AuditQuery }) {
  const words = useAuditWords();
  const language = useLanguage();
  const navigate = useNavigate();

  function choose(change: { command?: string; state?: string }) {
    const next = { command: query.command ?? '', state: query.stateCode ?? '', ...change };
    const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
    void navigate({ to: '/audit', search: kept, replace: true, resetScroll: false });
  }

  return (
    <fieldset className={styles.filters}>
      <legend className="visually-hidden">{words.filters}</legend>
      <Choice
        label={words.command}
        value={query.command ?? ''}
        options={[
          { value: '', label: words.allCommands },
          ...commandNames.map((value) => ({ value, label: words.commands[value] })),
        ]}
        onChange={(event) => choose({ command: event.target.value })}
      />
      <Choice
        label={words.state}
        value={query.stateCode ?? ''}
        options={[
          { value: '', label: words.allStates },
          ...states.map(({ code }) => ({ value: code, label: stateName(code, language) })),
        ]}
        onChange={(event) => choose({ state: event.target.value })}
      />
    </fieldset>
  );
}

function Pages({ query, next }: { query: AuditQuery; next: number | null }) {
  const words = useAuditWords();
  if (next === null && query.before === undefined) return null;
  return (
    <nav className={styles.pages} aria-label={words.pages}>
      {query.before === undefined ? null : <PathLink to={pathOf(query, null)}>{words.newest}</PathLink>}
      {next === null ? null : <PathLink to={pathOf(query, next)}>{words.older}</PathLink>}
    </nav>
  );
}

function pathOf({ command, stateCode }: AuditQuery, before: number | null): string {
  const search = new URLSearchParams();
  if (command !== undefined) search.set('command', command);
  if (stateCode !== undefined) search.set('state', stateCode);
  if (before !== null) search.set('before', String(before));
  return search.size === 0 ? '/audit' : `/audit?${search}`;
}
