// The screen every typed text passes before it is kept: counts and office notes only, nobody's details.

import { AppError } from '#shared/kernel/errors.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';

/**
 * Refuses input in which any text identifies a person, at any depth. Ids of bodies are not looked at.
 * @throws AppError `invalid` naming the field, never the text.
 */
export function refusePersonalData(value: object, path = ''): void {
  for (const [name, field] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof field === 'object' && field !== null) refusePersonalData(field, at);
    if (typeof field !== 'string' || name === 'bodyId') continue;
    const kind = findPersonalData(field);
    if (kind === undefined) continue;
    throw new AppError(
      'invalid',
      `“${name}” seems to hold a person’s ${kind} details. Only counts and office notes are kept here; take it out.`,
      [{ reason: `personal_data.${kind}`, field: at }],
    );
  }
}
