// The steps of a form, what each asks for, and what becomes of typed text. Pure: the form and the server keep the same rules.

import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { type CheckFinding, checkEntry, type EntryCell, missingForSubmit } from '#shared/modules/roll-health/checks.ts';
import type { Counts, EntryCells, EntryHeader } from '#shared/modules/roll-health/schema.ts';
import type { SubmissionStatus, SubmissionView } from './schema.ts';

export type Step = 'save' | 'submit' | 'withdraw' | 'return' | 'publish' | 'correct';

const steps: Record<SubmissionStatus, Partial<Record<Step, SubmissionStatus>>> = {
  draft: { save: 'draft', submit: 'submitted' },
  returned: { save: 'returned', submit: 'submitted' },
  submitted: { withdraw: 'draft', return: 'returned', publish: 'published' },
  published: { correct: 'draft' },
};

/** The status after the step, or undefined when the step is closed: nothing is published without being submitted. */
export function nextStatus(status: SubmissionStatus, step: Step): SubmissionStatus | undefined {
  return steps[status][step];
}

export interface Form {
  cells: EntryCells;
  header: EntryHeader;
  /** The uploader's explanations, by check. */
  notes: Readonly<Record<string, string>>;
  rollType: SubmissionView['rollType'];
  /** The newest real published figures of the same roll before the form's month. */
  previous: { counts: Counts; asOn: IsoDate | null } | null;
  today: IsoDate;
}

export type RequiredField = EntryCell | 'qualifyingDate' | 'asOn';

export interface Obstacles {
  /** Cells and dates that must be filled. */
  missing: readonly RequiredField[];
  /** Findings that refuse the form as it is. */
  rejected: readonly CheckFinding[];
  /** Findings that ask for a note which is not there. */
  unexplained: readonly CheckFinding[];
}

/**
 * Checks a form as the form's page and the server both do: the counts that could be read, every finding, and what stands
 * between the form and its submission. A note for V05 is its explanation code. A local-body roll may have any qualifying
 * date when the source note names the legal basis (V22, roll-health catalogue, section 7).
 */
export function checkForm(form: Form): { counts: Counts; findings: CheckFinding[]; obstacles: Obstacles } {
  const { cells, header, notes, previous, today } = form;
  const { counts, findings: all } = checkEntry({
    cells,
    header,
    today,
    explained: hasNote(notes, 'V05') ? ['V05'] : [],
    ...(previous === null
      ? {}
      : { previous: { counts: previous.counts, ...(previous.asOn === null ? {} : { asOn: previous.asOn }) } }),
  });
  const findings = form.rollType === 'assembly' ? all : all.flatMap((finding) => forLocalRoll(finding, header));
  const dates = (['qualifyingDate', 'asOn'] as const).filter((field) => normaliseText(header[field]) === '');
  return {
    counts,
    findings,
    obstacles: obstaclesToSubmit(findings, [...missingForSubmit({ cells }), ...dates], notes),
  };
}

/** A State Election Commission sets its own qualifying date by law; without the law named, the note is what is missing. */
function forLocalRoll(finding: CheckFinding, header: EntryHeader): CheckFinding[] {
  if (finding.check !== 'V22' || finding.reason !== 'not_qualifying_date') return [finding];
  return normaliseText(header.sourceNote) === '' ? [{ ...finding, cells: ['sourceNote', 'qualifyingDate'] }] : [];
}

/** What stands between the form and its submission. Findings to be reviewed (severity F) stand in nobody's way. */
function obstaclesToSubmit(
  findings: readonly CheckFinding[],
  missing: readonly RequiredField[],
  notes: Readonly<Record<string, string>>,
): Obstacles {
  return {
    missing,
    rejected: findings.filter((finding) => finding.severity === 'E'),
    unexplained: findings.filter((finding) => finding.severity === 'W' && !hasNote(notes, finding.check)),
  };
}

/** True when nothing stands in the way. */
export function isClear(obstacles: Obstacles): boolean {
  return obstacles.missing.length + obstacles.rejected.length + obstacles.unexplained.length === 0;
}

function hasNote(notes: Readonly<Record<string, string>>, check: string): boolean {
  return normaliseText(notes[check] ?? '') !== '';
}

/** Texts by field: `cells.electorsTotal`, `header.asOn`, `notes.V04`. */
export type Texts = Readonly<Record<string, string>>;

/** The server's form as far as typing is concerned. */
export interface SeenForm {
  id: string | null;
  revisionNo: number;
  version: number;
  texts: Texts;
}

/** One save under way: it is repeated whole, under the same key, until it is answered. */
export interface Sending {
  key: string;
  version: number;
  texts: Texts;
}

/** A form being typed: what the server is known to hold, and what only this browser holds. */
export interface Draft {
  id: string | null;
  revisionNo: number;
  /** The server's version that `known` is. */
  version: number;
  known: Texts;
  /** Typed here, not yet with the server. */
  typed: Texts;
  sending: Sending | null;
  /** What someone else saved in a field that is typed here too. Such a field waits until a person decides. */
  theirs: Texts;
  /** Why the server does not take a field, by field, as a reason word. Such a field waits for other text. */
  refused: Texts;
  /** ISO instants at which the server took what was typed here. */
  savedAt: Texts;
  /** Fields that someone else changed since the form was opened here. */
  fromOthers: readonly string[];
}

/** The texts of a form, by field. */
export function textsOf(view: Pick<SubmissionView, 'cells' | 'header' | 'notes'>): Texts {
  return { ...prefixed('cells', view.cells), ...prefixed('header', view.header), ...prefixed('notes', view.notes) };
}

