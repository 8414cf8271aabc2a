// What the radar reads. The engine and its rules lie beside this file (`rules-*.ts`); all of them are pure.

import type { IsoDate } from '#shared/kernel/time.ts';
import type { ReferenceWindow } from '#shared/modules/timelines/rules.ts';
import type {
  AreaClass,
  Confidence,
  ExerciseKind,
  OutsideKind,
  RecordedStatus,
  RevisionKind,
  VotingMethod,
} from '#shared/modules/timelines/schema.ts';

/** A milestone row as recorded. Superseded and withdrawn rows may be among them; the engine leaves them out. */
export interface RadarMilestone {
  id: string;
  milestone: string;
  /** Order within the exercise; later rows are newer plans. */
  position: number;
  startDate: IsoDate | null;
  endDate: IsoDate | null;
  status: RecordedStatus;
  confidence: Confidence;
  note: string | null;
  overrideReason: string | null;
}

export interface RadarNeed {
  /** '' for the whole State. */
  districtCode: string;
  resource: 'staff' | 'police' | 'capf' | 'machines';
  /** BU, CU or VVPAT for machines; '' otherwise. */
  unit: string;
  needed: number;
}

export interface RadarRoom {
  roomId: string;
  from: IsoDate;
  to: IsoDate;
}

export interface RadarExercise {
  id: string;
  /** Null for the whole country: paired with nothing. */
  stateCode: string | null;
  bodyKind: 'eci' | 'sec';
  kind: ExerciseKind;
  revisionKind: RevisionKind | null;
  nameEn: string;
  /** District codes; null: not given. */
  districts: readonly string[] | null;
  areaClass: AreaClass | null;
  method: VotingMethod | null;
  /** The body whose machines are used; null: not said. */
  machineOwner: string | null;
  machineModel: string | null;
  baseRollDate: IsoDate | null;
  petitionDays: number | null;
  outsideKind: OutsideKind | null;
  isMarked: boolean;
  isSample: boolean;
  milestones: readonly RadarMilestone[];
  needs: readonly RadarNeed[];
  rooms: readonly RadarRoom[];
}

export interface RadarPool {
  stateCode: string;
  districtCode: string;
  resource: RadarNeed['resource'];
  ownerId: string;
  model: string;
  unit: string;
  available: number;
}

export interface RadarInput {
  today: IsoDate;
  exercises: readonly RadarExercise[];
  pools: readonly RadarPool[];
  /** Days a State has notified as public holidays. */
  holidays: ReadonlyMap<string, ReadonlySet<IsoDate>>;
  /** Dates of other authorities that bind every State: the census count, the freeze of boundaries. */
  reference: readonly ReferenceWindow[];
}
