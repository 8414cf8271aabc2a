import { memo, useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Tile, TileGrid } from '#client/charts/TileGrid.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCompact, formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics, type NationalOverview } from '#shared/modules/national/schema.ts';
import { findState, stateName } from '#shared/modules/states/directory.ts';
import { type BoardCell, boardCells } from './api.ts';
import styles from './Board.module.css';
import { changeKey } from './ChangedFigures.tsx';
import { bandsText, swingOf, tileText, useNationalWords, withUnit } from './MetricWords.tsx';

export interface BoardProps {
  overview: NationalOverview;
  metric: BoardMetric;
  changed: ReadonlySet<string>;
  tableId: string;
  /** The metric was pressed; its address follows. */
  onMetric: (key: string) => void;
}

/** The chosen metric on the tile grid: what it is, whose bands colour it, the switch, the tiles, and how many of each. */
export const Board = memo(function Board({ overview, metric, changed, tableId, onMetric }: BoardProps) {
  const words = useNationalWords();
  const cells = useMemo(() => boardCells(overview, metric), [overview, metric]);
  const tiles = useTiles(overview, cells, metric, changed);
  const segments = useMemo(
    () => boardMetrics.map((key) => ({ key, label: words.metrics[key].short, to: `/national?metric=${key}` })),
    [words],
  );
  const sampleWord = useAppWords().sample;

  return (
    <section className={styles.board} aria-labelledby="board-title">
      <div>
        <h2 id="board-title">{words.metrics[metric].title}</h2>
        <p className={styles.bands}>
          {metric} · {bandsText(words, overview, metric)} ·{' '}
          <PathLink to={`/metrics/${metric}`}>{words.bands.more}</PathLink>
        </p>
      </div>
      <Segmented label={words.metricSwitch} segments={segments} current={metric} onPress={onMetric} />
      <p className="visually-hidden">{useFinding(cells)}</p>
      <TileGrid
        label={words.grid(words.metrics[metric].name)}
        tiles={tiles}
        sampleWord={sampleWord}
        tableId={tableId}
      />
      <Legend cells={cells} tableId={tableId} hasHalves={metric === 'LR-01'} />
    </section>
  );
});

const legendKinds = ['actNow', 'attention', 'onTrack', 'info', 'noFigure'] as const;

/** How many real figures of each status; samples are counted apart. */
function Legend(props: { cells: readonly BoardCell[]; tableId: string; hasHalves: boolean }) {
  const { cells, tableId, hasHalves } = props;
  const words = useNationalWords();
  const appWords = useAppWords();
  const counts = countKinds(cells);
  const samples = cells.filter(({ isSample }) => isSample).length;
  return (
    <ul className={styles.legend} aria-label={words.legend}>
      {legendKinds
        .filter((kind) => kind !== 'info' || counts.info > 0)
        .map((kind) => (
          <li key={kind}>
            <StatusMark kind={kind} word={appWords.status[kind]} /> {formatCount(counts[kind])}
          </li>
        ))}
      {samples === 0 ? null : (
        <li className={styles.samples}>
          <span className={styles.dotted} aria-hidden="true" />
          {words.legendSample(formatCount(samples))}
        </li>
      )}
      {hasHalves ? <li className={styles.halves}>{words.legendHalves}</li> : null}
      <li className={styles.toTable}>
        <a href={`#${tableId}`} onClick={() => document.getElementById(tableId)?.focus({ preventScroll: true })}>
          {words.toTable} <kbd>T</kbd>
        </a>
      </li>
    </ul>
  );
}

/** The grid in one sentence, for those who do not see it. */
function useFinding(cells: readonly BoardCell[]): string {
  const words = useNationalWords();
  const counts = countKinds(cells);
  const sentences = [
    words.finding(formatCount(counts.actNow), formatCount(counts.attention), formatCount(counts.onTrack)),
    counts.info === 0 ? '' : words.findingInfo(formatCount(counts.info)),
    counts.noFigure === 0 ? '' : words.findingNone(formatCount(counts.noFigure)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function countKinds(cells: readonly BoardCell[]): Record<StatusKind, number> {
  const counts = { onTrack: 0, attention: 0, actNow: 0, noFigure: 0, notApplicable: 0, info: 0 };
  for (const { kind, isSample } of cells) if (!isSample) counts[kind] += 1;
  return counts;
}

function useTiles(
  overview: NationalOverview,
  cells: readonly BoardCell[],
  metric: BoardMetric,
  changed: ReadonlySet<string>,
): Tile[] {
  const words = useNationalWords();
  const appWords = useAppWords();
  const language = useLanguage();
  return useMemo(
    () =>
      cells.flatMap((cell): Tile[] => {
        const state = findState(cell.code);
        if (state === undefined) return [];
        const { code, short, row, column } = state;
        const swing = swingOf(overview, metric, cell.value);
        // Only the roll gap compares two offices' own figures: the local roll first, then the assembly roll.
        const pair = metric === 'LR-01' && cell.value !== null ? cell.of : null;
        const inShort = (count: number) => formatCompact(count, language);
        return [
          {
            key: code,
            row,
            column,
            to: `/states/${code}`,
            code: short,
            text: tileText(words, metric, cell),
            label: tileLabel(stateName(code, language), cell),
            kind: cell.kind,
            isSample: cell.isSample,
            isChanged: changed.has(changeKey(metric, code)),
            ...(swing === undefined ? {} : { swing }),
            ...(pair === null
              ? {}
              : {
                  halves: [
                    { office: words.offices.sec, text: inCrore(pair[0]) },
                    { office: words.offices.ceo, text: inCrore(pair[1]) },
                  ] as const,
                }),
          },
        ];

        function tileLabel(name: string, { value, kind, day, why, isSample }: BoardCell): string {
          const what = words.metrics[metric].name;
          if (value === null) return words.tileNone(name, what, whyText(words.why, why));
          let text = words.tile(name, what, withUnit(words, metric, value), appWords.status[kind]);
          if (pair !== null) text = words.tileHalves(text, inShort(pair[0]), inShort(pair[1]));
          if (day !== null) text = words.tileAsOn(text, formatDate(day));
          return isSample ? words.tileSample(text) : text;
        }
      }),
    [overview, cells, metric, changed, words, appWords, language],
  );
}

/** A count as half a tile has room for it: crores, so that all tiles share one unit. The legend says so. */
function inCrore(count: number): string {
  return formatDecimal(count / 10_000_000, count < 100_000_000 ? 2 : 1);
}

/** A reason word in words; `missing:draftElectors` is `missing`. */
function whyText(words: Readonly<Record<string, string>>, why: string | undefined): string {
  return words[why?.split(':')[0] ?? 'other'] ?? words['other'] ?? '';
}
