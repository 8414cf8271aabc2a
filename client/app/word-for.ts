/** The word for a code of the record; the code itself, readable, when it has none yet. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code.replaceAll('_', ' ');
}
