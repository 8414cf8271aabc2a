import { expect, it } from 'vitest';
import { roles } from '#shared/modules/people/permissions.ts';
import { roleNames } from './session.ts';

it('knows every role the server may send', () => {
  expect([...roleNames]).toEqual([...roles]);
});
