// What the checks say about a file, held within bounds: every finding is counted, the first thousand are kept.

import type { ImportFinding, ImportFindings } from './schema.ts';
import { mostFindings } from './schema.ts';

export interface FindingList {
  add(finding: ImportFinding): void;
  /** True once one finding refuses the file. */
  readonly isRefused: boolean;
  /** Errors first, each severity in the order of rows and columns as added. */
  close(): ImportFindings;
}

/** A fresh list. Beyond `mostFindings` of a severity its findings are counted and not kept. */
export function createFindings(): FindingList {
  const kept: Record<ImportFinding['severity'], ImportFinding[]> = { E: [], W: [], F: [] };
  const counted: Record<ImportFinding['severity'], number> = { E: 0, W: 0, F: 0 };
  const toExplain = new Map<string, number>();
  return {
    add(finding) {
      counted[finding.severity] += 1;
      if (finding.severity === 'W') toExplain.set(finding.check, (toExplain.get(finding.check) ?? 0) + 1);
      const list = kept[finding.severity];
      if (list.length < mostFindings) list.push(finding);
    },
    get isRefused() {
      return counted.E > 0;
    },
    close() {
      return {
        errors: counted.E,
        warnings: counted.W,
        flags: counted.F,
        items: [...kept.E, ...kept.W, ...kept.F].slice(0, mostFindings),
        toExplain: [...toExplain].map(([check, count]) => ({ check, count })),
      };
    },
  };
}
