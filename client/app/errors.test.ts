import { expect, test } from 'vitest';
import { failureOf, RequestError, readFailure } from './errors.ts';

const app = { code: 'stale', message: 'Someone saved first.', details: [{ reason: 'version', field: 'note' }] };

test('every way of failing comes out as one shape', () => {
  expect(readFailure(new RequestError(409, failureOf(app)))).toEqual(app);
  expect(readFailure(Object.assign(new Error('trpc'), { data: { app } }))).toEqual(app);
  expect(readFailure(new TypeError('Failed to fetch')).code).toBe('offline');
  expect(readFailure(Object.assign(new Error('trpc'), { cause: new TypeError('Failed to fetch') })).code).toBe(
    'offline',
  );
  expect(readFailure(new Error('boom'))).toEqual({ code: 'defect', message: '', details: [] });
});

test('a code nobody knows is a defect and keeps its reference', () => {
  expect(failureOf({ code: 'odd', message: 'x', details: 'none', reference: 'r-1' })).toEqual({
    code: 'defect',
    message: 'x',
    details: [],
    reference: 'r-1',
  });
});
