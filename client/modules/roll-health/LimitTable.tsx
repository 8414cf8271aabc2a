import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import type { BandView } from '#shared/modules/roll-health/schema.ts';
import type { MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { limitText, type RollHealthWords, useRollHealthWords } from './api.ts';

/** The limits of a metric by kind of revision, level and time, each with whose it is and its source. */
export function LimitTable({ metric }: { metric: MetricView }) {
  const words = useRollHealthWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const columns = useMemo(
    (): Column<BandView>[] => [
      { id: 'scope', header: words.limitColumns.scope, isRowHeader: true, cell: (band) => scopeText(words, band) },
      {
        id: 'attention',
        header: <StatusMark kind="attention" word={appWords.status.attention} />,
        cell: ({ amber }) => limitText(words, amber),
      },
      {
        id: 'actNow',
        header: <StatusMark kind="actNow" word={appWords.status.actNow} />,
        cell: ({ red }) => limitText(words, red),
      },
      {
        id: 'source',
        header: words.limitColumns.source,
        cell: ({ amber, red }) => {
          const sources = new Set([amber, red].flatMap((limit) => (limit === undefined ? [] : [limit.source])));
          return [...sources].map((source) => metric.sources[source]?.[language] ?? source).join('; ');
        },
      },
    ],
    [words, appWords, metric, language],
  );
  return (
    <DataTable
      caption={words.limitsCaption}
      isCaptionHidden
      columns={columns}
      rows={metric.bands}
      rowKey={(band) => `${band.exercises?.join()} ${band.levels?.join()} ${band.season}`}
    />
  );
}

function scopeText(words: RollHealthWords, { exercises, levels, season }: BandView): string {
  const parts = [
    exercises?.map((each) => wordFor(words.exerciseNames, each)).join(', '),
    levels?.map((each) => wordFor(words.levelNames, each)).join(', '),
    season === undefined ? undefined : wordFor(words.seasons, season),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? words.everywhere : parts.join('; ');
}
