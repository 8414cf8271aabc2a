// Expected failures and their codes. Anything thrown that is not an AppError is a defect.

export const errorCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid',
  'stale',
  'blocked',
  'limited',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What was wrong, machine-readable, so that the client can say it in the reader's language and at the right field. */
export interface ErrorDetail {
  /** A stable word such as `personal_data.epic` or `count.grouping`. */
  reason: string;
  /** Path of the field at fault, e.g. `values.electorsTotal`. */
  field?: string;
  /** Figures or names that belong in the sentence. Never holds the refused text itself. */
  params?: Record<string, string | number>;
}

/** An expected failure: a code, a sentence for the person (English), and what the client needs to say it in Hindi. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: ErrorCode, sentence: string, details: readonly ErrorDetail[] = []) {
    super(sentence);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
