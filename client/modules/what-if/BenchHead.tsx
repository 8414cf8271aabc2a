import { languageOf } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import { states } from '#shared/modules/states/directory.ts';
import { isOpen } from '#shared/modules/what-if/rules.ts';
import { countSides } from '#shared/modules/what-if/rules-compare.ts';
import type { Tried } from '#shared/modules/what-if/rules-try.ts';
import { useNames, useWhatIfWords, type WhatIfWords } from './api.ts';
import type { BenchProps, Plan, Tools } from './Bench.tsx';
import styles from './BenchHead.module.css';

interface BenchHeadProps extends BenchProps, Pick<Tools, 'onSettle'> {
  plans: readonly Plan[];
  tried: Tried;
}

/** What the plan does, in one sentence, and what is tried. */
export function BenchHead({ view, chosen, plans, tried, shared, onChoose, onSettle }: BenchHeadProps) {
  const words = useWhatIfWords();
  const names = useNames();
  const toast = useToast();
  const { stateCode, today } = view.sandbox;
  const { rows, problems } = tried.applied;
  const { differences } = tried.comparison;
  const counts = countSides(differences);
  const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const state = names.state(stateCode);

  async function copyLink() {
    await navigator.clipboard.writeText(window.location.href);
    toast({ tone: 'done', text: words.copied });
  }

  return (
    <header className={styles.header}>
      <p className={styles.eyebrow}>
        <PathLink to="/conflicts">{words.back}</PathLink> · {words.title}
      </p>
      <h1>
        {rows.length === 0
          ? words.findingNone(state)
          : words.finding(state, formatCount(rows.length), tallyOf(words, counts))}
      </h1>
      <p className={styles.facts}>
        {differences.length === counted ? null : <span>{words.apart(formatCount(differences.length - counted))}</span>}
        <span>{words.asOn(formatDate(today))}</span>
      </p>
      <p className={styles.intro}>{words.intro}</p>
      {shared === undefined ? null : <Reading shared={shared} />}
      <div className={styles.choices}>
        <Choice
          label={words.state}
          value={stateCode}
          options={states.map(({ code }) => ({ value: String(code), label: names.state(code) }))}
          onChange={(event) =>
            onChoose({ state: event.target.value, exercise: undefined, shared: undefined, changes: [] }, false)
          }
        />
        <Choice
          label={words.exercise}
          value={chosen.exercise ?? (chosen.past ? '*' : '')}
          options={[{ value: '', label: words.all }, { value: '*', label: words.allPast }, ...optionsOf(plans, today)]}
          onChange={(event) => {
            const { value } = event.target;
            const isOne = value !== '' && value !== '*';
            onChoose({ exercise: isOne ? value : undefined, past: value === '*' }, true);
          }}
        />
        <div className={styles.actions}>
          {rows.length + problems.length === 0 ? null : (
            <>
              <Button onClick={() => onSettle([], words.startOver, '')}>{words.startOver}</Button>
              <Button look="quiet" onClick={() => void copyLink()}>
                {words.copyLink}
              </Button>
              <Button look="quiet" onClick={() => window.print()}>
                {words.print}
              </Button>
            </>
          )}
        </div>
      </div>
      {chosen.unread === 0 ? null : <Notice tone="attention">{words.unread(formatCount(chosen.unread))}</Notice>}
      {problems.map(({ change, reason }) => (
        <Notice key={JSON.stringify(change)} tone="attention">
          {words.problems[reason](
            'milestone' in change ? `${change.exerciseId}, ${names.milestone(change.milestone)}` : change.exerciseId,
          )}
        </Notice>
      ))}
    </header>
  );
}

function Reading({ shared }: { shared: NonNullable<BenchProps['shared']> }) {
  const words = useWhatIfWords();
  const names = useNames();
  const body = names.body({ nameEn: shared.bodyNameEn, nameHi: shared.bodyNameHi });
  return (
    <Notice tone="fact" title={words.shared.reading(body, formatInstant(shared.sharedAt))}>
      <span lang={languageOf(shared.note)}>{shared.note}</span>
    </Notice>
  );
}

/** Exercises ahead first, then the past ones; each in the order of the record. */
function optionsOf(plans: readonly Plan[], today: string) {
  const ahead = plans.filter(({ exercise }) => isOpen(exercise, today));
  const rest = plans.filter((plan) => !ahead.includes(plan));
  return [...ahead, ...rest].map(({ exercise, name }) => ({ value: exercise.id, label: name }));
}

/** `findings: 2 gained, 1 lost`, or that none changes. */
export function tallyOf(words: WhatIfWords, counts: ReturnType<typeof countSides>): string {
  const told = (['gained', 'lost', 'worse', 'eased', 'other', 'unclear'] as const)
    .filter((side) => counts[side] > 0)
    .map((side) => words.parts[side](formatCount(counts[side])));
  return told.length === 0 ? words.noneChanged : words.findingParts(told.join(', '));
}
