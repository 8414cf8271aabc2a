import { createHash, timingSafeEqual } from 'node:crypto';
import { runCommand } from '#server/platform/command.ts';
import { type IcsEvent, writeCalendar } from '#server/platform/ics.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, refuse } from '#server/platform/scope.ts';
import type { RequestContext, SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { daysBetween, istDay } from '#shared/kernel/time.ts';
import { feedEntryOf, historiesOf } from '#shared/modules/calendar/rules.ts';
import {
  type AddFeed,
  type CalendarView,
  type FeedAnswer,
  FeedFilter,
  type FeedList,
  type GetCalendar,
  mostDays,
  mostFeeds,
  type RevokeFeed,
} from '#shared/modules/calendar/schema.ts';
import { feedTextOf, feedWords } from '#shared/modules/timelines/catalogue-feed.ts';
import * as queries from './queries.ts';
import * as views from './views.ts';

const write = { object: 'calendarFeed', act: 'write' } as const;
/** A random secret has some thirty different letters; fewer than so many were not drawn at random. */
const leastLetters = 16;
/** Programs look again after so long; changes are days apart, not minutes. */
const refreshSeconds = 4 * 60 * 60;
/** A feed is never longer; the oldest days are left out first. */
const mostEvents = 5_000;
/** The time of reading is not written more often. */
const readEveryMs = 60_000;
const noHash = '0'.repeat(64);

/**
 * The period's dates of both commissions as of today (IST), or as they stood at the end of the day `asOn`.
 * @throws AppError `invalid` for a period that ends before it begins or is too long, and for a day to come.
 */
export async function getCalendar(context: SignedInContext, input: GetCalendar): Promise<CalendarView> {
  const today = istDay(context.clock.now());
  const length = daysBetween(input.from, input.to) + 1;
  if (length < 1 || length > mostDays) {
    throw new AppError('invalid', `Ask for a period of 1 to ${String(mostDays)} days.`, [
      { reason: 'period.length', field: 'to', params: { most: mostDays } },
    ]);
  }
  if (input.asOn !== undefined && input.asOn > today) {
    throw new AppError('invalid', 'The day to read as of is still to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  return await views.readCalendar(context.db, input, input.asOn ?? today);
}

/** The person's own addresses, newest first, without what would open them. */
export async function listFeeds(context: SignedInContext): Promise<FeedList> {
  prove(context.session, { object: 'calendarFeed', act: 'read' });
  const today = istDay(context.clock.now());
  const rows = await queries.listFeeds(context.db, context.session.personId);
  return {
    feeds: rows.map(({ validTo, filter, createdAt, readAt, revokedAt, ...row }) => ({
      ...row,
      filter: FeedFilter.parse(filter),
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      hasEnded: validTo !== null && validTo <= today,
    })),
    most: mostFeeds,
  };
}

/**
 * Makes an address for the person, in the office they act in; only the secret's hash is kept. The person's open screens
 * are told.
 * @throws AppError `invalid` for a name that is empty or names a person and for a secret that was not drawn at random,
 *   `blocked` when the person has as many as one may have.
 */
export async function addFeed(context: SignedInContext, input: AddFeed): Promise<FeedAnswer> {
  const { session } = context;
  prove(session, write);
  const { key, secret, name: typed, language, hasSample, ...chosen } = input;
  const name = nameOf(typed);
  if (new Set(secret).size < leastLetters) {
    throw new AppError('invalid', 'The secret must be drawn at random.', [{ reason: 'feed.secret', field: 'secret' }]);
  }
  const secretHash = hashOf(secret);
  const filter = filterOf(chosen, hasSample);
  const asked = { name, language, filter, secretHash };
  return await runCommand(context, { name: 'calendar.addFeed', key, input: asked }, async (tx, at) => {
    if ((await queries.countLive(tx, session.personId)) >= mostFeeds) {
      throw new AppError('blocked', `You have ${String(mostFeeds)} addresses. Revoke one first.`, [
        { reason: 'feed.most', params: { most: mostFeeds } },
      ]);
    }
    if (await queries.isSecretUsed(tx, secretHash)) {
      throw new AppError('invalid', 'This secret was used before. Draw another.', [
        { reason: 'feed.secret', field: 'secret' },
      ]);
    }
    const id = newId();
    const { membershipId } = session.capacity;
    await queries.insertFeed(tx, {
      id,
      secretHash,
      membershipId,
      name,
      filter: JSON.stringify(filter),
      language,
      createdAt: at,
      readAt: null,
      revokedAt: null,
    });
    return {
      answer: { id },
      object: { kind: 'calendarFeed', id },
      before: null,
      after: { name, language, ...filter },
      announce: [{ topic: 'feeds', audience: `person:${session.personId}` }],
    };
  });
}

/**
 * Ends an address of the person's own; it answers no more from this instant.
 * @throws AppError `forbidden`, in the same words whether it is another's or does not exist; `stale` when it was revoked.
 */
export async function revokeFeed(context: SignedInContext, { key, id }: RevokeFeed): Promise<FeedAnswer> {
  const { session } = context;
  prove(session, write);
  return await runCommand(context, { name: 'calendar.revokeFeed', key, input: { id } }, async (tx, at) => {
    const feed = await queries.lockFeed(tx, id);
    if (feed === undefined || feed.personId !== session.personId) throw refuse();
    if (feed.revokedAt !== null) {
      throw new AppError('stale', 'This address was revoked before.', [{ reason: 'feed.revoked' }]);
    }
    await queries.markRevoked(tx, id, at);
    return {
      answer: { id },
      object: { kind: 'calendarFeed', id },
      before: { name: feed.name },
      after: { isRevoked: true },
      announce: [{ topic: 'feeds', audience: `person:${session.personId}` }],
    };
  });
}

export type FeedReading = { kind: 'unknown' } | { kind: 'gone' } | { kind: 'file'; text: string };

/**
 * The file behind an address. Whoever has not the secret learns nothing: an unknown id and a wrong secret are one
 * answer, compared in constant time. Gone: revoked, or its office or account has ended. No session is asked for.
 * `origin` is the public address of this server, for links back.
 */
export async function readFeed(
  { db, clock }: Pick<RequestContext, 'db' | 'clock'>,
  { id, secret, origin }: { id: string; secret: string; origin: string },
): Promise<FeedReading> {
  const feed = await queries.findFeed(db, id);
  const isRight = timingSafeEqual(Buffer.from(feed?.secretHash ?? noHash), Buffer.from(hashOf(secret)));
  if (feed === undefined || !isRight) return { kind: 'unknown' };
  const now = clock.now();
  const today = istDay(now);
  const isOver = feed.validTo !== null && feed.validTo <= today;
  if (feed.revokedAt !== null || feed.isDisabled || isOver || feed.validFrom > today) return { kind: 'gone' };
  if (feed.readAt === null || now.getTime() - feed.readAt.getTime() >= readEveryMs) {
    await queries.markRead(db, feed.id, now);
  }
  const { sample, ...chosen } = FeedFilter.parse(feed.filter);
  const exercises = await views.listExercises(db, chosen, null);
  const shown = new Map(
    exercises.filter(({ isSample }) => !isSample || sample === 'yes').map((exercise) => [exercise.id, exercise]),
  );
  const plans = await views.listPlans(db, [...shown.keys()]);
  const events = historiesOf(plans).flatMap((history): IcsEvent[] => {
    const exercise = shown.get(history.exerciseId);
    const entry = exercise && feedEntryOf(history, exercise);
    if (exercise === undefined || entry === undefined) return [];
    const { uid, sequence, status, start, endExclusive, modifiedAt } = entry;
    const url = `${origin}/timelines/exercise/${encodeURIComponent(exercise.id)}?lang=${feed.language}`;
    const text = feedTextOf(entry, exercise, feed.language, url);
    return [{ uid, sequence, status, start, endExclusive, modifiedAt, url, ...text }];
  });
  const ordered = events.toSorted((a, b) => compareText(a.start, b.start) || compareText(a.uid, b.uid));
  const text = writeCalendar({
    name: feed.name,
    description: feedWords[feed.language].about,
    language: feed.language,
    refreshSeconds,
    events: ordered.slice(-mostEvents),
  });
  return { kind: 'file', text };
}

function nameOf(typed: string): string {
  const name = normaliseText(
    typed
      .toWellFormed()
      .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
      .replace(/ +/g, ' '),
  );
  if (name === '') throw new AppError('invalid', 'Give the address a name.', [{ reason: 'feed.name', field: 'name' }]);
  refusePersonalData({ name });
  return name;
}

/** As it is kept: what is not chosen is left out. */
function filterOf(chosen: views.CalendarFilter, hasSample: boolean): Record<string, string> {
  const said = Object.entries({ ...chosen, sample: hasSample ? 'yes' : undefined });
  return Object.fromEntries(said.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
