import * as z from 'zod/mini';
import { roles } from './permissions.ts';

export const CapacityView = z.object({
  membershipId: z.string(),
  role: z.enum(roles),
  bodyId: z.string(),
  bodyKind: z.enum(['eci', 'ceo', 'sec']),
  bodyNameEn: z.string(),
  bodyNameHi: z.string(),
  stateCodes: z.array(z.string()),
  division: z.nullable(z.string()),
});

/** The signed-in person as the client sees it: no token, no e-mail of anybody else. */
export const SessionView = z.object({
  sessionId: z.string(),
  personId: z.string(),
  name: z.string(),
  language: z.enum(['en', 'hi']),
  isDemonstration: z.boolean(),
  capacity: CapacityView,
  capacities: z.array(CapacityView),
  expiresAt: z.string(),
});
export type SessionView = z.infer<typeof SessionView>;

export const SignIn = z.strictObject({
  email: z.string().check(z.minLength(3), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type SignIn = z.infer<typeof SignIn>;

export const RoleCard = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  bodyNameEn: z.string(),
  bodyNameHi: z.string(),
});
export type RoleCard = z.infer<typeof RoleCard>;

/** What the page carries for its first paint: the session, the language, and the overview when the reader may see it. */
export interface Boot {
  language: 'en' | 'hi';
  session: SessionView | null;
  isDemonstration: boolean;
  /** Role cards of the demonstration; empty outside it. */
  roleCards: RoleCard[];
  /** Instant at the server, ISO. */
  now: string;
}
