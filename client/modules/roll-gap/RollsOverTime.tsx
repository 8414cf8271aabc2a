import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Line, TwoLines } from '#client/charts/TwoLines.tsx';
import { type StatesWords, useStatesWords } from '#client/modules/states/api.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatChange, formatCompact, formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { GapView, RollView } from '#shared/modules/roll-gap/schema.ts';
import { dayOf, type RollGapWords, useRollGapWords } from './api.ts';
import styles from './RollsOverTime.module.css';
import { RollName, signed, stageText, Total } from './Words.tsx';

/** Both rolls over time on one axis, their distance at the end, and every total with its day, qualifying date and source. */
export function RollsOverTime({ view }: { view: GapView }) {
  const words = useRollGapWords();
  const statesWords = useStatesWords();
  const language = useLanguage();
  const dated = view.rolls.filter(({ asOn }) => asOn !== null);
  const days = dated.flatMap(({ asOn }) => asOn ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const newest = view.pairs.find(({ isNewest }) => isNewest);
  const undated = view.rolls.length - dated.length;
  const lines = [lineOf(words, statesWords, dated, 'local'), lineOf(words, statesWords, dated, 'assembly')] as const;
  return (
    <div className={styles.picture}>
      {first === undefined || last === undefined ? null : (
        <TwoLines
          title={titleOf(words, view)}
          summary={[
            words.chart.summary(formatCount(dated.length), formatDate(first), formatDate(last)),
            ...(undated === 0 ? [] : [words.chart.undated(formatCount(undated))]),
          ].join(' ')}
          scrollLabel={words.chart.scroll}
          lines={lines}
          distance={
            newest?.difference == null || newest.gap.display === null
              ? null
              : `${formatChange(newest.difference)} (${signed(newest.gap.display, newest.gap.decimals)} %)`
          }
          axisText={(value) => formatCompact(value, language)}
        />
      )}
      <RollTable rolls={view.rolls} />
    </div>
  );
}

function lineOf(
  words: RollGapWords,
  statesWords: StatesWords,
  dated: readonly RollView[],
  rollType: RollView['rollType'],
): Line {
  const points = dated
    .filter((roll) => roll.rollType === rollType)
    .map((roll) => ({
      key: roll.id,
      day: roll.asOn ?? '',
      value: roll.electors,
      text: formatCount(roll.electors),
      label: stageText(statesWords, roll),
      dayText: dayOf(roll) ?? '',
      isSample: roll.isSample,
    }));
  const part = dated.find((roll) => roll.rollType === rollType && roll.footprint !== 'whole');
  const name = rollType === 'local' ? words.chart.local : words.chart.assembly;
  return {
    key: rollType,
    name: part === undefined ? name : `${name}, ${words.footprints[part.footprint]}`,
    tone: rollType === 'local' ? 'second' : 'first',
    points,
  };
}

function titleOf(words: RollGapWords, { pairs }: GapView): string {
  const newest = pairs.find(({ isNewest }) => isNewest);
  if (newest === undefined) return words.chart.titleOne;
  const { difference, gap, bound } = newest;
  if (difference === null || gap.display === null)
    return bound.display === null
      ? words.chart.rollsTitle
      : words.chart.titlePart(formatDecimal(bound.display, bound.decimals));
  if (difference === 0) return words.chart.titleSame;
  const count = formatCount(Math.abs(difference));
  const percent = signed(gap.display, gap.decimals);
  return difference > 0 ? words.chart.titleMore(count, percent) : words.chart.titleLess(count, percent);
}

function RollTable({ rolls }: { rolls: readonly RollView[] }) {
  const words = useRollGapWords();
  const statesWords = useStatesWords();
  const appWords = useAppWords();
  const columns = useMemo(
    (): Column<RollView>[] => [
      {
        id: 'roll',
        header: words.chart.roll,
        isRowHeader: true,
        cell: (roll) => (
          <span className={styles.roll}>
            {roll.rollType === 'local' ? words.chart.local : words.chart.assembly}
            <span>
              <RollName roll={roll} />
            </span>
          </span>
        ),
      },
      { id: 'electors', header: words.chart.electors, align: 'end', cell: (roll) => <Total roll={roll} isPlain /> },
      {
        id: 'qualifying',
        header: words.chart.qualifying,
        cell: ({ qualifyingDate }) => (qualifyingDate === null ? words.detail.unknown : formatDate(qualifyingDate)),
      },
      {
        id: 'source',
        header: words.chart.source,
        cell: (roll) => (
          <details className={styles.source}>
            <summary>
              {appWords.basis[roll.basis]} · {statesWords.told.confidence[roll.confidence]}
            </summary>
            <p lang="en">{roll.source}</p>
            {roll.note === null ? null : <p lang="en">{roll.note}</p>}
          </details>
        ),
      },
    ],
    [words, statesWords, appWords],
  );
  return (
    <DataTable
      caption={words.chart.rollsCaption}
      isCaptionHidden
      columns={columns}
      rows={rolls}
      rowKey={({ id }) => id}
    />
  );
}
