import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';
import { entryCells } from '#shared/modules/roll-health/checks.ts';
import { EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';

export const submissionStatuses = ['draft', 'submitted', 'returned', 'published'] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

const StateCodeText = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const PeriodText = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const BodyIdText = z.string().check(z.regex(/^(?:CEO|SEC)-[A-Z-]{2,10}$/));
const NoteText = z.string().check(z.maxLength(500));

/** Names one form: whose figures, of which State, for which month. */
export const SubmissionKey = z.strictObject({ period: PeriodText, stateCode: StateCodeText, bodyId: BodyIdText });
export type SubmissionKey = z.infer<typeof SubmissionKey>;

/** The cells typed since the last save, with the version they were typed over; version 0 starts the form. */
export const SaveDraft = z.strictObject({
  key: CommandKey,
  period: PeriodText,
  stateCode: StateCodeText,
  bodyId: BodyIdText,
  version: z.int().check(z.minimum(0)),
  cells: z.partial(EntryCells),
  header: z.partial(EntryHeader),
  notes: z.record(z.string().check(z.maxLength(20)), NoteText),
});
export type SaveDraft = z.infer<typeof SaveDraft>;

export const SaveAnswer = z.object({ id: z.string(), version: z.number() });
export type SaveAnswer = z.infer<typeof SaveAnswer>;

export const MoveSubmission = z.strictObject({ key: CommandKey, id: z.uuid(), version: z.int() });
export type MoveSubmission = z.infer<typeof MoveSubmission>;
export const ReturnSubmission = z.strictObject({
  key: CommandKey,
  id: z.uuid(),
  version: z.int(),
  reason: z.string().check(z.minLength(5), z.maxLength(500)),
});
export type ReturnSubmission = z.infer<typeof ReturnSubmission>;
export const CorrectSubmission = z.strictObject({
  key: CommandKey,
  id: z.uuid(),
  erratum: z.string().check(z.minLength(5), z.maxLength(500)),
});
export type CorrectSubmission = z.infer<typeof CorrectSubmission>;

const Counts = z.partialRecord(z.enum(entryCells), z.number());

const Can = z.object({
  write: z.boolean(),
  submit: z.boolean(),
  withdraw: z.boolean(),
  publish: z.boolean(),
  return: z.boolean(),
  correct: z.boolean(),
});

/** The form as it stands, with what was last published beside it. */
export const SubmissionView = z.object({
  id: z.nullable(z.string()),
  period: z.string(),
  stateCode: z.string(),
  bodyId: z.string(),
  bodyNameEn: z.string(),
  bodyNameHi: z.string(),
  rollType: z.enum(['assembly', 'local']),
  revisionNo: z.number(),
  status: z.enum(submissionStatuses),
  header: EntryHeader,
  cells: EntryCells,
  notes: z.record(z.string(), z.string()),
  erratum: z.nullable(z.string()),
  version: z.number(),
  madeBy: z.nullable(z.string()),
  submittedBy: z.nullable(z.string()),
  submittedAt: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(z.string()),
  returnReason: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  /** The newest published figures of this roll before this month, by cell; real ones only. */
  last: z.nullable(z.object({ counts: Counts, asOn: z.nullable(z.string()), source: z.string(), basis: z.string() })),
  can: Can,
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** One line of the desk: a form that is due, under way, returned or waiting for the second person. */
export const DeskLine = z.object({
  period: z.string(),
  stateCode: z.string(),
  bodyId: z.string(),
  status: z.enum([...submissionStatuses, 'not_started']),
  revisionNo: z.number(),
  /** The day by which the month's figures are wanted: the 10th of the next month (our default). */
  dueOn: z.string(),
  updatedAt: z.nullable(z.string()),
  submittedBy: z.nullable(z.string()),
  returnReason: z.nullable(z.string()),
  /** What this person can do now. */
  step: z.enum(['fill', 'submit', 'publish', 'wait', 'read']),
});
export type DeskLine = z.infer<typeof DeskLine>;
