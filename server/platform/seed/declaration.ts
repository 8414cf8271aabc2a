// The round table of 24-02-2026, the items that follow from the National Declaration 2026, and each body's copy of them.
// Only part of these are the declaration's own words; the rest are the secretariat's proposals and say so (`origin`).

import type { Insertable } from 'kysely';
import { startOfIstDay } from '#shared/kernel/time.ts';
import type { Database } from '../tables.ts';
import { readRows, textOf, wordOf } from './csv.ts';
import { stableId } from './rows.ts';
import type { Directory } from './states.ts';

export type ConferenceRow = Insertable<Database['conference']>;
export type ActionItemRow = Insertable<Database['actionItem']>;
export type ActionCopyRow = Insertable<Database['actionCopy']>;
export type ActionUpdateRow = Insertable<Database['actionUpdate']>;

export interface Declaration {
  conference: ConferenceRow;
  items: ActionItemRow[];
  copies: ActionCopyRow[];
  updates: ActionUpdateRow[];
}

const columns = [
  'id',
  'title_en',
  'title_hi',
  'origin',
  'clause',
  'scope',
  'copies',
  'owner_en',
  'owner_hi',
  'counterpart_en',
  'counterpart_hi',
  'fulfilled_by_en',
  'fulfilled_by_hi',
  'due_on',
  'due_basis',
] as const;
type Cells = Record<(typeof columns)[number], string>;

const conference: ConferenceRow = {
  id: 'NRTC-2026',
  nameEn: 'National Round Table Conference of the Election Commission of India and State Election Commissioners',
  nameHi: 'भारत निर्वाचन आयोग और राज्य निर्वाचन आयुक्तों का राष्ट्रीय गोलमेज सम्मेलन',
  heldOn: '2026-02-24',
  placeEn: 'Bharat Mandapam, New Delhi',
  placeHi: 'भारत मंडपम, नई दिल्ली',
  source: 'PIB, PRID 2232472, 24 Feb 2026; New Indian Express 24 and 25 Feb 2026; NDTV 24 Feb 2026, 11131809',
};

/** The day on which the public record was searched for what happened after February 2026, and nothing was found. */
const searchedOn = '2026-11-22';
const nothingFound = 'No public record found after 25-02-2026 (searched 22-11-2026).';

/**
 * Reads the items and gives each body its copies: national ones to the ECI, the others to every commission or for every
 * State. All start as "no public record": silence in the press is neither progress nor delay.
 */
export function readDeclaration(directory: Directory, now: Date): Declaration {
  const at = new Date(Math.min(startOfIstDay(searchedOn).getTime(), now.getTime() - 1_000));
  const rows = readRows('declaration.csv', columns);
  const copies = rows.flatMap((cells) => copiesOf(cells, directory, at));
  return { conference, items: rows.map(itemOf), copies, updates: copies.map((copy) => firstUpdateOf(copy, at)) };
}

function itemOf(cells: Cells): ActionItemRow {
  return {
    id: cells.id,
    conferenceId: conference.id,
    titleEn: cells.title_en,
    titleHi: cells.title_hi,
    origin: wordOf(cells.origin, ['declaration', 'secretariat']),
    clause: cells.clause,
    scope: wordOf(cells.scope, ['national', 'body', 'state']),
    ownerEn: cells.owner_en,
    ownerHi: cells.owner_hi,
    counterpartEn: textOf(cells.counterpart_en),
    counterpartHi: textOf(cells.counterpart_hi),
    fulfilledByEn: cells.fulfilled_by_en,
    fulfilledByHi: cells.fulfilled_by_hi,
    dueOn: textOf(cells.due_on),
    dueBasis: cells.due_basis === '' ? null : wordOf(cells.due_basis, ['stated', 'inferred', 'set']),
  };
}

function copiesOf(cells: Cells, directory: Directory, updatedAt: Date): ActionCopyRow[] {
  function copy(suffix: string, ownerBodyId: string, stateCode: string | null): ActionCopyRow {
    return {
      id: `${cells.id}${suffix}`,
      itemId: cells.id,
      stateCode,
      ownerBodyId,
      dueOn: textOf(cells.due_on),
      status: 'no_public_record',
      note: nothingFound,
      updatedAt,
    };
  }

  const { links } = directory;
  const offices = links.filter((link) => link.bodyId.startsWith('CEO-'));
  const commissions = links.filter((link) => link.bodyId.startsWith('SEC-'));
  if (cells.scope === 'national') return [copy('', 'ECI', null)];
  if (cells.scope === 'body') {
    return [...new Set(commissions.map((link) => link.bodyId))].map((id) =>
      copy(`/${id}`, id, onlyStateOf(id, directory)),
    );
  }
  switch (wordOf(cells.copies, ['eci', 'ceo', 'sec', 'both'])) {
    case 'eci':
      return directory.states.map(({ code }) => copy(`/${code}`, 'ECI', code));
    case 'ceo':
      return offices.map((link) => copy(`/${link.stateCode}`, link.bodyId, link.stateCode));
    case 'sec':
      return commissions.map((link) => copy(`/${link.stateCode}`, link.bodyId, link.stateCode));
    case 'both':
      return [
        ...offices.map((link) => copy(`/${link.stateCode}/CEO`, link.bodyId, link.stateCode)),
        ...commissions.map((link) => copy(`/${link.stateCode}/SEC`, link.bodyId, link.stateCode)),
      ];
  }
}

/** The State of a body that serves one; null for a body of several. */
function onlyStateOf(bodyId: string, directory: Directory): string | null {
  const served = directory.links.filter((link) => link.bodyId === bodyId);
  return served.length === 1 ? (served[0]?.stateCode ?? null) : null;
}

function firstUpdateOf(copy: ActionCopyRow, at: Date): ActionUpdateRow {
  return {
    id: stableId('action', copy.id, 'first'),
    copyId: copy.id,
    status: copy.status,
    note: nothingFound,
    evidence: null,
    membershipId: null,
    at,
  };
}
