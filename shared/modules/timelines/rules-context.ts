// Dates of others that bear on the calendar, as far as sources were seen: the census, examinations, the harvest. Every
// window is provisional: States fix their own days and enter them; nothing here is a State's own word.

import type { PlannedDays } from './schema.ts';

export const contextIds = [
  'houseListing',
  'censusCount',
  'boundaryFreeze',
  'boardExams',
  'examsKarnataka',
  'paddyPunjab',
] as const;
export type ContextId = (typeof contextIds)[number];

export interface ContextWindow extends PlannedDays {
  id: ContextId;
  kind: 'census' | 'boundaries' | 'exam' | 'harvest';
  /** Null: every State, each on days of its own within the window. */
  stateCode: string | null;
  isProvisional: true;
  /** Publisher and date. */
  source: string;
}

const census = 'Hindustan Times, 30 Jun 2025; Free Press Journal';

/** An end or a start that is null was in no source seen. */
export const contextWindows: readonly ContextWindow[] = (
  [
    { id: 'houseListing', kind: 'census', stateCode: null, start: '2026-04-01', end: '2026-09-30', source: census },
    { id: 'censusCount', kind: 'census', stateCode: null, start: '2027-02-01', end: null, source: census },
    {
      id: 'boundaryFreeze',
      kind: 'boundaries',
      stateCode: null,
      start: '2026-01-01',
      end: '2027-03-31',
      source: census,
    },
    {
      id: 'boardExams',
      kind: 'exam',
      stateCode: null,
      start: '2027-02-01',
      end: '2027-03-31',
      source:
        'February to March in most States, as reported of Karnataka and Uttar Pradesh in 2026; days of 2027 not seen',
    },
    {
      id: 'examsKarnataka',
      kind: 'exam',
      stateCode: 'IN-KA',
      start: null,
      end: '2026-05-26',
      source: 'Reports on the Greater Bengaluru polls, 2026',
    },
    {
      id: 'paddyPunjab',
      kind: 'harvest',
      stateCode: 'IN-PB',
      start: '2025-09-15',
      end: null,
      source: 'Reports on paddy procurement in Punjab, 2025: from mid-September',
    },
  ] as const
).map((window) => ({ ...window, isProvisional: true }));
