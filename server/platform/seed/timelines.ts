// The shared calendar: every milestone of timelines.csv, in file order. Recalled, inferred and unknown rows stay in with
// that mark, so that a body can confirm or fill them; nothing turns them into facts on the way.

import type { Insertable } from 'kysely';
import { revisionKinds } from '#shared/modules/timelines/schema.ts';
import type { Database } from '../tables.ts';
import { readRows, textOf, wordOf } from './csv.ts';
import { stableId } from './rows.ts';
import { commissionOf, type Directory } from './states.ts';

export type ExerciseRow = Insertable<Database['exercise']>;
export type MilestoneRow = Insertable<Database['milestone']>;

const columns = [
  'state_code',
  'body',
  'kind',
  'milestone',
  'start_date',
  'end_date',
  'status',
  'source',
  'event_id',
  'event_name',
  'confidence',
  'note',
] as const;
type Cells = Record<(typeof columns)[number], string>;

/** What the record's own file has no columns for: names in Hindi, and how a roll is revised. */
const exerciseColumns = ['event_id', 'name_hi', 'revision_kind'] as const;
type ExerciseCells = Record<(typeof exerciseColumns)[number], string>;

const kinds = [
  'assembly_election',
  'bye_election',
  'panchayat_election',
  'municipal_election',
  'roll_revision',
  'conference',
  'other',
] as const;
const statuses = ['completed', 'date_passed_unconfirmed', 'due', 'superseded', 'overdue_when_last_seen'] as const;
const confidences = ['seen', 'computed', 'inferred', 'recalled', 'unknown'] as const;

/** One poll that the file lists twice: under itself and within the wider event. It is loaded once, within that event. */
const listedTwice = { event: 'IN-TS-BYE-2025-11', within: 'IN-BYE-2025-11' };

/** Reads the exercises and their milestones. `recordedAt` is the instant at which they enter this database. */
export function readTimelines(
  directory: Directory,
  recordedAt: Date,
): { exercises: ExerciseRow[]; milestones: MilestoneRow[] } {
  const rows = readRows('timelines.csv', columns);
  const said = new Map(readRows('exercises.csv', exerciseColumns).map((cells) => [cells.event_id, cells]));
  const twice = rows.filter((cells) => cells.event_id === listedTwice.event);
  const exercises = new Map<string, ExerciseRow>();
  const milestones: MilestoneRow[] = [];
  const positions = new Map<string, number>();
  for (const cells of rows) {
    if (cells.event_id === listedTwice.event) continue;
    if (!exercises.has(cells.event_id))
      exercises.set(cells.event_id, exerciseOf(cells, said.get(cells.event_id), directory));
    const position = (positions.get(cells.event_id) ?? 0) + 1;
    positions.set(cells.event_id, position);
    const row = milestoneOf(cells, position, recordedAt);
    const twin =
      cells.event_id === listedTwice.within ? twice.find((each) => each.milestone === cells.milestone) : undefined;
    milestones.push(twin === undefined ? row : joined(row, twin));
  }
  return { exercises: [...exercises.values()], milestones };
}

function exerciseOf(cells: Cells, said: ExerciseCells | undefined, directory: Directory): ExerciseRow {
  if (said === undefined) throw new Error(`exercises.csv has no row for ${cells.event_id}`);
  const stateCode = cells.state_code === 'IN' ? null : cells.state_code;
  const bodyKind = cells.body === 'SEC' ? 'sec' : 'eci';
  return {
    id: cells.event_id,
    stateCode,
    bodyKind,
    bodyId: ownerOf(stateCode, bodyKind, directory),
    kind: wordOf(cells.kind, kinds),
    nameEn: cells.event_name,
    nameHi: said.name_hi,
    revisionKind: said.revision_kind === '' ? null : wordOf(said.revision_kind, revisionKinds),
  };
}

/** The ECI's exercises in a State are its CEO's to report; national ones are its own. */
function ownerOf(stateCode: string | null, bodyKind: 'eci' | 'sec', directory: Directory): string {
  if (stateCode === null) return 'ECI';
  return bodyKind === 'sec' ? commissionOf(directory, stateCode) : `CEO-${stateCode}`;
}

function milestoneOf(cells: Cells, position: number, recordedAt: Date): MilestoneRow {
  return {
    id: stableId('milestone', cells.event_id, String(position)),
    exerciseId: cells.event_id,
    position,
    milestone: cells.milestone,
    startDate: textOf(cells.start_date),
    endDate: textOf(cells.end_date),
    status: wordOf(cells.status, statuses),
    confidence: wordOf(cells.confidence, confidences),
    source: textOf(cells.source),
    note: textOf(cells.note),
    recordedAt,
  };
}

function joined(row: MilestoneRow, twin: Cells): MilestoneRow {
  const said = `Also listed as ${twin.event_id} (${twin.event_name}, Telangana): loaded once, here.`;
  const isSameSource = row.source === twin.source;
  return {
    ...row,
    source: isSameSource ? twin.source : `${row.source ?? ''}; also ${twin.source}`,
    note: row.note == null ? said : `${row.note}; ${said}`,
  };
}
