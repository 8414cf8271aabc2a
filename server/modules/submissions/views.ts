import { getPicture } from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { refuse } from '#server/platform/scope.ts';
import type { Session } from '#server/platform/session.ts';
import {
  addDays,
  type IsoDate,
  lastFullPeriod,
  periodEnd,
  qualifyingDateOn,
  shiftPeriod,
} from '#shared/kernel/time.ts';
import { type Act, isAllowed } from '#shared/modules/people/permissions.ts';
import { entryCells } from '#shared/modules/roll-health/checks.ts';
import type { EntryCell, EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';
import { nextStatus } from '#shared/modules/submissions/rules.ts';
import type { DeskLine, SubmissionKey, SubmissionView } from '#shared/modules/submissions/schema.ts';
import * as queries from './queries.ts';

const dueDaysAfterMonth = 10;
const monthsOnDesk = 3;

export const blankCells: EntryCells = {
  electorsTotal: '',
  electorsMale: '',
  electorsFemale: '',
  electorsThird: '',
  additions: '',
  deletions: '',
  opening: '',
  parts: '',
  partsOverCap: '',
  withEpic: '',
  withPhoto: '',
  electors1819: '',
};

/** The header a form starts with: continuous updation, on the month's last day, by the qualifying date then in force. */
export function blankHeader(period: string): EntryHeader {
  const asOn = periodEnd(period);
  return {
    exerciseType: 'CU',
    stage: 'continuous',
    qualifyingDate: qualifyingDateOn(asOn),
    asOn,
    basis: 'provisional',
    sourceNote: '',
    exclusion: '',
  };
}

interface Published {
  stateCode: string;
  bodyId: string;
  rollType: string;
  footprint: string;
  period: string | null;
  asOn: IsoDate | null;
  basis: string;
  source: string;
  isSample: boolean;
  figures: Record<string, { value: number }>;
}

/**
 * The newest published figures of the form's roll from before its month: by the same office, of the whole State, with a
 * total and a day. What has no day cannot be said to come before the month.
 */
export function lastPublished(
  statements: readonly Published[],
  key: SubmissionKey,
  options: { realOnly: boolean },
): SubmissionView['last'] {
  const rollType = key.bodyId.startsWith('SEC-') ? 'local' : 'assembly';
  const end = periodEnd(key.period);
  const before = statements.filter(
    (item) =>
      item.rollType === rollType &&
      item.bodyId === key.bodyId &&
      item.footprint === 'whole' &&
      item.asOn !== null &&
      (item.period === null ? item.asOn < end : item.period < key.period) &&
      item.figures['electorsTotal'] !== undefined &&
      !(options.realOnly && item.isSample),
  );
  // The newest day counts; a figure without a day is older than any with one.
  const newest = before.reduce<Published | undefined>(
    (held, item) => (held === undefined || (item.asOn ?? '') >= (held.asOn ?? '') ? item : held),
    undefined,
  );
  if (newest === undefined) return null;
  const counts: Partial<Record<EntryCell, number>> = {};
  for (const cell of entryCells) {
    const figure = newest.figures[cell];
    if (figure !== undefined) counts[cell] = figure.value;
  }
  return { counts, asOn: newest.asOn, source: newest.source, basis: newest.basis };
}

/** The form as the reader may see it, blank when not begun. Dates in the header are ISO days until someone types others. */
export async function getSubmissionView(
  reader: Reader,
  session: Session,
  key: SubmissionKey,
  today: IsoDate,
): Promise<SubmissionView> {
  const [row, body, picture] = await Promise.all([
    queries.findSubmission(reader, key),
    queries.findBody(reader, key.bodyId),
    getPicture(reader, key.stateCode, today),
  ]);
  if (body === undefined) throw refuse();
  const [maker, submitter, decider] = await Promise.all(
    [row?.madeBy, row?.submittedBy, row?.decidedBy].map(async (id) =>
      id == null ? undefined : await queries.findActor(reader, id),
    ),
  );
  const object = body.kind === 'sec' ? 'localRoll' : 'assemblyRoll';
  const may = (act: Act) => isAllowed(session.capacity, { object, act }, key);
  const status = row?.status ?? 'draft';
  const open = (step: Parameters<typeof nextStatus>[1]) => nextStatus(status, step) !== undefined;
  return {
    id: row?.id ?? null,
    period: key.period,
    stateCode: key.stateCode,
    bodyId: key.bodyId,
    bodyNameEn: body.nameEn,
    bodyNameHi: body.nameHi,
    rollType: body.kind === 'sec' ? 'local' : 'assembly',
    revisionNo: row?.revisionNo ?? 1,
    status,
    header: { ...blankHeader(key.period), ...row?.header },
    cells: { ...blankCells, ...row?.cells },
    notes: row?.notes ?? {},
    erratum: row?.erratum ?? null,
    version: row?.version ?? 0,
    madeBy: maker?.name ?? null,
    submittedBy: submitter?.name ?? null,
    submittedAt: row?.submittedAt?.toISOString() ?? null,
    decidedBy: decider?.name ?? null,
    decidedAt: row?.decidedAt?.toISOString() ?? null,
    returnReason: row?.returnReason ?? null,
    updatedAt: row?.updatedAt.toISOString() ?? null,
    last: lastPublished(picture.statements, key, { realOnly: true }),
    can: {
      write: may('write') && open('save') && periodEnd(key.period) < today,
      submit: row !== undefined && may('submit') && open('submit'),
      withdraw: row !== undefined && may('submit') && open('withdraw'),
      publish: row !== undefined && may('publish') && open('publish') && submitter?.personId !== session.personId,
      return: row !== undefined && (may('publish') || may('verify')) && open('return'),
      correct: row !== undefined && may('write') && open('correct'),
    },
  };
}

/** What the office's desk holds: a line a State and month for the last three full months, the oldest open first. */
export async function listDesk(reader: Reader, session: Session, today: IsoDate): Promise<DeskLine[]> {
  const { capacity } = session;
  const newest = lastFullPeriod(today);
  const periods = Array.from({ length: monthsOnDesk }, (_, index) => shiftPeriod(newest, -index));
  const rows = await queries.listOfBody(reader, capacity.bodyId, periods.at(-1) ?? newest);
  const object = capacity.bodyKind === 'sec' ? 'localRoll' : 'assemblyRoll';
  const lines = periods.flatMap((period) =>
    capacity.stateCodes.map((stateCode): DeskLine => {
      const row = rows.find((item) => item.period === period && item.stateCode === stateCode);
      const target = { stateCode, bodyId: capacity.bodyId };
      const status = row?.status ?? 'not_started';
      return {
        period,
        stateCode,
        bodyId: capacity.bodyId,
        status,
        revisionNo: row?.revisionNo ?? 1,
        dueOn: addDays(periodEnd(period), dueDaysAfterMonth),
        updatedAt: row?.updatedAt.toISOString() ?? null,
        submittedBy: row?.submittedBy ?? null,
        returnReason: row?.returnReason ?? null,
        step: stepOf(status, {
          mayWrite: isAllowed(capacity, { object, act: 'write' }, target),
          mayPublish: isAllowed(capacity, { object, act: 'publish' }, target) && row?.submitterId !== session.personId,
        }),
      };
    }),
  );
  return lines.sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.stateCode.localeCompare(b.stateCode));
}

function stepOf(status: DeskLine['status'], may: { mayWrite: boolean; mayPublish: boolean }): DeskLine['step'] {
  switch (status) {
    case 'not_started':
    case 'draft':
    case 'returned':
      return may.mayWrite ? 'fill' : 'wait';
    case 'submitted':
      return may.mayPublish ? 'publish' : 'wait';
    case 'published':
      return 'read';
  }
}
