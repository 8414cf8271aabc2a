import { failureOf, RequestError } from './errors.ts';
import { isFields } from './shape.ts';

/** Fetches JSON from our own server. Throws `RequestError` for an error answer, `TypeError` when none came. */
export async function fetchJson(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(path, { credentials: 'same-origin', ...init });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const error = isFields(body) && isFields(body['error']) ? body['error'] : {};
  throw new RequestError(response.status, failureOf(error));
}

/** Posts JSON; the server takes nothing else. */
export async function postJson(path: string, body: unknown): Promise<unknown> {
  return await fetchJson(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
