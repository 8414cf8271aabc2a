import { refreshOverview } from '#server/modules/national/service.ts';
import { getPicture } from '#server/modules/roll-health/service.ts';
import { type Announcement, runCommand, runFunction } from '#server/platform/command.ts';
import type { Reader, Tx } from '#server/platform/database.ts';
import { refusePersonalData } from '#server/platform/personal-data.ts';
import { prove, proveStateScope, refuse, type StateScope } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { newId } from '#shared/kernel/ids.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, istDay, parseDate, periodEnd } from '#shared/kernel/time.ts';
import type { Act } from '#shared/modules/people/permissions.ts';
import type { EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';
import { checkForm, isClear, nextStatus, type Obstacles, type Step } from '#shared/modules/submissions/rules.ts';
import type {
  CorrectSubmission,
  DeskLine,
  MoveSubmission,
  ReturnSubmission,
  SaveAnswer,
  SaveDraft,
  SubmissionKey,
  SubmissionView,
} from '#shared/modules/submissions/schema.ts';
import * as queries from './queries.ts';
import { blankCells, blankHeader, getSubmissionView, lastPublished, listDesk as readDesk } from './views.ts';

/** Which right of the matrix a body's roll figures fall under. */
function rollObject(bodyId: string): 'assemblyRoll' | 'localRoll' {
  return bodyId.startsWith('SEC-') ? 'localRoll' : 'assemblyRoll';
}

function scopeOf(context: SignedInContext, act: Act, target: { stateCode: string; bodyId: string }): StateScope {
  return proveStateScope(context.session, { object: rollObject(target.bodyId), act }, target);
}

/** Who hears of a draft: its own body, and for a CEO's the ECI, whose officer a CEO is. */
function announceDraft({ stateCode, bodyId }: { stateCode: string; bodyId: string }): Announcement[] {
  const topic = `submission:${stateCode}`;
  const own = { topic, audience: `body:${bodyId}` };
  return rollObject(bodyId) === 'assemblyRoll' ? [own, { topic, audience: 'body:ECI' }] : [own];
}

/**
 * The form for a month, begun or blank, with the last published figures beside it.
 * @throws AppError `forbidden` for those who may not read the body's drafts, `not_found` when the body does not serve the State.
 */
export async function getSubmission(context: SignedInContext, key: SubmissionKey): Promise<SubmissionView> {
  prove(context.session, { object: rollObject(key.bodyId), act: 'readDraft' }, key);
  if (!(await queries.isBodyOfState(context.db, key.bodyId, key.stateCode))) throw refuse();
  return await getSubmissionView(context.db, context.session, key, istDay(context.clock.now()));
}

/** What is due, under way or waiting in the person's own office. */
export async function listDesk(context: SignedInContext): Promise<DeskLine[]> {
  return await readDesk(context.db, context.session, istDay(context.clock.now()));
}

/**
 * Saves typed cells over the version they were typed on. Text that identifies a person is refused, the cell named;
 * anything else typed is kept as it stands, right or wrong: the checks speak in the form and again at submission.
 * @throws AppError `forbidden`, `invalid` (personal data, month not ended), `stale` (someone saved first), `blocked` (submitted or published).
 */
export async function saveDraft(context: SignedInContext, input: SaveDraft): Promise<SaveAnswer> {
  const scope = scopeOf(context, 'write', input);
  const { key, ...asked } = input;
  refusePersonalData(asked);
  const change = {
    ...asked,
    cells: normalised(input.cells),
    header: normalised(input.header),
    notes: normalised(input.notes),
  };
  const spec = { name: 'submissions.saveDraft' as const, key, input: asked, stateCode: scope.stateCode };
  if (change.version === 0) return await runCommand(context, spec, (tx, at) => begin(tx, scope, change, at));
  return await runFunction(
    context,
    { ...spec, announce: announceDraft(scope) },
    (record) => queries.saveCells(context.db, scope, change, record),
    async () => {
      throw await whyNotSaved(context.db, change);
    },
  );
}

async function begin(
  tx: Tx,
  scope: StateScope,
  change: {
    period: string;
    stateCode: string;
    bodyId: string;
    cells: object;
    header: object;
    notes: Record<string, string>;
  },
  at: Date,
) {
  if (periodEnd(change.period) >= istDay(at)) {
    throw new AppError('blocked', 'This month has not ended yet. Its form opens on the first day of the next month.', [
      { reason: 'period.open' },
    ]);
  }
  if (!(await queries.isBodyOfState(tx, scope.bodyId, scope.stateCode))) throw refuse();
  const row = {
    id: newId(),
    period: change.period,
    revisionNo: 1,
    header: { ...blankHeader(change.period), ...change.header },
    cells: { ...blankCells, ...change.cells },
    notes: change.notes,
    erratum: null,
  };
  const begun = await queries.insertSubmission(tx, scope, row, at);
  if (begun === undefined) throw await whyNotSaved(tx, { ...change, version: 0 });
  return {
    answer: begun,
    object: { kind: 'submission', id: begun.id },
    before: null,
    after: { period: change.period, cells: change.cells, header: change.header, notes: change.notes },
    announce: announceDraft(scope),
  };
}

async function whyNotSaved(reader: Reader, change: SubmissionKey & { version: number }): Promise<AppError> {
  const now = await queries.findSubmission(reader, change);
  if (now !== undefined && now.version === change.version) {
    return new AppError(
      'blocked',
      'This form has been submitted or published and takes no more typing. Withdraw it, or correct it with a note.',
      [{ reason: `submission.${now.status}` }],
    );
  }
  return new AppError(
    'stale',
    'Someone saved this form first. Their figures are shown beside yours; nothing you typed is lost.',
    [{ reason: 'submission.stale', params: { version: now?.version ?? 0 } }],
  );
}

/** Hands the form to the second person of the office. @throws AppError `invalid` with every obstacle, `stale`, `blocked`, `forbidden`. */
export async function submit(context: SignedInContext, input: MoveSubmission): Promise<SaveAnswer> {
  return await move(context, input, 'submit', 'submissions.submit', async (tx, row, at) => {
    const { obstacles } = await checkRow(tx, row, istDay(at));
    if (!isClear(obstacles)) throw describeObstacles(obstacles);
    return {
      status: 'submitted',
      submittedBy: context.session.capacity.membershipId,
      submittedAt: at,
      returnReason: null,
    };
  });
}

/** Takes a submitted form back for more typing, before it is published. */
export async function withdraw(context: SignedInContext, input: MoveSubmission): Promise<SaveAnswer> {
  return await move(context, input, 'withdraw', 'submissions.withdraw', async () => ({
    status: 'draft',
    submittedBy: null,
    submittedAt: null,
  }));
}

/** Sends a submitted form back to its maker with a reason: by the second person, or for a CEO's form by the ECI. */
export async function returnToMaker(context: SignedInContext, input: ReturnSubmission): Promise<SaveAnswer> {
  refusePersonalData({ reason: input.reason });
  return await move(context, input, 'return', 'submissions.return', async (_tx, _row, at) => ({
    status: 'returned',
    decidedBy: context.session.capacity.membershipId,
    decidedAt: at,
    returnReason: normaliseText(input.reason),
  }));
}

/**
 * Publishes the form: its figures become a statement that is never edited, and the national board is built anew in the
 * same transaction.
 * @throws AppError `blocked` when the submitter publishes their own form (four eyes), `invalid`, `stale`, `forbidden`.
 */
export async function publish(
  context: SignedInContext,
  input: MoveSubmission,
): Promise<SaveAnswer & { overview: number }> {
  const { session } = context;
  const { key, ...asked } = input;
  const found = await requireSubmission(context, input.id);
  const scope = scopeOf(context, 'publish', found);
  return await runCommand(
    context,
    { name: 'submissions.publish', key, input: asked, stateCode: scope.stateCode },
    async (tx, at) => {
      const row = await requireOpen(await queries.lockSubmission(tx, input.id), input.version, 'publish');
      const submitter = row.submittedBy === null ? undefined : await queries.findActor(tx, row.submittedBy);
      if (submitter?.personId === session.personId) {
        throw new AppError('blocked', 'You submitted this form. A second person of the office publishes it.', [
          { reason: 'submission.four_eyes' },
        ]);
      }
      const { counts, obstacles } = await checkRow(tx, row, istDay(at));
      if (!isClear(obstacles)) throw describeObstacles(obstacles);
      const statementId = newId();
      await queries.insertStatement(
        tx,
        {
          id: statementId,
          submission: row,
          rollType: rollObject(row.bodyId) === 'localRoll' ? 'local' : 'assembly',
          header: isoHeader(entryHeader(row)),
          source: entryHeader(row).sourceNote || `Entry of ${session.capacity.bodyNameEn}`,
          membershipId: session.capacity.membershipId,
          corrects: row.revisionNo > 1 ? ((await queries.findStatementOfPeriod(tx, row)) ?? null) : null,
          counts,
        },
        at,
      );
      await queries.moveSubmission(
        tx,
        row,
        { status: 'published', decidedBy: session.capacity.membershipId, decidedAt: at },
        at,
      );
      const overview = await refreshOverview(tx, at);
      return {
        answer: { id: row.id, version: row.version + 1, overview },
        object: { kind: 'submission', id: row.id },
        before: { status: row.status },
        after: { status: 'published', statementId, counts, erratum: row.erratum },
        announce: [
          { topic: 'national', audience: 'all' },
          { topic: `roll:${row.stateCode}`, audience: 'all' },
          ...announceDraft(row),
        ],
      };
    },
  );
}

/** Opens a correction of a published form: a new revision that starts from its figures and carries an erratum note. */
export async function correct(context: SignedInContext, input: CorrectSubmission): Promise<SaveAnswer> {
  const { key, ...asked } = input;
  refusePersonalData({ erratum: input.erratum });
  const found = await requireSubmission(context, input.id);
  const scope = scopeOf(context, 'write', found);
  return await runCommand(
    context,
    { name: 'submissions.correct', key, input: asked, stateCode: scope.stateCode },
    async (tx, at) => {
      const row = await requireOpen(await queries.lockSubmission(tx, input.id), null, 'correct');
      const next = {
        id: newId(),
        period: row.period,
        revisionNo: row.revisionNo + 1,
        header: entryHeader(row),
        cells: entryCells(row),
        notes: row.notes,
        erratum: normaliseText(input.erratum),
      };
      const begun = await queries.insertSubmission(tx, scope, next, at);
      if (begun === undefined)
        throw new AppError('stale', 'A correction of this month is already open.', [
          { reason: 'submission.correction_open' },
        ]);
      return {
        answer: begun,
        object: { kind: 'submission', id: begun.id },
        before: { corrects: row.id },
        after: { revisionNo: next.revisionNo, erratum: next.erratum },
        announce: announceDraft(row),
      };
    },
  );
}

/** The common part of submit, withdraw and return. */
async function move(
  context: SignedInContext,
  input: MoveSubmission & { reason?: string },
  step: Exclude<Step, 'save' | 'publish' | 'correct'>,
  name: 'submissions.submit' | 'submissions.withdraw' | 'submissions.return',
  decide: (tx: Tx, row: queries.SubmissionRow, at: Date) => Promise<queries.Move>,
): Promise<SaveAnswer> {
  const { key, ...asked } = input;
  const found = await requireSubmission(context, input.id);
  const scope = scopeOfStep(context, step, found);
  return await runCommand(context, { name, key, input: asked, stateCode: scope.stateCode }, async (tx, at) => {
    const row = await requireOpen(await queries.lockSubmission(tx, input.id), input.version, step);
    const next = await decide(tx, row, at);
    await queries.moveSubmission(tx, row, next, at);
    return {
      answer: { id: row.id, version: row.version + 1 },
      object: { kind: 'submission', id: row.id },
      before: { status: row.status },
      after: { status: next.status, ...(input.reason === undefined ? {} : { reason: normaliseText(input.reason) }) },
      announce: announceDraft(row),
    };
  });
}

function scopeOfStep(context: SignedInContext, step: Step, target: { stateCode: string; bodyId: string }): StateScope {
  if (step !== 'return') return scopeOf(context, 'submit', target);
  const mayVerify = context.session.capacity.bodyKind === 'eci' && rollObject(target.bodyId) === 'assemblyRoll';
  return scopeOf(context, mayVerify ? 'verify' : 'publish', target);
}

async function requireSubmission(context: SignedInContext, id: string): Promise<queries.SubmissionRow> {
  const row = await queries.findSubmissionById(context.db, id);
  // "Not yours" and "not there" are told apart to nobody.
  if (row === undefined) throw refuse();
  return row;
}

async function requireOpen(
  row: queries.SubmissionRow | undefined,
  version: number | null,
  step: Step,
): Promise<queries.SubmissionRow> {
  if (row === undefined) throw refuse();
  if (version !== null && row.version !== version) {
    throw new AppError('stale', 'This form has changed since you opened it. Look at it again before you go on.', [
      { reason: 'submission.stale', params: { version: row.version } },
    ]);
  }
  if (nextStatus(row.status, step) === undefined) {
    throw new AppError('blocked', `This step is closed: the form is ${row.status}.`, [
      { reason: `submission.${row.status}` },
    ]);
  }
  return row;
}

/** The form's counts and obstacles, against what the office last published. */
async function checkRow(tx: Tx, row: queries.SubmissionRow, today: IsoDate) {
  const picture = await getPicture(tx, row.stateCode, today);
  return checkForm({
    cells: entryCells(row),
    header: entryHeader(row),
    notes: row.notes,
    rollType: rollObject(row.bodyId) === 'localRoll' ? 'local' : 'assembly',
    previous: lastPublished(picture.statements, row, { realOnly: true }),
    today,
  });
}

function describeObstacles({ missing, rejected, unexplained }: Obstacles): AppError {
  return new AppError('invalid', 'The form cannot go on yet: see the cells marked.', [
    ...missing.map((cell) => ({ reason: 'required', field: cell })),
    ...[...rejected, ...unexplained].map((finding) => ({
      reason: `${finding.check}.${finding.reason}`,
      field: finding.cells[0] ?? '',
      params: finding.params,
    })),
  ]);
}

/** The stored text of the cells, blank where nothing was typed. */
function entryCells(row: queries.SubmissionRow): EntryCells {
  return { ...blankCells, ...row.cells };
}

function entryHeader(row: queries.SubmissionRow): EntryHeader {
  return { ...blankHeader(row.period), ...row.header };
}

/** The header with its dates as ISO days; the checks have passed, so they can be read. */
function isoHeader(header: EntryHeader): EntryHeader {
  const iso = (text: string): IsoDate => {
    const parsed = parseDate(text);
    if (!parsed.ok)
      throw new AppError('invalid', 'A date of the form cannot be read.', [{ reason: `date.${parsed.reason}` }]);
    return parsed.value;
  };
  return { ...header, qualifyingDate: iso(header.qualifyingDate), asOn: iso(header.asOn) };
}

function normalised<Fields extends object>(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, normaliseText(String(text))]));
}
