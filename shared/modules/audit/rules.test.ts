import { describe, expect, it } from 'vitest';
import { listChanges } from './rules.ts';

describe('changes between two sides', () => {
  it('names the field that differs, at any depth, and no other', () => {
    const before = { cells: { electorsTotal: '1', parts: '2' }, status: 'draft' };
    const after = { cells: { electorsTotal: '3', parts: '2' }, status: 'draft' };
    expect(listChanges(before, after)).toEqual([{ path: ['cells', 'electorsTotal'], before: '1', after: '3' }]);
  });

  it('takes a side that is not there apart field by field', () => {
    expect(listChanges(null, { role: 'viewer', cells: { parts: '2' } })).toEqual([
      { path: ['role'], before: undefined, after: 'viewer' },
      { path: ['cells', 'parts'], before: undefined, after: '2' },
    ]);
    expect(listChanges({ role: 'viewer' }, null)).toEqual([{ path: ['role'], before: 'viewer', after: undefined }]);
  });

  it('keeps blank, zero and absent apart, but finds no change between absent and null', () => {
    expect(listChanges({ a: 0 }, { a: null })).toEqual([{ path: ['a'], before: 0, after: null }]);
    expect(listChanges({ a: '' }, { a: 0 })).toHaveLength(1);
    expect(listChanges({ a: null }, {})).toEqual([]);
    expect(listChanges(null, null)).toEqual([]);
  });

  it('compares lists whole', () => {
    expect(listChanges({ a: [1, 2] }, { a: [1, 3] })).toEqual([{ path: ['a'], before: [1, 2], after: [1, 3] }]);
    expect(listChanges({ a: [1, 2] }, { a: [1, 2] })).toEqual([]);
  });
});
