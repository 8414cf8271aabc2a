// The numbers that requirements are worked out with: each with its default, its unit and where the default comes from.
// An SEC sets its own; what is recalled and not seen says so.

import type { Basis } from './schema.ts';

type ParameterUnit = 'count' | 'percent';

export interface Parameter {
  id: ParameterId;
  nameEn: string;
  nameHi: string;
  unit: ParameterUnit;
  /** Percent in whole hundredths of a percent (2,500 = 25 %), counts as they are; null: nothing to assume. */
  preset: number | null;
  basis: Basis;
  source: string;
}

/**
 * Counts of one area: what is entered for the whole exercise says nothing of a district. All others hold for every
 * district that has none of its own.
 */
export const areaParameters: ReadonlySet<ParameterId> = new Set([
  'psMain',
  'psAux',
  'electors',
  'unitsOfElection',
  'partsOfRoll',
  'warehouses',
]);

export const parameterIds = [
  'psMain',
  'psAux',
  'electors',
  'maxCandidates',
  'posts',
  'postsCu',
  'resCuFlc',
  'resBuFlc',
  'resVvpatFlc',
  'resCuPoll',
  'resVvpatPoll',
  'partySize',
  'resStaff',
  'psPerSector',
  'vialsPerPs',
  'resInk',
  'boxesPerPs',
  'resBox',
  'webcastShare',
  'unitsOfElection',
  'districts',
  'partsOfRoll',
  'warehouses',
] as const;
export type ParameterId = (typeof parameterIds)[number];

const manual = 'EVM manual’s reserve norm, widely cited; the page itself was not seen';
const own = 'this product’s default';
const entered = 'entered by the body';

/** In the order of the form. */
export const parameters: readonly Parameter[] = [
  count('psMain', 'Polling stations', 'मतदान केंद्र', null, 'office', entered),
  count('psAux', 'Auxiliary polling stations', 'सहायक मतदान केंद्र', 0, 'proposed', own),
  count('electors', 'Electors', 'निर्वाचक', null, 'office', entered),
  count('maxCandidates', 'Most candidates for one post', 'एक पद के अधिकतम अभ्यर्थी', 15, 'proposed', own),
  count('posts', 'Posts voted for at a station', 'एक केंद्र पर मतदान के पद', 1, 'proposed', own),
  count('postsCu', 'Control units a station needs', 'प्रति केंद्र कंट्रोल यूनिट', 1, 'proposed', own),
  percent(
    'resCuFlc',
    'Reserve of control units at checking',
    'जाँच के समय कंट्रोल यूनिट का रिज़र्व',
    2_500,
    'recalled',
    manual,
  ),
  percent('resBuFlc', 'Reserve of ballot units at checking', 'जाँच के समय बैलट यूनिट का रिज़र्व', 2_500, 'recalled', manual),
  percent('resVvpatFlc', 'Reserve of VVPATs at checking', 'जाँच के समय वीवीपैट का रिज़र्व', 3_500, 'recalled', manual),
  percent(
    'resCuPoll',
    'Reserve of control units on poll day',
    'मतदान के दिन कंट्रोल यूनिट का रिज़र्व',
    2_000,
    'recalled',
    manual,
  ),
  percent('resVvpatPoll', 'Reserve of VVPATs on poll day', 'मतदान के दिन वीवीपैट का रिज़र्व', 3_000, 'recalled', manual),
  count(
    'partySize',
    'Persons in a polling party',
    'मतदान दल के सदस्य',
    4,
    'seen',
    'ECI handbook for presiding officers: one and three, up to 1,000 electors',
  ),
  percent(
    'resStaff',
    'Reserve of polling staff',
    'मतदान कर्मियों का रिज़र्व',
    2_000,
    'recalled',
    'about 20 %, no page seen',
  ),
  count(
    'psPerSector',
    'Stations a sector officer has',
    'प्रति सेक्टर अधिकारी मतदान केंद्र',
    10,
    'computed',
    'PIB, 18-03-2026: 21,000 sector officers for 2,18,807 stations',
  ),
  count(
    'vialsPerPs',
    'Ink vials a station',
    'प्रति केंद्र स्याही की शीशियाँ',
    2,
    'seen',
    'Uttar Pradesh, Lok Sabha 2019: 2 vials a station',
  ),
  percent('resInk', 'Reserve of ink', 'स्याही का रिज़र्व', 1_000, 'seen', 'Uttar Pradesh, Lok Sabha 2019: 10 %'),
  count(
    'boxesPerPs',
    'Ballot boxes a station',
    'प्रति केंद्र मतपेटियाँ',
    2,
    'computed',
    'Telangana towns, 2026: 16,031 boxes for 8,203 stations',
  ),
  percent('resBox', 'Reserve of ballot boxes', 'मतपेटियों का रिज़र्व', 1_000, 'proposed', own),
  percent(
    'webcastShare',
    'Stations with webcasting',
    'वेबकास्टिंग वाले केंद्रों का भाग',
    10_000,
    'recalled',
    'ECI practice since 2025; no page seen',
  ),
  count(
    'unitsOfElection',
    'Constituencies or bodies voting',
    'मतदान वाले निर्वाचन क्षेत्र या निकाय',
    null,
    'office',
    entered,
  ),
  count('districts', 'Districts', 'जिले', 1, 'proposed', 'a row is one district'),
  count('partsOfRoll', 'Parts of the roll', 'नामावली के भाग', null, 'office', entered),
  count('warehouses', 'Warehouses in use', 'प्रयोग में गोदाम', null, 'office', entered),
];

/** Values by parameter; a missing one is not known. */
export type ParameterValues = Readonly<Partial<Record<ParameterId, number | null>>>;

function count(
  id: ParameterId,
  nameEn: string,
  nameHi: string,
  preset: number | null,
  basis: Basis,
  source: string,
): Parameter {
  return { id, nameEn, nameHi, unit: 'count', preset, basis, source };
}

function percent(
  id: ParameterId,
  nameEn: string,
  nameHi: string,
  preset: number,
  basis: Basis,
  source: string,
): Parameter {
  return { id, nameEn, nameHi, unit: 'percent', preset, basis, source };
}
