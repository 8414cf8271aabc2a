import { type Logger, pino } from 'pino';
import type { LogLevel } from './env.ts';

/** Lines of JSON on the standard output, times in UTC. Nothing that could sign somebody in is ever written. */
export function createLog(level: LogLevel): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        'token',
        'secret',
        '*.password',
        '*.token',
        '*.secret',
        '*.headers.cookie',
        '*.headers.authorization',
      ],
      censor: 'removed',
    },
  });
}
