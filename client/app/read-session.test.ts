import { expect, test } from 'vitest';
import { roles } from '#shared/modules/people/permissions.ts';
import { SessionView } from '#shared/modules/people/schema.ts';
import { readSession } from './read-session.ts';

const capacity = {
  membershipId: 'm',
  role: 'ceo_maker',
  bodyId: 'CEO-IN-KL',
  bodyKind: 'ceo',
  bodyNameEn: 'Chief Electoral Officer, Kerala',
  bodyNameHi: 'मुख्य निर्वाचन अधिकारी, केरल',
  stateCodes: ['IN-KL'],
  division: null,
};
const session = {
  sessionId: 's',
  personId: 'p',
  name: 'A. Reader',
  language: 'hi',
  isDemonstration: true,
  capacity,
  capacities: [capacity],
  can: { figures: true, metrics: true, audit: 'own', sample: false, people: false },
  expiresAt: '2026-11-23T00:00:00.000Z',
};

test('reads what the schema describes, and all of it', () => {
  expect(readSession(session)).toEqual(SessionView.parse(session));
});

test('knows every role, and refuses what is none', () => {
  for (const role of roles)
    expect(readSession({ ...session, capacity: { ...capacity, role } }).capacity.role).toBe(role);
  expect(() => readSession({ ...session, capacity: { ...capacity, role: 'owner' } })).toThrow();
  expect(() => readSession({ ...session, can: {} })).toThrow();
});
