import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';

export const actionStatuses = [
  'no_public_record',
  'not_started',
  'in_progress',
  'awaiting_other',
  'returned',
  'submitted',
  'accepted',
  'declined',
  'not_applicable',
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** What an office can say of its own item. "No public record" is what the searchers found, not what an office says. */
export const statedStatuses = [
  'not_started',
  'in_progress',
  'awaiting_other',
  'returned',
  'submitted',
  'accepted',
  'declined',
  'not_applicable',
] as const;
export type StatedStatus = (typeof statedStatuses)[number];

export const overdueBuckets = ['overdue_1_30', 'overdue_31_90', 'overdue_91_180', 'overdue_over_180'] as const;

/** Where an item stands against its date. Every copy is in exactly one. */
export const buckets = [
  ...overdueBuckets,
  'no_record',
  'due_soon',
  'due_later',
  'no_deadline',
  'submitted',
  'closed',
] as const;
export type Bucket = (typeof buckets)[number];

/** Buckets, and two views across them: all that is overdue, and what is past its date with no public record. */
export const bucketFilters = [...buckets, 'overdue', 'past_no_record'] as const;
export type BucketFilter = (typeof bucketFilters)[number];

const ItemId = z.string().check(z.regex(/^A\d{2,4}$/));
const BodyIdText = z.string().check(z.regex(/^(?:ECI|(?:CEO|SEC)-[A-Z-]{2,10})$/));

export const ListActions = z.strictObject({
  itemId: z.optional(ItemId),
  stateCode: z.optional(z.string().check(z.regex(/^IN-[A-Z]{2}$/))),
  bodyId: z.optional(BodyIdText),
  status: z.optional(z.enum(actionStatuses)),
  bucket: z.optional(z.enum(bucketFilters)),
});
export type ListActions = z.infer<typeof ListActions>;

export const GetAction = z.strictObject({ itemId: ItemId });

export const mostNoteLetters = 1_000;
export const mostEvidenceLetters = 500;

/** A body's own word on its copy. The reason, where one is asked for, stands in the note. */
export const UpdateProgress = z.strictObject({
  key: CommandKey,
  copyId: z.string().check(z.regex(/^A\d{2,4}(?:\/[A-Z-]{2,14}){0,2}$/)),
  version: z.int().check(z.minimum(1)),
  status: z.enum(statedStatuses),
  note: z.string().check(z.maxLength(mostNoteLetters)),
  evidence: z.string().check(z.maxLength(mostEvidenceLetters)),
});
export type UpdateProgress = z.infer<typeof UpdateProgress>;

export const UpdateAnswer = z.object({
  copyId: z.string(),
  version: z.number(),
  status: z.enum(actionStatuses),
  /** Version of the national overview built with this change. */
  overview: z.number(),
});
export type UpdateAnswer = z.infer<typeof UpdateAnswer>;

const StatusCounts = z.partialRecord(z.enum(actionStatuses), z.number());
const BucketCounts = z.partialRecord(z.enum(buckets), z.number());

export const ActionItemView = z.object({
  id: z.string(),
  titleEn: z.string(),
  titleHi: z.string(),
  /** `secretariat`: our breakdown, proposed by the secretariat until an organiser accepts it. */
  origin: z.enum(['declaration', 'secretariat']),
  /** Clauses of the declaration, e.g. `C2c, C3`. */
  clause: z.string(),
  scope: z.enum(['national', 'body', 'state']),
  ownerEn: z.string(),
  ownerHi: z.string(),
  counterpartEn: z.nullable(z.string()),
  counterpartHi: z.nullable(z.string()),
  fulfilledByEn: z.string(),
  fulfilledByHi: z.string(),
  dueOn: z.nullable(z.string()),
  dueBasis: z.nullable(z.enum(['stated', 'inferred', 'set'])),
});
export type ActionItemView = z.infer<typeof ActionItemView>;

/** Counts of the real world; a rehearsal's are apart. */
export const ActionCounts = z.object({
  copies: z.number(),
  byStatus: StatusCounts,
  byBucket: BucketCounts,
  /** Past the date with no public record: neither done nor overdue, not known. */
  pastNoRecord: z.number(),
  /** How a rehearsal draws the copies that no office has touched; empty without one. */
  sampleByStatus: StatusCounts,
  sampleByBucket: BucketCounts,
});
export type ActionCounts = z.infer<typeof ActionCounts>;

export const ActionsOverview = z.object({
  today: z.string(),
  conference: z.nullable(
    z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string(), heldOn: z.string(), source: z.string() }),
  ),
  total: ActionCounts,
  items: z.array(z.extend(ActionItemView, { counts: ActionCounts })),
});
export type ActionsOverview = z.infer<typeof ActionsOverview>;

/** One body's copy of an item. The status is the real world's; what a rehearsal says stands apart in `sample`. */
export const ActionCopyView = z.object({
  id: z.string(),
  itemId: z.string(),
  titleEn: z.string(),
  titleHi: z.string(),
  stateCode: z.nullable(z.string()),
  bodyId: z.string(),
  bodyKind: z.enum(['eci', 'ceo', 'sec']),
  bodyNameEn: z.string(),
  bodyNameHi: z.string(),
  dueOn: z.nullable(z.string()),
  status: z.enum(actionStatuses),
  note: z.nullable(z.string()),
  bucket: z.enum(buckets),
  /** Days since the date; null when it is today, ahead, or not set. */
  daysPast: z.nullable(z.number()),
  sample: z.nullable(
    z.object({ status: z.enum(actionStatuses), note: z.nullable(z.string()), bucket: z.enum(buckets) }),
  ),
  version: z.number(),
  updatedAt: z.string(),
  can: z.object({ update: z.boolean() }),
  /** What the reader's office may set; empty when it is not the owner. */
  statuses: z.array(z.enum(statedStatuses)),
});
export type ActionCopyView = z.infer<typeof ActionCopyView>;

export const ActionList = z.object({ today: z.string(), copies: z.array(ActionCopyView) });
export type ActionList = z.infer<typeof ActionList>;

export const ActionUpdateView = z.object({
  id: z.string(),
  copyId: z.string(),
  at: z.string(),
  status: z.enum(actionStatuses),
  note: z.nullable(z.string()),
  evidence: z.nullable(z.string()),
  isSample: z.boolean(),
  /** The capacity in which it was said; null for the public record and for a rehearsal. */
  role: z.nullable(z.string()),
  bodyNameEn: z.nullable(z.string()),
  bodyNameHi: z.nullable(z.string()),
});
export type ActionUpdateView = z.infer<typeof ActionUpdateView>;

export const ActionView = z.object({
  today: z.string(),
  item: ActionItemView,
  counts: ActionCounts,
  copies: z.array(ActionCopyView),
  /** Newest first, of all copies. */
  history: z.array(ActionUpdateView),
});
export type ActionView = z.infer<typeof ActionView>;
