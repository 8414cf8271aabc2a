// Rolls, distances and verdicts in words, used by every part of the page.

import { useAppWords } from '#client/app/app-words.ts';
import { languageOf } from '#client/app/language.tsx';
import { kindOf } from '#client/modules/roll-health/api.ts';
import { type StatesWords, useStatesWords } from '#client/modules/states/api.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import type { GapMetric, RollView } from '#shared/modules/roll-gap/schema.ts';
import { dayOf, type RollGapWords, useRollGapWords } from './api.ts';
import styles from './Words.module.css';

/** `final roll`, `supplementary roll`, `previous local roll`: which of its rolls a total is of. */
export function stageText(words: StatesWords, { exerciseType, stage }: RollView): string {
  if (exerciseType === 'LS') return words.told.lokSabha;
  if (exerciseType === 'LOCAL' && stage === 'before') return words.told.localBefore;
  return words.told.stages[stage];
}

/** A total with what it is under it: stage, day, footprint. `isPlain`: the figure alone. */
export function Total(props: { roll: RollView; isPlain?: boolean; side?: 'start' | 'end' }) {
  const { roll, isPlain = false, side = 'end' } = props;
  const words = useRollGapWords();
  const appWords = useAppWords();
  const figure =
    roll.precision === 'rounded' ? `${words.chart.rough} ${formatCount(roll.electors)}` : formatCount(roll.electors);
  return (
    <span className={styles.total} data-side={side}>
      {roll.isSample ? (
        <SampleMark word={appWords.sample} hint={appWords.sampleHint}>
          {figure}
        </SampleMark>
      ) : (
        figure
      )}
      {isPlain ? null : (
        <span className={styles.under}>
          <RollName roll={roll} />
        </span>
      )}
    </span>
  );
}

/** Stage and day of a total; what the source says of the day is in the source's language. */
export function RollName({ roll }: { roll: RollView }) {
  const words = useRollGapWords();
  const statesWords = useStatesWords();
  const day = dayOf(roll);
  const note = roll.asOnNote ?? '';
  const part = roll.footprint === 'whole' ? '' : ` · ${words.partOnly[roll.footprint]}`;
  return (
    <>
      {stageText(statesWords, roll)} · {day === null ? null : <span className={styles.day}>{day}</span>}
      {day !== null ? null : note === '' ? statesWords.told.noDay : <span lang={languageOf(note)}>{note}</span>}
      {part}
    </>
  );
}

/** `+6.20` with a true sign either way. */
export function signed(value: number, decimals = 2): string {
  return `${value > 0 ? '+' : ''}${formatDecimal(value, decimals)}`;
}

/** LR-02 in words beside its shape: passes, fails, undecided, with the share. */
export function BoundMark({ bound }: { bound: GapMetric }) {
  const words = useRollGapWords();
  const appWords = useAppWords();
  if (bound.display === null) return appWords.none;
  return (
    <span className={styles.bound}>
      <span>{formatDecimal(bound.display, bound.decimals)}</span>
      <StatusMark kind={kindOf(bound.status)} word={verdictOf(words, bound)} />
    </span>
  );
}

function verdictOf(words: RollGapWords, { status }: GapMetric): string {
  if (status === 'red') return words.verdicts.failed;
  return status === 'green' ? words.verdicts.passed : words.verdicts.undecided;
}

const widest = 15;

/** Where the local roll lies to either side of the assembly roll: the band in the middle, neither side the better one. */
export function Swing({ percent, isSample }: { percent: number; isSample: boolean }) {
  const x = 50 + (Math.max(-widest, Math.min(widest, percent)) / widest) * 46;
  return (
    <svg className={styles.swing} viewBox="0 0 100 12" aria-hidden="true" data-sample={isSample}>
      <path className={styles.track} d="M2 6h96" />
      <rect className={styles.band} x={50 - (2 / widest) * 46} y="2" width={(4 / widest) * 46} height="8" />
      <path className={styles.middle} d="M50 1v10" />
      <path className={styles.reach} d={`M50 6H${x}`} />
      <circle cx={x} cy="6" r="3.2" />
    </svg>
  );
}
