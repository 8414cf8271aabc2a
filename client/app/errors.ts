// The one funnel for failures: whatever was thrown becomes a `Failure`, and a `Failure` becomes words.

import { type ErrorCode, type ErrorDetail, errorCodes } from '#shared/kernel/errors.ts';
import { useAppWords } from './app-words.ts';
import { useLanguage } from './language.tsx';
import { type Fields, isFields } from './shape.ts';

export interface Failure {
  /** `offline`: no answer came. `defect`: not the reader's doing; has a reference when the server logged it. */
  code: ErrorCode | 'offline' | 'defect';
  /** The server's sentence, in English; empty when it sent none. */
  message: string;
  details: readonly ErrorDetail[];
  reference?: string;
}

/** An answer of our plain HTTP routes that was not 2xx. */
export class RequestError extends Error {
  readonly failure: Failure;
  readonly status: number;

  constructor(status: number, failure: Failure) {
    super(failure.message);
    this.name = 'RequestError';
    this.status = status;
    this.failure = failure;
  }
}

/** Reads what was thrown: our own request error, a tRPC error with `data.app`, a network failure, or a defect. */
export function readFailure(thrown: unknown): Failure {
  if (thrown instanceof RequestError) return thrown.failure;
  const data = isFields(thrown) && isFields(thrown['data']) ? thrown['data'] : undefined;
  if (data !== undefined && isFields(data['app'])) return failureOf(data['app']);
  const cause = isFields(thrown) ? thrown['cause'] : undefined;
  if (thrown instanceof TypeError || cause instanceof TypeError) return { code: 'offline', message: '', details: [] };
  return { code: 'defect', message: '', details: [] };
}

/** Reads `{ code, message, details, reference }` as the server writes it. */
export function failureOf(fields: Fields): Failure {
  const { code, message, details, reference } = fields;
  return {
    code: errorCodes.find((known) => known === code) ?? 'defect',
    message: typeof message === 'string' ? message : '',
    details: Array.isArray(details) ? details.filter(isDetail) : [],
    ...(typeof reference === 'string' ? { reference } : {}),
  };
}

/** Says a failure in the reader's language. Rooms word their own `details` by `reason` and pass the sentence to a field. */
export function useFailureWords(): (thrown: unknown) => string {
  const words = useAppWords();
  const language = useLanguage();
  return (thrown) => {
    const failure = readFailure(thrown);
    // The server's sentence is more exact than ours, but it is English.
    const isOurs = failure.code === 'offline' || failure.code === 'defect';
    if (failure.details.some(({ reason }) => reason === 'database.unavailable')) return words.failures.unavailable;
    const sentence =
      language === 'en' && failure.message !== '' && !isOurs ? failure.message : words.failures[failure.code];
    return failure.reference === undefined ? sentence : `${sentence} ${words.reference(failure.reference)}`;
  };
}

function isDetail(value: unknown): value is ErrorDetail {
  return isFields(value) && typeof value['reason'] === 'string';
}
