import { datasets } from '#shared/modules/exchange/datasets.ts';
import { template } from '#shared/modules/exchange/rules-header.ts';
import type { DatasetId } from '#shared/modules/exchange/schema.ts';

/** The table's header line as a file, made here. */
export function TemplateLink({ dataset, word }: { dataset: DatasetId; word: string }) {
  const line = template(datasets[dataset]);
  // The mark at the start tells a spreadsheet that the file is UTF-8.
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${line}\r\n`)}`;
  return (
    <a href={href} download={`samanvay-${dataset}.csv`}>
      {word}
    </a>
  );
}
