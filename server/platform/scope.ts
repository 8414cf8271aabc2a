// Proof that a person may act. Services take a scope, never a bare State code, so that nothing is written unproved.

import { AppError } from '#shared/kernel/errors.ts';
import { isAllowed, type Permission, type PermissionTarget } from '#shared/modules/people/permissions.ts';
import type { Session } from './session.ts';

declare const proved: unique symbol;

/** A State and body on which the bearer's right was checked. Only `proveStateScope` makes one. */
export interface StateScope {
  readonly [proved]: true;
  readonly stateCode: string;
  readonly bodyId: string;
  readonly session: Session;
}

/**
 * Checks the right over one body's record in one State.
 * @throws AppError `forbidden`, in the same words whether the record is another's or does not exist.
 */
export function proveStateScope(
  session: Session,
  permission: Permission,
  target: { stateCode: string; bodyId: string },
): StateScope {
  prove(session, permission, target);
  return { ...target, session } as StateScope;
}

/** @throws AppError `forbidden` unless the session's capacity allows the permission on the target. */
export function prove(session: Session, permission: Permission, target: PermissionTarget = {}): void {
  if (!isAllowed(session.capacity, permission, target)) throw refuse();
}

/** The one answer to everything a person may not do or see. */
export function refuse(): AppError {
  return new AppError(
    'forbidden',
    'This is not open to your office. Ask the office that owns it, or act in your other capacity.',
  );
}
