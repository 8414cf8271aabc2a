// Reads JSON of our own server by hand. The first route does without a validation library; each reader returns the value
// in its type or throws, and the schemas in `shared` check the readers in their tests.

export class ShapeError extends Error {
  constructor(what: string) {
    super(`The server sent something else than ${what}`);
    this.name = 'ShapeError';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readFields(value: unknown, what: string): Fields {
  if (!isFields(value)) throw new ShapeError(what);
  return value;
}

export function readText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new ShapeError(what);
  return value;
}

export function readNumber(value: unknown, what: string): number {
  if (typeof value !== 'number') throw new ShapeError(what);
  return value;
}

export function readBoolean(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new ShapeError(what);
  return value;
}

export function readList<T>(value: unknown, readItem: (item: unknown, what: string) => T, what: string): T[] {
  if (!Array.isArray(value)) throw new ShapeError(what);
  return value.map((item) => readItem(item, what));
}

/** The record with each value read; keys stay. */
export function readRecord<T>(
  value: unknown,
  readItem: (item: unknown, what: string) => T,
  what: string,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(readFields(value, what)).map(([key, item]) => [key, readItem(item, `${what}.${key}`)]),
  );
}

export function readOptional<T>(value: unknown, readItem: (item: unknown, what: string) => T, what: string): T | null {
  return value === null ? null : readItem(value, what);
}

export function readOneOf<T extends string>(value: unknown, choices: readonly T[], what: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new ShapeError(what);
  return found;
}
