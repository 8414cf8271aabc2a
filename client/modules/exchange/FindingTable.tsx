import { useMemo } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { ImportFinding, ImportView } from '#shared/modules/exchange/schema.ts';
import { checkName, type ImportWords, useFindingText, useImportWords } from './api.ts';
import styles from './ImportPage.module.css';

const kinds = { E: 'actNow', W: 'attention', F: 'info' } as const;

/** What the checks found, cell by cell, with the way to mend it, and the same as a file to work through. */
export function FindingTable({ view }: { view: ImportView }) {
  const words = useImportWords();
  const textOf = useFindingText();
  const { findings } = view;
  const all = findings.errors + findings.warnings + findings.flags;
  const columns = useMemo((): Column<ImportFinding>[] => {
    const heads = words.view.columns;
    return [
      { id: 'row', header: heads.row, isRowHeader: true, cell: (finding) => placeOf(words, finding) },
      {
        id: 'column',
        header: heads.column,
        cell: ({ column }) => (column === '' ? words.view.wholeRow : column),
      },
      {
        id: 'what',
        header: heads.what,
        cell: (finding) => <span className={styles.what}>{textOf(finding)}</span>,
      },
      {
        id: 'check',
        header: heads.check,
        cell: ({ check, severity }) => (
          <StatusMark kind={kinds[severity]} word={`${checkName(words, check)}: ${words.view.severities[severity]}`} />
        ),
      },
    ];
  }, [words, textOf]);

  function handleDownload() {
    const url = URL.createObjectURL(new Blob([`\ufeff${listOf(words, textOf, findings.items)}`], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `samanvay-file-${view.no}-findings.csv`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <section className={styles.section}>
      <h2>{words.view.findings}</h2>
      <p>
        {words.view.findingsCount(
          formatCount(findings.errors),
          formatCount(findings.warnings),
          formatCount(findings.flags),
        )}{' '}
        {findings.items.length < all
          ? words.view.findingsShown(formatCount(findings.items.length), formatCount(all))
          : null}
      </p>
      <p>
        <Button onClick={handleDownload}>{words.view.download}</Button>
      </p>
      <DataTable
        caption={words.view.findings}
        isCaptionHidden
        columns={columns}
        rows={findings.items}
        rowKey={(finding) =>
          `${finding.row} ${finding.column} ${finding.check} ${finding.reason} ${finding.params['area'] ?? ''}`
        }
      />
    </section>
  );
}

/** The line, or the area that a finding over many lines is about. */
function placeOf(words: ImportWords, { row, params }: ImportFinding): string {
  if (row > 0) return formatCount(row);
  const { area } = params;
  return area === undefined ? words.view.wholeFile : String(area);
}

/** One line a finding; a cell that a spreadsheet would take for a formula is held by an apostrophe. */
function listOf(
  words: ImportWords,
  textOf: (finding: ImportFinding) => string,
  items: readonly ImportFinding[],
): string {
  const quote = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const heads = words.view.columns;
  const lines = items.map((item) => [
    String(item.row),
    item.column,
    textOf(item),
    `${item.check} ${words.view.severities[item.severity]}`,
  ]);
  return [[heads.row, heads.column, heads.what, heads.check], ...lines]
    .map((cells) => cells.map(quote).join(','))
    .join('\r\n');
}
