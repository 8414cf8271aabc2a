import * as z from 'zod/mini';
import { roles } from './permissions.ts';

const CapacityView = z.object({
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
  /** What this capacity opens, decided by the server: the client shows it and never recomputes it. */
  can: z.object({
    figures: z.boolean(),
    metrics: z.boolean(),
    audit: z.enum(['all', 'own', 'none']),
    sample: z.boolean(),
    people: z.boolean(),
  }),
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
  /** The one password of the role cards, which are no secret; null outside the demonstration's sign-in page. */
  demonstrationPassword: string | null;
  /** Instant at the server, ISO. */
  now: string;
}

export const CommandKey = z.string().check(z.minLength(16), z.maxLength(64), z.regex(/^[A-Za-z0-9-]+$/));

export const OpenSession = z.object({
  id: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  device: z.nullable(z.string()),
  isThisOne: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

export const EndSessions = z.strictObject({
  key: CommandKey,
  sessionId: z.nullable(z.string().check(z.maxLength(100))),
});
export type EndSessions = z.infer<typeof EndSessions>;
export const SetLanguage = z.strictObject({ key: CommandKey, language: z.enum(['en', 'hi']) });
export type SetLanguage = z.infer<typeof SetLanguage>;
export const ActAs = z.strictObject({ key: CommandKey, membershipId: z.uuid() });
export type ActAs = z.infer<typeof ActAs>;

const Email = z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/));
export const AddPerson = z.strictObject({
  key: CommandKey,
  name: z.string().check(z.minLength(2), z.maxLength(120)),
  email: Email,
  password: z.string().check(z.minLength(15), z.maxLength(200)),
  bodyId: z.string().check(z.maxLength(40)),
  role: z.enum(roles),
});
export type AddPerson = z.infer<typeof AddPerson>;
export const GrantMembership = z.strictObject({
  key: CommandKey,
  personId: z.string().check(z.maxLength(100)),
  bodyId: z.string().check(z.maxLength(40)),
  role: z.enum(roles),
});
export type GrantMembership = z.infer<typeof GrantMembership>;
export const EndMembership = z.strictObject({ key: CommandKey, membershipId: z.uuid(), version: z.int() });
export type EndMembership = z.infer<typeof EndMembership>;

export const PersonRow = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  isDemonstration: z.boolean(),
  isDisabled: z.boolean(),
  memberships: z.array(
    z.object({
      membershipId: z.string(),
      role: z.enum(roles),
      bodyId: z.string(),
      bodyNameEn: z.string(),
      bodyNameHi: z.string(),
      validFrom: z.string(),
      validTo: z.nullable(z.string()),
      version: z.number(),
    }),
  ),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const Done = z.object({ ok: z.literal(true) });
