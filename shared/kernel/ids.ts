// Branded identifiers. A brand costs nothing at run time and stops one id being passed where another is meant.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** ISO 3166-2 code of a State or Union Territory, e.g. `IN-KL`. */
export type StateCode = Branded<'StateCode'>;

/** Brands a string already known to be a State code. */
export function stateCode(code: string): StateCode {
  return code as StateCode;
}

/** A random id for a row or an idempotency key: 122 random bits, as a UUID. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}
