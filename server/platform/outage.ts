// Telling "the database cannot be asked just now" from a defect: the same request may well succeed in a moment.

import type { AppErrorView } from './trpc.ts';

/** Seconds after which a client may try again. */
export const retryAfterSeconds = '2';

/** What the reader is told. Sent with status 503; the client repeats the request with the same key. */
export const outageView: AppErrorView = {
  code: 'defect',
  message: 'The database cannot be reached just now. Try again in a moment; what you typed is kept.',
  details: [{ reason: 'database.unavailable' }],
};

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Connection failures, shutdown and start-up, no connection left, a statement or lock that took too long. */
const sqlStates = /^(?:08\d{3}|57P0[1-5]|53300|57014|55P03)$/;
/** The driver's own failures carry no code. */
const driverMessages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Postgres connection has been discarded)/;

/** True when the error, or what caused it, is the database being out of reach or too slow: nothing of ours is wrong. */
export function isOutage(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const code = 'code' in each ? String(each.code) : '';
    const isSystems = systemCodes.has(code) && 'syscall' in each && each.syscall !== 'open';
    if (isSystems || sqlStates.test(code) || driverMessages.test(each.message)) return true;
  }
  return false;
}
