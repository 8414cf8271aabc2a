// The database as Kysely sees it: columns in camelCase (the CamelCase plugin maps them), one interface a table.
// `date` columns are read as `YYYY-MM-DD` text, `bigint` as number (all our counts are below 2^53), `timestamptz` as Date.

import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Language } from '#shared/kernel/numbers.ts';
import type { IsoDate, Period } from '#shared/kernel/time.ts';
import type { Role } from '#shared/modules/people/permissions.ts';
import type { CalendarTables } from './tables-calendar.ts';
import type { LogisticsTables } from './tables-logistics.ts';
import type { RollTables } from './tables-rolls.ts';

type Json<T> = ColumnType<T, string, string>;
type Day = IsoDate;

interface StateTable {
  code: string;
  eciCode: string;
  lgdCode: string;
  nameEn: string;
  nameHi: string;
  kind: 'state' | 'ut';
  zone: string;
  legislature: 'bicameral' | 'unicameral' | 'none';
  assemblySeats: number;
  lokSabhaSeats: number;
  assemblyTermEnds: Period | null;
  assemblyTermBasis: 'reported' | 'inferred' | null;
  sirPhase: string | null;
  localRollBasis2020: 'own' | 'eci_adopted' | null;
}

interface BodyTable {
  id: string;
  kind: 'eci' | 'ceo' | 'sec';
  nameEn: string;
  nameHi: string;
  note: string | null;
  validFrom: Day | null;
  validTo: Day | null;
}

interface BodyStateTable {
  bodyId: string;
  stateCode: string;
  validFrom: Day | null;
  validTo: Day | null;
}

interface PersonTable {
  id: string;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  language: Generated<Language>;
  isDemonstration: Generated<boolean>;
  isDisabled: Generated<boolean>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

interface MembershipTable {
  id: string;
  personId: string;
  bodyId: string;
  role: Role;
  division: string | null;
  validFrom: Day;
  validTo: Day | null;
  version: Generated<number>;
}

interface SignInSessionTable {
  id: string;
  personId: string;
  token: string;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  actingMembershipId: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

interface CredentialTable {
  id: string;
  accountId: string;
  providerId: string;
  personId: string;
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

interface SignInAttemptTable {
  email: string;
  failures: number;
  lastFailureAt: Date;
  lockedUntil: Date | null;
}

interface AuditHeadTable {
  id: number;
  seq: number;
  hash: Buffer;
}

interface AuditEntryTable {
  seq: number;
  at: Date;
  command: string;
  personId: string | null;
  personName: string | null;
  membershipId: string | null;
  role: string | null;
  bodyId: string | null;
  stateCode: string | null;
  objectKind: string;
  objectId: string;
  before: Json<unknown> | null;
  after: Json<unknown> | null;
  requestId: string;
  digest: Buffer;
  hash: Buffer;
}

interface IdempotencyTable {
  personId: string;
  key: string;
  command: string;
  inputDigest: Buffer;
  answer: Json<unknown>;
  at: Date;
}

interface AnnouncementTable {
  id: GeneratedAlways<number>;
  xact: Generated<string>;
  topic: string;
  audience: string;
  at: Generated<Date>;
}

interface SnapshotTable {
  key: string;
  version: number;
  day: Day;
  etag: string;
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  builtAt: Date;
}

interface SettingTable {
  key: string;
  value: Json<unknown>;
  updatedAt: Generated<Date>;
}

interface SubmissionTable {
  id: string;
  dataset: 'roll';
  period: Period;
  stateCode: string;
  bodyId: string;
  revisionNo: Generated<number>;
  status: 'draft' | 'submitted' | 'returned' | 'published';
  header: Json<Record<string, string>>;
  cells: Json<Record<string, string>>;
  notes: Json<Record<string, string>>;
  erratum: string | null;
  version: Generated<number>;
  madeBy: string;
  submittedBy: string | null;
  submittedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  returnReason: string | null;
  createdAt: Date;
  updatedAt: Date;
}

interface RollStatementTable {
  id: string;
  stateCode: string;
  bodyId: string;
  rollType: 'assembly' | 'local';
  footprint: Generated<'whole' | 'rural' | 'urban'>;
  exerciseType: 'CU' | 'SSR' | 'SR' | 'SIR' | 'LOCAL' | 'LS';
  exerciseRef: string | null;
  stage: 'before' | 'draft' | 'final' | 'supplement' | 'continuous' | 'stations' | 'poll';
  period: Period | null;
  qualifyingDate: Day | null;
  asOn: Day | null;
  asOnNote: string | null;
  basis: 'draft' | 'final' | 'provisional' | 'public_record' | 'sample';
  recordBasis: string | null;
  confidence: 'A' | 'B' | 'C' | 'office' | 'sample';
  source: string;
  note: string | null;
  isSample: GeneratedAlways<boolean>;
  submissionId: string | null;
  membershipId: string | null;
  corrects: string | null;
  erratum: string | null;
  publishedAt: Date;
}

interface RollFigureTable {
  statementId: string;
  measure: string;
  value: number;
  precision: 'exact' | 'rounded' | 'derived';
  note: string | null;
}

interface ConferenceTable {
  id: string;
  nameEn: string;
  nameHi: string;
  heldOn: Day;
  placeEn: string | null;
  placeHi: string | null;
  source: string;
}

interface ActionItemTable {
  id: string;
  conferenceId: string;
  titleEn: string;
  titleHi: string;
  origin: 'declaration' | 'secretariat';
  clause: string;
  scope: 'national' | 'body' | 'state';
  ownerEn: string;
  ownerHi: string;
  counterpartEn: string | null;
  counterpartHi: string | null;
  fulfilledByEn: string;
  fulfilledByHi: string;
  dueOn: Day | null;
  dueBasis: 'stated' | 'inferred' | 'set' | null;
}

export type ActionStatus =
  | 'not_started'
  | 'in_progress'
  | 'awaiting_other'
  | 'submitted'
  | 'accepted'
  | 'returned'
  | 'declined'
  | 'not_applicable'
  | 'no_public_record';

interface ActionCopyTable {
  id: string;
  itemId: string;
  stateCode: string | null;
  ownerBodyId: string;
  dueOn: Day | null;
  status: ActionStatus;
  note: string | null;
  isSample: Generated<boolean>;
  version: Generated<number>;
  updatedAt: Date;
}

interface ActionUpdateTable {
  id: string;
  copyId: string;
  status: ActionStatus;
  note: string | null;
  evidence: string | null;
  membershipId: string | null;
  isSample: Generated<boolean>;
  at: Date;
}

export interface Database extends RollTables, CalendarTables, LogisticsTables {
  state: StateTable;
  body: BodyTable;
  bodyState: BodyStateTable;
  person: PersonTable;
  membership: MembershipTable;
  signInSession: SignInSessionTable;
  credential: CredentialTable;
  signInAttempt: SignInAttemptTable;
  auditHead: AuditHeadTable;
  auditEntry: AuditEntryTable;
  idempotency: IdempotencyTable;
  announcement: AnnouncementTable;
  snapshot: SnapshotTable;
  setting: SettingTable;
  submission: SubmissionTable;
  rollStatement: RollStatementTable;
  rollFigure: RollFigureTable;
  conference: ConferenceTable;
  actionItem: ActionItemTable;
  actionCopy: ActionCopyTable;
  actionUpdate: ActionUpdateTable;
}
