import type { Reader } from '#server/platform/database.ts';
import type { Session } from '#server/platform/session.ts';
import { AppError } from '#shared/kernel/errors.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { bucketOf, countCopies, daysPast, meetsBucket, statusesOf } from '#shared/modules/actions/rules.ts';
import type {
  ActionCopyView,
  ActionList,
  ActionsOverview,
  ActionView,
  ListActions,
} from '#shared/modules/actions/schema.ts';
import { isAllowed } from '#shared/modules/people/permissions.ts';
import * as queries from './queries.ts';

/** Every item with its counts, by id, and the counts of all. Real and rehearsal counts stand apart. */
export async function getOverview(reader: Reader, today: IsoDate): Promise<ActionsOverview> {
  const [conference, items, rows] = await Promise.all([
    queries.findConference(reader),
    queries.listItems(reader),
    queries.listCopies(reader, {}),
  ]);
  const copies = rows.map(countable);
  return {
    today,
    conference: conference ?? null,
    total: countCopies(copies, today),
    items: items.map((item) => ({
      ...item,
      counts: countCopies(
        copies.filter(({ itemId }) => itemId === item.id),
        today,
      ),
    })),
  };
}

/**
 * The copies that meet the filter, by item and then alphabetically. Status and bucket are met by the real word or by a
 * rehearsal's, which the copy carries apart.
 */
export async function listActions(
  reader: Reader,
  session: Session,
  filter: ListActions,
  today: IsoDate,
): Promise<ActionList> {
  const rows = await queries.listCopies(reader, filter);
  const copies = rows.filter((row) => meetsFilter(row, filter, today)).map((row) => copyView(row, session, today));
  return { today, copies };
}

/** One item with the copies of all bodies and what was said of them. @throws AppError `not_found`. */
export async function getAction(reader: Reader, session: Session, itemId: string, today: IsoDate): Promise<ActionView> {
  const [item, rows, updates] = await Promise.all([
    queries.findItem(reader, itemId),
    queries.listCopies(reader, { itemId }),
    queries.listUpdates(reader, itemId),
  ]);
  if (item === undefined) throw new AppError('not_found', 'There is no such item.');
  return {
    today,
    item,
    counts: countCopies(rows.map(countable), today),
    copies: rows.map((row) => copyView(row, session, today)),
    history: updates.map((update) => ({ ...update, at: update.at.toISOString() })),
  };
}

function copyView(row: queries.CopyRow, session: Session, today: IsoDate): ActionCopyView {
  const { isSample, realStatus: _, realNote, realAt, ...rest } = row;
  const real = countable(row);
  const canUpdate = isAllowed(session.capacity, { object: 'actionProgress', act: 'write' }, row);
  return {
    ...rest,
    status: real.status,
    note: isSample ? realNote : row.note,
    bucket: bucketOf(real, today),
    daysPast: daysPast(row.dueOn, today),
    sample: isSample
      ? { status: row.status, note: row.note, bucket: bucketOf({ ...real, status: row.status }, today) }
      : null,
    updatedAt: (realAt ?? row.updatedAt).toISOString(),
    can: { update: canUpdate },
    statuses: canUpdate ? [...statusesOf(row.bodyKind)] : [],
  };
}

/** The real word on the copy, and the rehearsal's beside it. A rehearsal covers only copies without a public record. */
function countable(row: queries.CopyRow) {
  const status = row.isSample ? (row.realStatus ?? 'no_public_record') : row.status;
  return { itemId: row.itemId, dueOn: row.dueOn, status, sample: row.isSample ? row.status : null };
}

function meetsFilter(row: queries.CopyRow, { status, bucket }: ListActions, today: IsoDate): boolean {
  const real = countable(row);
  const words = real.sample === null ? [real.status] : [real.status, real.sample];
  if (status !== undefined && !words.includes(status)) return false;
  return bucket === undefined || words.some((word) => meetsBucket({ ...real, status: word }, bucket, today));
}
