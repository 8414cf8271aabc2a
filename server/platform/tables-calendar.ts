// The tables of the shared calendar, of the radar's findings, of what-ifs and of calendar feeds, as Kysely sees them.

import type { ColumnType, Generated } from 'kysely';
import type { Language } from '#shared/kernel/numbers.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { ActName, FindingStatus, Outcome, RuleId, Working } from '#shared/modules/radar/schema.ts';
import type {
  AreaClass,
  Confidence,
  ExerciseKind,
  OutsideKind,
  ReasonCode,
  RecordedStatus,
  RevisionKind,
  Tier,
  VotingMethod,
} from '#shared/modules/timelines/schema.ts';
import type { Stamp, Change as WhatIfChange } from '#shared/modules/what-if/schema.ts';

type Json<T> = ColumnType<T, string, string>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
type Day = IsoDate;

interface ExerciseTable {
  id: string;
  stateCode: string | null;
  bodyKind: 'eci' | 'sec';
  bodyId: string | null;
  kind: ExerciseKind;
  nameEn: string;
  nameHi: string | null;
  isSample: Generated<boolean>;
  revisionKind: RevisionKind | null;
  districts: string[] | null;
  areaClass: AreaClass | null;
  method: VotingMethod | null;
  tiers: ColumnType<Tier[], string | undefined, string>;
  machineOwner: string | null;
  machineModel: string | null;
  baseRollDate: Day | null;
  petitionDays: number | null;
  outsideKind: OutsideKind | null;
  isMarked: Generated<boolean>;
  template: string | null;
  version: Generated<number>;
  recordedBy: string | null;
  recordedAt: Generated<Date>;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
}

interface MilestoneTable {
  id: string;
  exerciseId: string;
  position: number;
  milestone: string;
  startDate: Day | null;
  endDate: Day | null;
  status: RecordedStatus;
  confidence: Confidence;
  source: string | null;
  note: string | null;
  recordedAt: Date;
  reasonCode: ReasonCode | null;
  orderRef: string | null;
  recordedBy: string | null;
  revises: string | null;
  supersededAt: Date | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  changedIn: Generated<number>;
  overrideReason: string | null;
  blockedBy: WithDefault<string[]>;
}

interface HolidayTable {
  stateCode: string;
  day: Day;
  nameEn: string;
  nameHi: string | null;
  source: string;
  bodyId: string | null;
  recordedAt: Date;
}

interface ExerciseNeedTable {
  exerciseId: string;
  districtCode: Generated<string>;
  resource: 'staff' | 'police' | 'capf' | 'machines';
  unit: Generated<string>;
  needed: number;
  source: string;
  recordedAt: Date;
}

interface PoolTable {
  stateCode: string;
  districtCode: Generated<string>;
  resource: 'staff' | 'police' | 'capf' | 'machines';
  ownerId: Generated<string>;
  model: Generated<string>;
  unit: Generated<string>;
  available: number;
  asOn: Day;
  source: string;
  bodyId: string;
  recordedAt: Date;
}

interface ExerciseRoomTable {
  exerciseId: string;
  roomId: string;
  fromDate: Day;
  toDate: Day;
}

interface FindingTable {
  id: string;
  rule: RuleId;
  outcome: Outcome;
  stateCode: string;
  exerciseIds: string[];
  isDraft: boolean;
  isSample: boolean;
  working: Json<Working>;
  messageEn: string;
  messageHi: string;
  fromDate: Day | null;
  foundAt: Date;
  changedAt: Date;
  goneAt: Date | null;
  status: Generated<FindingStatus>;
  version: Generated<number>;
}

interface FindingActTable {
  id: string;
  findingId: string;
  act: ActName;
  membershipId: string | null;
  outcome: Outcome;
  note: string;
  at: Date;
}

interface RadarDayTable {
  onlyRow: Generated<boolean>;
  day: Day;
}

interface WhatIfTable {
  id: string;
  stateCode: string;
  membershipId: string;
  bodyId: string;
  note: string;
  changes: Json<WhatIfChange[]>;
  stamp: Json<Stamp>;
  createdAt: Date;
  withdrawnAt: Date | null;
  adoptedAt: Date | null;
  adoptedBy: string | null;
}

interface CalendarFeedTable {
  id: string;
  secretHash: string;
  membershipId: string;
  name: string;
  filter: Json<Record<string, string>>;
  language: Language;
  createdAt: Date;
  readAt: Date | null;
  revokedAt: Date | null;
}

export interface CalendarTables {
  exercise: ExerciseTable;
  milestone: MilestoneTable;
  holiday: HolidayTable;
  exerciseNeed: ExerciseNeedTable;
  pool: PoolTable;
  exerciseRoom: ExerciseRoomTable;
  finding: FindingTable;
  findingAct: FindingActTable;
  radarDay: RadarDayTable;
  whatIf: WhatIfTable;
  calendarFeed: CalendarFeedTable;
}
