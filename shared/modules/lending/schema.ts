import * as z from 'zod/mini';
import { Model, machineUnits } from '#shared/modules/machine-pools/schema.ts';
import { CommandKey } from '#shared/modules/people/schema.ts';

export const loanStatuses = [
  'asked',
  'offered',
  'declined',
  'withdrawn',
  'committed',
  'handed_over',
  'part_returned',
  'returned',
] as const;
export type LoanStatus = (typeof loanStatuses)[number];

export const loanSteps = ['ask', 'offer', 'decline', 'withdraw', 'accept', 'hand_over', 'return'] as const;
export type LoanStep = (typeof loanSteps)[number];

const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();
const Machines = z.int().check(z.gte(1), z.lte(9_999_999));
const Stock = z.int().check(z.gte(0), z.lte(9_999_999));
const Note = z.string().check(z.maxLength(1_000));
const OfLoan = { key: CommandKey, loanId: z.uuid(), version: z.int() };

export const AskLoan = z.strictObject({
  key: CommandKey,
  stateCode: StateCode,
  /** The asker's own commission. */
  bodyId: z.string(),
  exerciseId: z.nullable(z.string()),
  unit: z.enum(machineUnits),
  /** Null: any model will do. */
  model: z.nullable(Model),
  asked: Machines,
  from: Day,
  to: Day,
  place: z.string().check(z.minLength(3), z.maxLength(200)),
  note: Note,
});
export type AskLoan = z.infer<typeof AskLoan>;

/** In full or in part; promises nothing until it is accepted. */
export const OfferLoan = z.strictObject({ ...OfLoan, poolId: z.uuid(), count: Machines, note: Note });
export type OfferLoan = z.infer<typeof OfferLoan>;
export const AnswerLoan = z.strictObject({ ...OfLoan, note: Note });
export type AnswerLoan = z.infer<typeof AnswerLoan>;
export const HandOverLoan = z.strictObject({ ...OfLoan, count: Machines, note: Note });
export type HandOverLoan = z.infer<typeof HandOverLoan>;
export const ReturnLoan = z.strictObject({
  ...OfLoan,
  /** Machines that came back, damaged ones among them. */
  count: Machines,
  damaged: Stock,
  /** The first day on which the damaged ones are good again; null: they are not expected back in use. */
  repairedOn: z.nullable(Day),
  note: Note,
});
export type ReturnLoan = z.infer<typeof ReturnLoan>;

export const LoanAnswer = z.object({ loanId: z.string(), version: z.number(), status: z.enum(loanStatuses) });
export type LoanAnswer = z.infer<typeof LoanAnswer>;
export const ListLoans = z.strictObject({
  stateCode: z.optional(StateCode),
  status: z.optional(z.enum(loanStatuses)),
});
export type ListLoans = z.infer<typeof ListLoans>;
export const GetLoan = z.strictObject({ loanId: z.uuid() });
export const LoanView = z.object({
  id: z.string(),
  askerId: z.string(),
  askerEn: z.string(),
  askerHi: z.string(),
  stateCode: z.string(),
  exerciseId: z.nullable(z.string()),
  exerciseEn: z.nullable(z.string()),
  exerciseHi: z.nullable(z.string()),
  unit: z.enum(machineUnits),
  model: z.nullable(z.string()),
  asked: z.number(),
  offered: z.nullable(z.number()),
  handedOver: z.nullable(z.number()),
  returned: z.number(),
  damaged: z.number(),
  from: z.string(),
  to: z.string(),
  place: z.string(),
  status: z.enum(loanStatuses),
  /** Where the machines offered are kept; null before an offer. */
  pool: z.nullable(z.object({ id: z.string(), stateCode: z.string(), model: z.string() })),
  /** Days past the end of the loan with machines still out; 0 otherwise. */
  overdueDays: z.number(),
  version: z.number(),
  isSample: z.boolean(),
  askedAt: z.string(),
  /** What the reader's own office may do next. */
  can: z.array(z.enum(loanSteps)),
});
export type LoanView = z.infer<typeof LoanView>;
export const LoanList = z.object({ today: z.string(), loans: z.array(LoanView) });
export type LoanList = z.infer<typeof LoanList>;

export const LoanDetail = z.object({
  today: z.string(),
  loan: LoanView,
  steps: z.array(
    z.object({
      id: z.string(),
      step: z.enum(loanSteps),
      count: z.nullable(z.number()),
      damaged: z.nullable(z.number()),
      note: z.string(),
      bodyEn: z.string(),
      bodyHi: z.string(),
      at: z.string(),
    }),
  ),
});
export type LoanDetail = z.infer<typeof LoanDetail>;