/** The part of the texts that lies under `cells`, `header` or `notes`, by its own names. */
export function partOf(texts: Texts, part: 'cells' | 'header' | 'notes'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) =>
      field.startsWith(`${part}.`) ? [[field.slice(part.length + 1), text]] : [],
    ),
  );
}

/** A draft in which nothing is typed yet. */
export function startDraft({ id, revisionNo, version, texts }: SeenForm): Draft {
  const nothing = { typed: {}, sending: null, theirs: {}, refused: {}, savedAt: {}, fromOthers: [] };
  return { id, revisionNo, version, known: texts, ...nothing };
}

/** What stands in the field on screen. */
export function textIn(draft: Draft, field: string): string {
  return draft.typed[field] ?? draft.known[field] ?? '';
}

/** Everything as it stands on screen. */
export function textsOnScreen(draft: Draft): Texts {
  return { ...draft.known, ...draft.typed };
}

/** The draft with these texts typed. Typing what the server has already leaves nothing to send. */
export function typeInto(draft: Draft, changes: Texts): Draft {
  const typed = { ...draft.typed, ...changes };
  for (const [field, text] of Object.entries(changes)) {
    const isBack = same(text, draft.known[field]) && draft.sending?.texts[field] === undefined;
    if (isBack && draft.theirs[field] === undefined) delete typed[field];
  }
  const fields = Object.keys(changes);
  return {
    ...draft,
    typed,
    refused: without(draft.refused, fields),
    fromOthers: draft.fromOthers.filter((field) => !fields.includes(field)),
  };
}

/**
 * Takes up what can be sent into one save. A save that is not answered yet stays as it is. Text that identifies a person
 * is marked as refused and never leaves the browser; fields in dispute wait.
 */
export function takeSending(draft: Draft, key: string): Draft {
  if (draft.sending !== null) return draft;
  const refused: Record<string, string> = { ...draft.refused };
  const texts: Record<string, string> = {};
  for (const [field, text] of Object.entries(draft.typed)) {
    const kind = findPersonalData(text);
    if (kind !== undefined) refused[field] = `personal_data.${kind}`;
    else if (refused[field] === undefined && draft.theirs[field] === undefined) texts[field] = text;
  }
  const sending = Object.keys(texts).length === 0 ? null : { key, version: draft.version, texts };
  return { ...draft, refused, sending };
}

/** The server has taken the save. What was typed since remains to be sent. `at` is an ISO instant. */
export function acknowledge(draft: Draft, answer: { id: string; version: number }, at: string): Draft {
  const { sending } = draft;
  if (sending === null) return draft;
  const taken = Object.fromEntries(Object.entries(sending.texts).map(([field, text]) => [field, normaliseText(text)]));
  const done = Object.keys(taken).filter((field) => same(draft.typed[field] ?? '', taken[field]));
  const times = Object.fromEntries(Object.keys(taken).map((field) => [field, at]));
  return {
    ...draft,
    ...answer,
    known: { ...draft.known, ...taken },
    typed: without(draft.typed, done),
    sending: null,
    savedAt: { ...draft.savedAt, ...times },
  };
}

/** The server has refused the save: fields named in `reasons` wait for other text, the rest can be sent again. */
export function refuseSending(draft: Draft, reasons: Texts): Draft {
  return { ...draft, sending: null, refused: { ...draft.refused, ...reasons } };
}

/**
 * Brings the draft up to the server's form. What only the server changed is taken over; what only this browser changed
 * stays typed; where both changed a field to different texts, both are kept until a person decides. Older news, and any
 * news during a save, change nothing.
 */
export function meet(draft: Draft, seen: SeenForm): Draft {
  const isOld = seen.revisionNo === draft.revisionNo && seen.version <= draft.version;
  if (draft.sending !== null || isOld) return draft;
  const typed: Record<string, string> = { ...draft.typed };
  const theirs: Record<string, string> = { ...draft.theirs };
  const news: string[] = [];
  for (const field of new Set([...Object.keys(seen.texts), ...Object.keys(draft.known), ...Object.keys(typed)])) {
    const text = seen.texts[field] ?? '';
    if (same(typed[field] ?? text, text)) {
      if (typed[field] === undefined && !same(text, draft.known[field])) news.push(field);
      delete typed[field];
      delete theirs[field];
    } else if (!same(text, draft.known[field])) theirs[field] = text;
  }
  const fromOthers = [...new Set([...draft.fromOthers, ...news])];
  const savedAt = without(draft.savedAt, news);
  const { id, revisionNo, version, texts } = seen;
  return { ...draft, id, revisionNo, version, known: texts, typed, theirs, savedAt, fromOthers };
}

/** A person has decided which of two texts stands in the field. */
export function settle(draft: Draft, field: string, choice: 'mine' | 'theirs'): Draft {
  const theirs = without(draft.theirs, [field]);
  return choice === 'mine' ? { ...draft, theirs } : { ...draft, theirs, typed: without(draft.typed, [field]) };
}

export type FieldState = 'empty' | 'kept' | 'sending' | 'saved' | 'refused' | 'disputed' | 'others';

/** How a field stands with the server. */
export function stateOf(draft: Draft, field: string): FieldState {
  if (draft.refused[field] !== undefined) return 'refused';
  if (draft.theirs[field] !== undefined) return 'disputed';
  const typed = draft.typed[field];
  if (typed !== undefined) return draft.sending?.texts[field] === typed ? 'sending' : 'kept';
  if (draft.fromOthers.includes(field)) return 'others';
  return (draft.known[field] ?? '') === '' ? 'empty' : 'saved';
}

function same(a: string, b: string | undefined): boolean {
  return normaliseText(a) === normaliseText(b ?? '');
}

function without(texts: Texts, fields: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([field]) => !fields.includes(field)));
}

function prefixed(part: string, texts: Readonly<Record<string, string>>): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${part}.${name}`, text]));
}
