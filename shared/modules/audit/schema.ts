import * as z from 'zod/mini';

/** Every command that changes something, as `room.verb`. A command that is not here does not compile. */
export const commandNames = [
  'actions.updateProgress',
  'calendar.addFeed',
  'calendar.revokeFeed',
  'exchange.cancel',
  'exchange.discard',
  'exchange.publish',
  'exchange.return',
  'exchange.stage',
  'exchange.start',
  'exchange.submit',
  'lending.accept',
  'lending.ask',
  'lending.decline',
  'lending.handOver',
  'lending.lock',
  'lending.offer',
  'lending.return',
  'lending.setPool',
  'lending.unlock',
  'lending.withdraw',
  'logistics.saveReturns',
  'logistics.setParameters',
  'logistics.setPosition',
  'logistics.setSetting',
  'national.addSample',
  'national.removeSample',
  'people.actAs',
  'people.addPerson',
  'people.endMembership',
  'people.endSessions',
  'people.grantMembership',
  'people.setLanguage',
  'radar.act',
  'radar.setPool',
  'rollGap.giveReason',
  'rollGap.withdrawReason',
  'rollHealth.setLimits',
  'submissions.correct',
  'submissions.publish',
  'submissions.return',
  'submissions.saveDraft',
  'submissions.submit',
  'submissions.withdraw',
  'timelines.addExercise',
  'timelines.addMilestone',
  'timelines.confirm',
  'timelines.describe',
  'timelines.layOut',
  'timelines.revise',
  'timelines.setHolidays',
  'timelines.setNeeds',
  'timelines.withdraw',
  'whatIf.adopt',
  'whatIf.share',
  'whatIf.withdraw',
] as const;
export type CommandName = (typeof commandNames)[number];

export const AuditQuery = z.strictObject({
  before: z.optional(z.int()),
  command: z.optional(z.enum(commandNames)),
  stateCode: z.optional(z.string().check(z.regex(/^IN-[A-Z]{2}$/))),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEntryView = z.object({
  seq: z.number(),
  at: z.string(),
  command: z.string(),
  personName: z.nullable(z.string()),
  role: z.nullable(z.string()),
  bodyId: z.nullable(z.string()),
  stateCode: z.nullable(z.string()),
  objectKind: z.string(),
  objectId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditPage = z.object({
  entries: z.array(AuditEntryView),
  /** Pass as `before` for the next, older page; null on the last. */
  next: z.nullable(z.number()),
});
export type AuditPage = z.infer<typeof AuditPage>;
