import { describe, expect, it } from 'vitest';
import { createFindings } from './rules-findings.ts';
import { type ImportFinding, mostFindings } from './schema.ts';

function finding(severity: ImportFinding['severity'], row: number, check = 'V01'): ImportFinding {
  return { check, severity, row, column: 'electors_total', reason: 'gender_sum', params: {} };
}

describe('findings of a file', () => {
  it('counts all and keeps the first thousand, errors before the rest', () => {
    const list = createFindings();
    for (let row = 2; row < 702; row += 1) list.add(finding('W', row, 'V16'));
    expect(list.isRefused).toBe(false);
    for (let row = 2; row < 1502; row += 1) list.add(finding('E', row));
    const found = list.close();
    expect(list.isRefused).toBe(true);
    expect(found).toMatchObject({ errors: 1500, warnings: 700, flags: 0, toExplain: [{ check: 'V16', count: 700 }] });
    expect(found.items).toHaveLength(mostFindings);
    expect(found.items.every((item) => item.severity === 'E')).toBe(true);
  });
});
