// What changed between the two sides of an audit entry, field by field.

/** One field that differs. `path` is from the outside in; an absent side is undefined, a blank one null. */
export interface FieldChange {
  path: string[];
  before: unknown;
  after: unknown;
}

/** Deeper than this a value is shown whole: no entry of ours nests further. */
const deepest = 6;

/** The fields that differ, in the order of the record; arrays are compared whole. Equal sides give none. */
export function listChanges(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  if (isFields(before) && isFields(after) && path.length < deepest) return changesWithin(before, after, path);
  if (isFields(before) && after == null && path.length < deepest) return changesWithin(before, {}, path);
  if (isFields(after) && before == null && path.length < deepest) return changesWithin({}, after, path);
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null) ? [] : [{ path: [...path], before, after }];
}

function changesWithin(before: Fields, after: Fields, path: readonly string[]): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => listChanges(before[name], after[name], [...path, name]));
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
