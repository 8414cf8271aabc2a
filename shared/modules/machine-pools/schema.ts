import * as z from 'zod/mini';
import { CommandKey } from '#shared/modules/people/schema.ts';

/** Ballot unit, control unit, printer. */
export const machineUnits = ['BU', 'CU', 'VVPAT'] as const;
export type MachineUnit = (typeof machineUnits)[number];

export const Model = z.string().check(z.minLength(1), z.maxLength(20), z.regex(/^[A-Za-z0-9 .-]+$/));
const StateCode = z.string().check(z.regex(/^IN-[A-Z]{2}$/));
const Day = z.iso.date();
const Machines = z.int().check(z.gte(1), z.lte(9_999_999));
const Stock = z.int().check(z.gte(0), z.lte(9_999_999));

export const SetPool = z.strictObject({
  key: CommandKey,
  stateCode: StateCode,
  unit: z.enum(machineUnits),
  model: Model,
  usable: Stock,
  asOn: Day,
  source: z.string().check(z.minLength(3), z.maxLength(300)),
  /** 0 for a pool that is not there yet. */
  version: z.int(),
});
export type SetPool = z.infer<typeof SetPool>;

export const LockPool = z.strictObject({
  key: CommandKey,
  poolId: z.uuid(),
  count: Machines,
  from: Day,
  to: Day,
  exerciseId: z.nullable(z.string()),
  reason: z.string().check(z.minLength(3), z.maxLength(300)),
});
export type LockPool = z.infer<typeof LockPool>;
export const UnlockPool = z.strictObject({ key: CommandKey, lockId: z.uuid() });
export type UnlockPool = z.infer<typeof UnlockPool>;

export const PoolAnswer = z.object({ poolId: z.string(), version: z.number() });
export type PoolAnswer = z.infer<typeof PoolAnswer>;
export const LockAnswer = z.object({ lockId: z.string() });
export type LockAnswer = z.infer<typeof LockAnswer>;

export const ListPool = z.strictObject({ unit: z.optional(z.enum(machineUnits)), from: Day, to: Day });
export type ListPool = z.infer<typeof ListPool>;

export const PoolView = z.object({
  id: z.string(),
  stateCode: z.string(),
  unit: z.enum(machineUnits),
  model: z.string(),
  usable: z.number(),
  asOn: z.string(),
  source: z.string(),
  version: z.number(),
  isSample: z.boolean(),
  /** Runs of days with the same figures, in order, without a gap. */
  runs: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      usable: z.number(),
      locked: z.number(),
      committed: z.number(),
      free: z.number(),
    }),
  ),
  /** Machines still out past the end of their loan: not free, whatever the days say. */
  overdue: z.number(),
  locks: z.array(
    z.object({
      id: z.string(),
      count: z.number(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      exerciseId: z.nullable(z.string()),
    }),
  ),
});
export type PoolView = z.infer<typeof PoolView>;
export const PoolList = z.object({ today: z.string(), from: z.string(), to: z.string(), pools: z.array(PoolView) });
export type PoolList = z.infer<typeof PoolList>;
