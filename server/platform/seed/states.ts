// The 36 States and Union Territories and the 69 bodies that serve them, from states.csv (compiled 22-11-2026).

import type { Insertable } from 'kysely';
import type { Database } from '../tables.ts';
import { countOf, readRows, textOf, wordOf } from './csv.ts';

export type StateRow = Insertable<Database['state']>;
export type BodyRow = Insertable<Database['body']>;
export type BodyStateRow = Insertable<Database['bodyState']>;

export interface Directory {
  states: StateRow[];
  bodies: BodyRow[];
  links: BodyStateRow[];
}

const columns = [
  'code',
  'eci_code',
  'lgd_code',
  'name_en',
  'name_hi',
  'type',
  'zone',
  'legislature',
  'assembly_seats',
  'lok_sabha_seats',
  'sec_body',
  'sec_note',
  'assembly_term_ends',
  'assembly_term_basis',
  'sir_phase',
  'local_roll_basis_2020',
] as const;

/** Commissions that serve more than one State, by their name in the file: ids and Hindi names. */
const sharedCommissions: Record<string, { id: string; nameHi: string }> = {
  'Common Election Commission for Union Territories (A&N, Lakshadweep, DNHDD, Ladakh)': {
    id: 'SEC-UT',
    nameHi: 'संघ राज्य क्षेत्रों का साझा निर्वाचन आयोग (अंडमान और निकोबार, लक्षद्वीप, दादरा और नगर हवेली और दमन और दीव, लद्दाख)',
  },
  'State Election Commission, NCT of Delhi and UT Chandigarh': {
    id: 'SEC-DL-CH',
    nameHi: 'राज्य निर्वाचन आयोग, राष्ट्रीय राजधानी क्षेत्र दिल्ली एवं संघ राज्य क्षेत्र चंडीगढ़',
  },
};

/** Since when a body serves a State, where a source says so: Ladakh came to the UT commission in September 2023. */
const servedSince: Record<string, string> = { 'SEC-UT/IN-LA': '2023-09-01' };

/** Reads the States (in file order), the ECI, one CEO a State, and the State Election Commissions with their States. */
export function readDirectory(): Directory {
  const states: StateRow[] = [];
  const bodies = new Map<string, BodyRow>();
  const links: BodyStateRow[] = [];
  bodies.set('ECI', body('ECI', 'eci', 'Election Commission of India', 'भारत निर्वाचन आयोग'));
  for (const row of readRows('states.csv', columns)) {
    states.push(stateRow(row));
    const ceo = `CEO-${row.code}`;
    bodies.set(ceo, body(ceo, 'ceo', `Chief Electoral Officer, ${row.name_en}`, `मुख्य निर्वाचन अधिकारी, ${row.name_hi}`));
    links.push(link(ceo, row.code));
    const shared = sharedCommissions[row.sec_body];
    const sec = shared?.id ?? `SEC-${row.code}`;
    const nameHi = shared?.nameHi ?? `राज्य निर्वाचन आयोग, ${row.name_hi}`;
    // Of a shared body's notes the longest says all that the others say.
    const noted = bodies.get(sec)?.note ?? '';
    const note = row.sec_note.length > noted.length ? row.sec_note : noted;
    bodies.set(sec, { ...body(sec, 'sec', row.sec_body, nameHi), note: textOf(note) });
    links.push(link(sec, row.code));
  }
  return { states, bodies: [...bodies.values()], links };
}

/** The id of the State Election Commission that serves the State. */
export function commissionOf(directory: Directory, code: string): string {
  const found = directory.links.find((each) => each.stateCode === code && each.bodyId.startsWith('SEC-'));
  if (found === undefined) throw new Error(`no State Election Commission for ${code}`);
  return found.bodyId;
}

function stateRow(row: Record<(typeof columns)[number], string>): StateRow {
  return {
    code: row.code,
    eciCode: row.eci_code,
    lgdCode: row.lgd_code,
    nameEn: row.name_en,
    nameHi: row.name_hi,
    kind: wordOf(row.type, ['state', 'ut']),
    zone: row.zone,
    legislature: wordOf(row.legislature, ['bicameral', 'unicameral', 'none']),
    assemblySeats: countOf(row.assembly_seats) ?? 0,
    lokSabhaSeats: countOf(row.lok_sabha_seats) ?? 0,
    assemblyTermEnds: textOf(row.assembly_term_ends),
    assemblyTermBasis:
      row.assembly_term_basis === '' ? null : wordOf(row.assembly_term_basis, ['reported', 'inferred']),
    sirPhase: textOf(row.sir_phase),
    localRollBasis2020:
      row.local_roll_basis_2020 === '' ? null : wordOf(row.local_roll_basis_2020, ['own', 'eci_adopted']),
  };
}

function body(id: string, kind: BodyRow['kind'], nameEn: string, nameHi: string): BodyRow {
  return { id, kind, nameEn, nameHi, note: null, validFrom: null, validTo: null };
}

function link(bodyId: string, stateCode: string): BodyStateRow {
  return { bodyId, stateCode, validFrom: servedSince[`${bodyId}/${stateCode}`] ?? null, validTo: null };
}
