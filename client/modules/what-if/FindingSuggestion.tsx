import { useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { ruleNames } from '#shared/modules/radar/catalogue.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import { type Suggestion, suggestDay } from '#shared/modules/radar/rules-suggest.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';
import { putShift } from '#shared/modules/what-if/rules.ts';
import { layOutChange } from '#shared/modules/what-if/rules-try.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Tools } from './Bench.tsx';
import styles from './FindingLists.module.css';

interface FindingSuggestionProps {
  finding: Finding;
  /** The plan that is tried. */
  input: RadarInput;
  tools: Tools;
  nameOf: (exerciseId: string) => string;
}

/** The earliest poll day on which this one rule no longer gives critical or high, found when asked for. */
export function FindingSuggestion({ finding, input, tools, nameOf }: FindingSuggestionProps) {
  const words = useWhatIfWords();
  const [found, setFound] = useState<Suggestion | null>(null);
  const isOffered = ['C01', 'C06', 'C07', 'C12'].includes(finding.rule);
  if (!isOffered || (finding.outcome !== 'critical' && finding.outcome !== 'high')) return null;
  if (found === null) {
    return (
      <Button look="quiet" onClick={() => setFound(suggestDay(input, finding))}>
        {words.findings.suggest}
      </Button>
    );
  }
  return (
    <div className={styles.suggestion} role="status">
      <Answer found={found} tools={tools} nameOf={nameOf} />
    </div>
  );
}

function Answer({ found, tools, nameOf }: { found: Suggestion } & Pick<FindingSuggestionProps, 'tools' | 'nameOf'>) {
  const words = useWhatIfWords();
  const { language } = useNames();
  if (found.kind === 'not_offered') return <p>{words.earliest.notOffered[found.why]}</p>;

  function put(exerciseId: string, days: number) {
    const next = putShift(tools.input, tools.changes, { exerciseId, days, layOut: layOutChange });
    tools.onSettle(next, words.earliest.put, '');
  }

  return (
    <>
      <p>
        <b>
          {nameOf(found.exerciseId)}:{' '}
          {found.kind === 'none'
            ? words.earliest.noneOne
            : words.earliest.foundOne(formatDate(found.day), formatCount(found.days))}
        </b>
      </p>
      <ul>
        {found.refused.map(({ from, to, because }) => (
          <li key={from}>
            {from === to ? formatDate(from) : words.earliest.stretch(formatDate(from), formatDate(to))}:{' '}
            {because
              .map(({ rule, outcome }) => `${rule} ${ruleNames[rule][language]}, ${words.findings.outcomes[outcome]}`)
              .join('; ')}
          </li>
        ))}
      </ul>
      {found.kind === 'none' || found.days === 0 ? null : (
        <Button onClick={() => put(found.exerciseId, found.days)}>{words.earliest.put}</Button>
      )}
    </>
  );
}
