import { useMemo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import type { BandView } from '#shared/modules/roll-health/schema.ts';
import type { MetricView } from '#shared/modules/roll-health/schema-metrics.ts';
import { limitText, scopeText, useRollHealthWords } from './api.ts';

export interface LimitTableProps {
  caption: string;
  bands: MetricView['bands'];
  sources: MetricView['sources'];
}

/** Limits by kind of revision, level and time, each with whose it is and its source. */
export function LimitTable({ caption, bands, sources: said }: LimitTableProps) {
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
          return [...sources].map((source) => said[source]?.[language] ?? source).join('; ');
        },
      },
    ],
    [words, appWords, said, language],
  );
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={bands}
      rowKey={(band) => `${band.exercises?.join()} ${band.levels?.join()} ${band.season}`}
    />
  );
}
