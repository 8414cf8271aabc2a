import { languageOf } from '#client/app/language.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import { partyOf, stillOut } from '#shared/modules/lending/rules.ts';
import type { LoanDetail, LoanView } from '#shared/modules/lending/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { bothWords, type LendingWords } from './api.ts';
import styles from './Memo.module.css';
import { daysInWords, machinesInWords } from './Words.tsx';

type Step = LoanDetail['steps'][number];

export interface MemoProps {
  loan: LoanView;
  steps: readonly Step[];
  /** The step's place among the steps, from 1. */
  number: number;
}

interface Counts {
  asked: number;
  offered: number | null;
  handedOver: number | null;
  returned: number;
  damaged: number;
}

/** One page of paper on a step, in both languages, with room for two signatures. */
export function Memo({ loan, steps, number }: MemoProps) {
  const step = steps[number - 1];
  if (step === undefined) return null;
  const counts = countsAfter(loan, steps.slice(0, number));
  return (
    <article className={styles.sheet}>
      <div className={styles.halves}>
        {(['en', 'hi'] as const).map((language) => (
          <Half key={language} language={language} loan={loan} step={step} number={number} counts={counts} />
        ))}
      </div>
      <div className={styles.signatures}>
        {(['lender', 'asker'] as const).map((party) => (
          <div key={party} className={styles.signature}>
            {(['en', 'hi'] as const).map((language) => (
              <p key={language} lang={language}>
                <b>{bothWords[language].memo.signatures[party]}</b>
                <span>{bothWords[language].memo.signatures.line}</span>
              </p>
            ))}
          </div>
        ))}
      </div>
    </article>
  );
}

interface HalfProps {
  language: 'en' | 'hi';
  loan: LoanView;
  step: Step;
  number: number;
  counts: Counts;
}

function Half({ language, loan, step, number, counts }: HalfProps) {
  const words = bothWords[language];
  const { memo } = words;
  const asker = language === 'hi' ? loan.askerHi : loan.askerEn;
  const lender = `${words.lender}, ${words.division}`;
  const [from, to] = partyOf(step.step) === 'asker' ? [asker, lender] : [lender, asker];
  const exercise = language === 'hi' ? (loan.exerciseHi ?? loan.exerciseEn) : loan.exerciseEn;
  const { pool } = loan;
  const facts: [string, string][] = [
    [memo.from, from],
    [memo.to, to],
    [memo.date, formatInstant(step.at)],
    [memo.exercise, exercise ?? words.loan.noExercise],
    [memo.machines, machinesInWords(words, loan.asked, loan)],
    [memo.days, daysInWords(words, loan)],
    [memo.place, loan.place],
    ...(pool === null || counts.offered === null
      ? []
      : [[memo.kept, `${stateName(pool.stateCode, language)}, ${pool.model}`] satisfies [string, string]]),
    ...(step.note === '' ? [] : [[memo.note, step.note] satisfies [string, string]]),
  ];
  const says = memo.says[step.step];
  const isTyped = (name: string) => [memo.place, memo.note, memo.exercise].includes(name);
  return (
    <section className={styles.half} lang={language} aria-label={`${memo.heading}, ${words.steps[step.step]}`}>
      <p className={styles.letterhead}>{language === 'hi' ? step.bodyHi : step.bodyEn}</p>
      <p className={styles.reference}>
        {memo.heading} · {memo.reference} {loan.id.slice(-8).toUpperCase()} · {memo.number(formatCount(number))}
      </p>
      {loan.isSample ? <p className={styles.sample}>{memo.sampleNotice}</p> : null}
      <h2>{words.steps[step.step]}</h2>
      <p className={styles.says}>{typeof says === 'string' ? says : says(formatCount(step.count ?? 0))}</p>
      <dl className={styles.facts}>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd {...(isTyped(name) ? { lang: languageOf(fact) } : {})}>{fact}</dd>
          </div>
        ))}
      </dl>
      <Standing words={words} counts={counts} />
    </section>
  );
}

function Standing({ words, counts }: { words: LendingWords; counts: Counts }) {
  const { memo } = words;
  const hasGone = counts.handedOver !== null;
  const rows: [string, number | null][] = [
    [memo.counts.asked, counts.asked],
    [memo.counts.offered, counts.offered],
    [memo.counts.handedOver, counts.handedOver],
    [memo.counts.returned, hasGone ? counts.returned : null],
    [memo.counts.damaged, hasGone ? counts.damaged : null],
    [memo.counts.out, hasGone ? stillOut(counts) : null],
  ];
  return (
    <table className={styles.counts}>
      <caption>{memo.standing}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value === null ? words.notYet : formatCount(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The counts as they stood when these steps had been taken. */
function countsAfter(loan: LoanView, steps: readonly Step[]): Counts {
  const counts: Counts = { asked: loan.asked, offered: null, handedOver: null, returned: 0, damaged: 0 };
  for (const { step, count, damaged } of steps) {
    if (step === 'offer') counts.offered = count;
    if (step === 'hand_over') counts.handedOver = count;
    if (step === 'return') {
      counts.returned += count ?? 0;
      counts.damaged += damaged ?? 0;
    }
  }
  return counts;
}
