import { findingPath } from '#client/modules/radar/api.ts';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { messageOf, ruleNames } from '#shared/modules/radar/catalogue.ts';
import type { RadarInput } from '#shared/modules/radar/rules.ts';
import type { Finding, Outcome } from '#shared/modules/radar/schema.ts';
import { type Comparison, type Difference, isStated, sides } from '#shared/modules/what-if/rules-compare.ts';
import { useNames, useWhatIfWords } from './api.ts';
import type { Plan, Tools } from './Bench.tsx';
import styles from './FindingLists.module.css';
import { FindingSuggestion } from './FindingSuggestion.tsx';
import { FindingWorking } from './FindingWorking.tsx';

interface FindingListsProps {
  comparison: Comparison;
  plans: readonly Plan[];
  isTried: boolean;
  /** Found on the dates in force: these have a page. */
  before: readonly Finding[];
  /** The plan that is tried. */
  input: RadarInput;
  tools: Tools;
}

/** What the plan gains, loses and changes; then what stays. */
export function FindingLists({ comparison, plans, isTried, before, input, tools }: FindingListsProps) {
  const words = useWhatIfWords();
  const { differences, kept } = comparison;
  const known = new Set(before.map(({ id }) => id));
  const unchecked = differences.filter(({ finding, before: was }) => isUnchecked(finding, was));
  const told = differences.filter((difference) => !unchecked.includes(difference));
  const shared = { plans, known, input, tools };
  return (
    <section className={styles.section} aria-labelledby="findings-title">
      <h2 id="findings-title">{words.findings.title}</h2>
      {isTried ? null : <p className={styles.quiet}>{words.findings.nothingTried}</p>}
      {isTried && differences.length === 0 ? <p className={styles.quiet}>{words.findings.none}</p> : null}
      {sides.map((side) => {
        const own = told.filter((difference) => difference.side === side);
        if (own.length === 0) return null;
        return (
          <section key={side} aria-label={words.findings.sides[side](formatCount(own.length))}>
            <h3 className={styles.side}>{words.findings.sides[side](formatCount(own.length))}</h3>
            <List differences={own} {...shared} />
          </section>
        );
      })}
      {unchecked.length === 0 ? null : (
        <details className={styles.fold}>
          <summary>{words.findings.unchecked(formatCount(unchecked.length))}</summary>
          <List differences={unchecked} {...shared} />
        </details>
      )}
      {kept.length === 0 ? null : (
        <details className={styles.fold}>
          <summary>{words.findings.kept(formatCount(kept.length))}</summary>
          <List differences={kept.map((finding) => ({ side: 'other', finding, before: finding }))} {...shared} />
        </details>
      )}
    </section>
  );
}

/** Neither before nor after could the rule be asked. */
function isUnchecked(finding: Finding, was: Finding | null): boolean {
  return finding.outcome === 'cannot_evaluate' && (was === null || was.outcome === 'cannot_evaluate');
}

interface ListProps extends Pick<FindingListsProps, 'plans' | 'input' | 'tools'> {
  differences: readonly Difference[];
  known: ReadonlySet<string>;
}

function List({ differences, known, ...shared }: ListProps) {
  return (
    <ul className={styles.list}>
      {differences.map((difference) => (
        <Item
          key={difference.finding.id}
          difference={difference}
          isKnown={known.has(difference.finding.id)}
          {...shared}
        />
      ))}
    </ul>
  );
}

const kinds: Record<Outcome, StatusKind> = {
  critical: 'actNow',
  high: 'attention',
  medium: 'info',
  info: 'notApplicable',
  cannot_evaluate: 'noFigure',
};

interface ItemProps extends Omit<ListProps, 'differences' | 'known'> {
  difference: Difference;
  isKnown: boolean;
}

function Item({ difference, isKnown, plans, input, tools }: ItemProps) {
  const words = useWhatIfWords();
  const names = useNames();
  const { finding, before, side } = difference;
  const rule = `${finding.rule} ${ruleNames[finding.rule][names.language]}`;
  const nameOf = (id: string) => plans.find(({ exercise }) => exercise.id === id)?.name ?? id;
  const hasMoved = before !== null && before.outcome !== finding.outcome;
  return (
    <li className={styles.item} data-side={side}>
      <p className={styles.meta}>
        <StatusMark kind={kinds[finding.outcome]} word={words.findings.outcomes[finding.outcome]} />
        {hasMoved ? <span>{words.findings.was(words.findings.outcomes[before.outcome])}</span> : null}
        <span>{rule}</span>
        {finding.isDraft ? <span>{words.findings.draft}</span> : null}
        {finding.isSample ? <SampleMark word={words.findings.sample} hint={words.findings.sampleHint} /> : null}
      </p>
      <p className={isStated(finding) ? undefined : styles.apart}>{messageOf(finding, nameOf, names.language)}</p>
      <div className={styles.more}>
        <FindingWorking finding={finding} label={words.findings.workingOf(rule)} nameOf={nameOf} />
        {side === 'lost' ? null : (
          // What was found holds for one plan only.
          <FindingSuggestion
            key={JSON.stringify(tools.changes)}
            finding={finding}
            input={input}
            tools={tools}
            nameOf={nameOf}
          />
        )}
        {isKnown ? <PathLink to={findingPath(finding.id)}>{words.findings.open}</PathLink> : null}
      </div>
    </li>
  );
}
