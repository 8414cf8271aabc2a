// Reads the session by hand when it is fetched. The one in the page itself came in the same answer as this script.

import { type Capacity, roles } from '#shared/modules/people/permissions.ts';
import type { SessionView } from '#shared/modules/people/schema.ts';
import { readBoolean, readFields, readList, readOneOf, readOptional, readText } from './shape.ts';

/** The session of `/api/session`. @throws ShapeError */
export function readSession(value: unknown): SessionView {
  const session = readFields(value, 'session');
  return {
    sessionId: readText(session['sessionId'], 'session.sessionId'),
    personId: readText(session['personId'], 'session.personId'),
    name: readText(session['name'], 'session.name'),
    language: readOneOf(session['language'], ['en', 'hi'], 'session.language'),
    isDemonstration: readBoolean(session['isDemonstration'], 'session.isDemonstration'),
    capacity: readCapacity(session['capacity']),
    capacities: readList(session['capacities'], readCapacity, 'session.capacities'),
    expiresAt: readText(session['expiresAt'], 'session.expiresAt'),
  };
}

function readCapacity(value: unknown): Capacity {
  const capacity = readFields(value, 'capacity');
  return {
    membershipId: readText(capacity['membershipId'], 'capacity.membershipId'),
    role: readOneOf(capacity['role'], roles, 'capacity.role'),
    bodyId: readText(capacity['bodyId'], 'capacity.bodyId'),
    bodyKind: readOneOf(capacity['bodyKind'], ['eci', 'ceo', 'sec'], 'capacity.bodyKind'),
    bodyNameEn: readText(capacity['bodyNameEn'], 'capacity.bodyNameEn'),
    bodyNameHi: readText(capacity['bodyNameHi'], 'capacity.bodyNameHi'),
    stateCodes: readList(capacity['stateCodes'], readText, 'capacity.stateCodes'),
    division: readOptional(capacity['division'], readText, 'capacity.division'),
  };
}
