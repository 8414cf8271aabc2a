import { useNavigate } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { findingStatuses, type ListFindings, leadFilters, ruleIds, severities } from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { pathOf, readFilter, useConflictWords } from './api.ts';
import styles from './FindingFilters.module.css';
import { useNames } from './Words.tsx';

type Key = 'state' | 'rule' | 'severity' | 'body' | 'answer' | 'lead';

/** What is listed, by State, rule, severity, owner, answer and lead days; the address carries it. */
export function FindingFilters({ filter }: { filter: ListFindings }) {
  const words = useConflictWords();
  const names = useNames();
  const language = useLanguage();
  const navigate = useNavigate();
  const all = { value: '', label: words.all };
  const { stateCode, rule, severity, bodyId, status, lead } = filter;

  function choose(key: Key, value: string) {
    const chosen = { state: stateCode, rule, severity, body: bodyId, answer: status, lead, [key]: value };
    void navigate({ href: pathOf(readFilter(chosen)), replace: true, resetScroll: false });
  }

  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={words.state}
        value={stateCode ?? ''}
        options={[
          all,
          ...states.map(({ code, nameEn, nameHi }) => ({ value: code, label: language === 'hi' ? nameHi : nameEn })),
        ]}
        onChange={(event) => choose('state', event.target.value)}
      />
      <Choice
        label={words.severity}
        value={severity ?? ''}
        options={[all, ...severities.map((each) => ({ value: each, label: words.severities[each] }))]}
        onChange={(event) => choose('severity', event.target.value)}
      />
      <Choice
        label={words.lead}
        value={lead ?? ''}
        options={[all, ...leadFilters.map((each) => ({ value: each, label: words.leads[each] }))]}
        onChange={(event) => choose('lead', event.target.value)}
      />
      <Choice
        label={words.rule}
        value={rule ?? ''}
        options={[all, ...ruleIds.map((each) => ({ value: each, label: `${each} ${names.rule(each)}` }))]}
        onChange={(event) => choose('rule', event.target.value)}
      />
      <Choice
        label={words.owner}
        value={bodyId ?? ''}
        options={[all, ...useOwners(bodyId)]}
        onChange={(event) => choose('body', event.target.value)}
      />
      <Choice
        label={words.status}
        value={status ?? ''}
        options={[all, ...findingStatuses.map((each) => ({ value: each, label: words.statuses[each] }))]}
        onChange={(event) => choose('answer', event.target.value)}
      />
      {pathOf(filter) === '/conflicts' ? null : (
        <p className={styles.clear}>
          <PathLink to="/conflicts" isSwitch>
            {words.clear}
          </PathLink>
        </p>
      )}
    </form>
  );
}

/** The reader's own office, and whichever the address names. */
function useOwners(chosen: string | undefined): { value: string; label: string }[] {
  const words = useConflictWords();
  const language = useLanguage();
  const capacity = useSession()?.capacity;
  const owners: { value: string; label: string }[] = [];
  if (capacity !== undefined && capacity.bodyKind !== 'eci') {
    const name = language === 'hi' ? capacity.bodyNameHi : capacity.bodyNameEn;
    owners.push({ value: capacity.bodyId, label: words.myOffice(name) });
  }
  if (chosen !== undefined && !owners.some(({ value }) => value === chosen))
    owners.push({ value: chosen, label: chosen });
  return owners;
}
