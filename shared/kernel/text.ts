// Text at the edge: one Unicode form, and Devanagari digits read as digits.

const devanagariZero = 0x0966;

/** The text in Unicode NFC, trimmed of spaces at its edges (no-break and zero-width ones too). Linear in the length. */
export function normaliseText(text: string): string {
  const plain = text.normalize('NFC');
  let start = 0;
  let end = plain.length;
  while (start < end && isSpace(plain.charAt(start))) start += 1;
  while (end > start && isSpace(plain.charAt(end - 1))) end -= 1;
  return plain.slice(start, end);
}

function isSpace(character: string): boolean {
  return character === '\u200b' || character.trim() === '';
}

/** The text with Devanagari digits (U+0966 to U+096F) written as 0 to 9; all else unchanged. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - devanagariZero));
}
