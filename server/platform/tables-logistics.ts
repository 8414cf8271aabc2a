// The tables of readiness, of machine positions and of the lending desk, as Kysely sees them.

import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { IsoDate } from '#shared/kernel/time.ts';

type Day = IsoDate;
type WithDefault<T> = ColumnType<T, T | undefined, T>;

interface LogisticsParameterTable {
  id: string;
  exerciseId: string;
  districtCode: Generated<string>;
  parameter: string;
  value: number | null;
  source: string;
  recordedBy: string | null;
  recordedAt: Date;
  supersededAt: Date | null;
  isSample: Generated<boolean>;
}

interface LogisticsSettingTable {
  id: string;
  bodyId: string | null;
  setting: string;
  value: number;
  source: string;
  reason: string;
  validFrom: Day;
  recordedBy: string | null;
  recordedAt: Date;
}

interface ItemStatusTable {
  id: string;
  exerciseId: string;
  districtCode: string;
  itemId: string;
  facet: Generated<string>;
  required: number | null;
  requiredReason: string | null;
  available: number | null;
  checked: number | null;
  deployed: number | null;
  asOn: Day;
  source: string;
  note: string | null;
  recordedBy: string | null;
  recordedAt: Date;
  supersededAt: Date | null;
  isSample: Generated<boolean>;
}

interface ReadinessDayTable {
  exerciseId: string;
  day: Day;
  sums: string;
}

type MachineUnit = 'BU' | 'CU' | 'VVPAT';

interface MachinePositionTable {
  id: string;
  ownerId: string;
  stateCode: string;
  districtCode: string;
  unit: MachineUnit;
  model: string;
  usable: number;
  underRepair: number;
  committed: number;
  lent: number;
  total: number;
  asOn: Day;
  source: string;
  recordedBy: string | null;
  recordedAt: Date;
  supersededAt: Date | null;
  version: Generated<number>;
  isSample: Generated<boolean>;
}

interface LendingPoolTable {
  id: string;
  lenderId: string;
  stateCode: string;
  unit: MachineUnit;
  model: string;
  usable: number;
  asOn: Day;
  source: string;
  version: Generated<number>;
  isSample: Generated<boolean>;
}

interface LendingLockTable {
  id: string;
  poolId: string;
  exerciseId: string | null;
  count: number;
  fromDate: Day;
  toDate: Day;
  reason: string;
  recordedBy: string | null;
  recordedAt: Date;
  liftedAt: Date | null;
}

interface LendingDayTable {
  poolId: string;
  day: Day;
  usable: number;
  locked: Generated<number>;
  committed: Generated<number>;
}

interface LoanTable {
  id: string;
  askerId: string;
  stateCode: string;
  exerciseId: string | null;
  unit: MachineUnit;
  model: string | null;
  asked: number;
  fromDate: Day;
  toDate: Day;
  place: string;
  status: 'asked' | 'offered' | 'declined' | 'withdrawn' | 'committed' | 'handed_over' | 'part_returned' | 'returned';
  poolId: string | null;
  offered: number | null;
  handedOver: number | null;
  returned: WithDefault<number>;
  damaged: WithDefault<number>;
  version: Generated<number>;
  isSample: Generated<boolean>;
  askedAt: Date;
}

interface LoanStepTable {
  id: string;
  no: GeneratedAlways<number>;
  loanId: string;
  step: 'ask' | 'offer' | 'decline' | 'withdraw' | 'accept' | 'hand_over' | 'return';
  count: number | null;
  damaged: number | null;
  note: string;
  membershipId: string;
  at: Date;
}

export interface LogisticsTables {
  logisticsParameter: LogisticsParameterTable;
  logisticsSetting: LogisticsSettingTable;
  itemStatus: ItemStatusTable;
  readinessDay: ReadinessDayTable;
  machinePosition: MachinePositionTable;
  lendingPool: LendingPoolTable;
  lendingLock: LendingLockTable;
  lendingDay: LendingDayTable;
  loan: LoanTable;
  loanStep: LoanStepTable;
}
