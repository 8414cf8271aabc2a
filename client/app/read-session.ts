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
    can: readCan(session['can']),
    expiresAt: readText(session['expiresAt'], 'session.expiresAt'),
  };
}

function readCan(value: unknown): SessionView['can'] {
  const can = readFields(value, 'can');
  return {
    figures: readBoolean(can['figures'], 'can.figures'),
    metrics: readBoolean(can['metrics'], 'can.metrics'),
    audit: readOneOf(can['audit'], ['all', 'own', 'none'], 'can.audit'),
    sample: readBoolean(can['sample'], 'can.sample'),
    people: readBoolean(can['people'], 'can.people'),
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
