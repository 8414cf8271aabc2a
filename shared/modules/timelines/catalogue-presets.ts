// Calendars that were observed, as numbers of days. Defaults to start a plan from, never rules: another State's numbers are
// not offered to a State that has none of its own.

import type { Basis, Phrase, SourceTag, TemplateId } from './catalogue-templates.ts';

/** An observed poll calendar of the Election Commission of India; days. */
export interface PollVariant {
  id: string;
  template: 'T-ECI-GEN' | 'T-ECI-BYE';
  name: Phrase;
  tag: SourceTag;
  /** From the announcement to the first notification. */
  announcementBefore: number;
  /** From the first notification to that of each later phase. */
  laterNotifications: readonly number[];
  /** From the last day of withdrawal to the poll, by phase. Never under 14. */
  polls: readonly number[];
  /** From the last poll to the counting. */
  counting: number;
}

const general = 'T-ECI-GEN';
const alone = { template: general, tag: 'C', laterNotifications: [], polls: [14] } as const;

/** Source: schedules of the Assembly elections of 2025 and 2026, offsets computed. The first is the default. */
export const pollVariants: readonly PollVariant[] = [
  {
    ...alone,
    id: 'earliest',
    name: { en: 'Earliest poll day, counting three days later', hi: 'सबसे पहला संभव मतदान दिवस, तीन दिन बाद मतगणना' },
    tag: 'P',
    announcementBefore: 1,
    counting: 3,
  },
  {
    ...alone,
    id: 'assam-2026',
    name: { en: 'Assam, Kerala and Puducherry 2026', hi: 'असम, केरल और पुदुचेरी 2026' },
    announcementBefore: 1,
    counting: 25,
  },
  {
    ...alone,
    id: 'tamil-nadu-2026',
    name: { en: 'Tamil Nadu 2026', hi: 'तमिलनाडु 2026' },
    announcementBefore: 15,
    counting: 11,
  },
  {
    ...alone,
    id: 'bihar-2025',
    name: { en: 'Bihar 2025, two phases', hi: 'बिहार 2025, दो चरण' },
    announcementBefore: 4,
    laterNotifications: [3],
    polls: [17, 19],
    counting: 3,
  },
  {
    id: 'bye-earliest',
    template: 'T-ECI-BYE',
    name: { en: 'Earliest poll day, counting three days later', hi: 'सबसे पहला संभव मतदान दिवस, तीन दिन बाद मतगणना' },
    tag: 'P',
    announcementBefore: 1,
    laterNotifications: [],
    polls: [14],
    counting: 3,
  },
];

/** Days from the anchor, first and last; null: not seen. A step with a null first day is done "by" its last. */
export type Offsets = readonly [first: number | null, last: number | null];

/** A calendar of roll work: days from the draft roll (T-SSR) or from the first house visit (T-SIR), by milestone. */
export interface RollVariant {
  id: string;
  template: 'T-SSR' | 'T-SIR';
  name: Phrase;
  tag: SourceTag;
  steps: Readonly<Record<string, Offsets>>;
}

const unseen: Offsets = [null, null];
const phaseTwo = { template: 'T-SIR', tag: 'C' } as const;

/** Source: the calendars of the named revisions, offsets computed. The first of each template is its default. */
export const rollVariants: readonly RollVariant[] = [
  {
    id: 'uttarakhand-2024',
    template: 'T-SSR',
    name: { en: 'Uttarakhand, summary revision 2024', hi: 'उत्तराखंड, संक्षिप्त पुनरीक्षण 2024' },
    tag: 'C',
    steps: {
      preparation_training: [-138, -89],
      enumeration: [-88, -57],
      stations_rationalised: [-56, -18],
      formats_prepared: [-17, -1],
      roll_draft: [0, 0],
      claims_objections: [0, 44],
      disposal: [null, 70],
      eci_permission: [76, 76],
      roll_final: [80, 80],
    },
  },
  {
    id: 'odisha-2024',
    template: 'T-SSR',
    name: { en: 'Odisha, summary revision 2024', hi: 'ओडिशा, संक्षिप्त पुनरीक्षण 2024' },
    tag: 'C',
    steps: { roll_draft: [0, 0], claims_objections: [0, 43], disposal: unseen, roll_final: [70, 70] },
  },
  {
    id: 'proposed',
    template: 'T-SIR',
    name: { en: 'Proposed calendar', hi: 'प्रस्तावित कार्यक्रम' },
    tag: 'P',
    steps: {
      announcement_roll_freeze: [-8, -8],
      preparation_training: [-7, -1],
      enumeration: [0, 30],
      roll_draft: [36, 36],
      claims_objections: [36, 66],
      disposal: [36, 88],
      roll_final: [98, 98],
    },
  },
  {
    ...phaseTwo,
    id: 'phase-2-first',
    name: { en: 'Phase II, as first planned', hi: 'द्वितीय चरण, मूल कार्यक्रम' },
    steps: {
      announcement_roll_freeze: [-8, -8],
      preparation_training: [-7, -1],
      enumeration: [0, 30],
      roll_draft: [35, 35],
      claims_objections: [35, 65],
      disposal: [35, 88],
      roll_final: [95, 95],
    },
  },
  {
    ...phaseTwo,
    id: 'phase-2-extended',
    name: { en: 'Phase II, after the first extension', hi: 'द्वितीय चरण, पहले विस्तार के बाद' },
    steps: {
      announcement_roll_freeze: [-8, -8],
      enumeration: [0, 37],
      control_tables: [38, 41],
      roll_draft: [42, 42],
      claims_objections: [42, 72],
      disposal: unseen,
      eci_permission: [98, 98],
      roll_final: [102, 102],
    },
  },
  {
    ...phaseTwo,
    id: 'uttar-pradesh-2026',
    name: { en: 'Uttar Pradesh, as extended', hi: 'उत्तर प्रदेश, विस्तारों के बाद' },
    steps: {
      announcement_roll_freeze: [-8, -8],
      enumeration: [0, 52],
      roll_draft: [63, 63],
      claims_objections: [63, 122],
      disposal: [63, 143],
      roll_final: [157, 157],
    },
  },
  {
    ...phaseTwo,
    id: 'phase-3-punjab',
    name: { en: 'Phase III, Punjab', hi: 'तृतीय चरण, पंजाब' },
    steps: {
      announcement_roll_freeze: [-42, -42],
      enumeration: [0, 29],
      roll_draft: [39, 39],
      claims_objections: unseen,
      disposal: unseen,
      roll_final: [98, 98],
    },
  },
  {
    ...phaseTwo,
    id: 'phase-3-delhi',
    name: { en: 'Phase III, Delhi', hi: 'तृतीय चरण, दिल्ली' },
    steps: {
      announcement_roll_freeze: [-47, -47],
      enumeration: [0, 29],
      roll_draft: [36, 36],
      claims_objections: unseen,
      disposal: unseen,
      roll_final: [99, 99],
    },
  },
];

/** An observed local poll of one State; days, null: not seen. */
export interface LocalPreset {
  id: string;
  stateCode: string;
  kind: 'panchayat_election' | 'municipal_election';
  name: Phrase;
  /** From the announcement to the notification, when that is not the first day for nominations. */
  notification: number | null;
  /** From the announcement to the first day for nominations. */
  nominations: number | null;
  /** Days on which nominations are taken, first and last counted. */
  nominationDays: number | null;
  /** From the last day for nominations to the first and the last day of scrutiny. */
  scrutiny: readonly [number, number] | null;
  /** From the last day of scrutiny to the last for withdrawal. */
  withdrawal: number | null;
  /** From the last day for withdrawal to the poll. */
  poll: number | null;
  announcementToPoll: number;
  /** From the poll to the counting: from the first phase, the last, or each. */
  counting: number;
  countingFrom: 'first' | 'last' | 'each';
  /** From the first poll to each later one; or, when every phase has its own nominations, from all of its steps. */
  later: readonly number[];
  hasOwnNominations: boolean;
  /** From the final roll to the first poll. */
  rollFinalBefore: number | null;
}

const local = {
  notification: null,
  countingFrom: 'last',
  later: [],
  hasOwnNominations: false,
  rollFinalBefore: null,
} as const;

/** Source: the ten calendars of local polls that were seen, offsets computed. */
export const localPresets: readonly LocalPreset[] = [
  preset('kerala-2025', 'IN-KL', 'panchayat_election', [4, 8, [1, 1], 2, 15, 4, 29], {
    name: { en: 'Kerala local bodies 2025', hi: 'केरल स्थानीय निकाय 2025' },
    countingFrom: 'first',
    later: [2],
    rollFinalBefore: 45,
  }),
  preset('maharashtra-corporations-2026', 'IN-MH', 'municipal_election', [8, 8, [1, 1], 2, 13, 1, 31], {
    name: { en: 'Maharashtra municipal corporations 2026', hi: 'महाराष्ट्र महानगरपालिकाएँ 2026' },
  }),
  preset('maharashtra-councils-2025', 'IN-MH', 'municipal_election', [null, null, null, null, null, 1, 28], {
    name: { en: 'Maharashtra municipal councils 2025', hi: 'महाराष्ट्र नगर परिषदें 2025' },
  }),
  preset('telangana-gp-2025', 'IN-TS', 'panchayat_election', [2, 3, [1, 1], 3, 8, 0, 16], {
    name: { en: 'Telangana gram panchayats 2025', hi: 'तेलंगाना ग्राम पंचायतें 2025' },
    countingFrom: 'each',
    later: [3, 6],
    hasOwnNominations: true,
  }),
  preset('telangana-towns-2026', 'IN-TS', 'municipal_election', [1, 3, [1, 1], 3, 8, 2, 15], {
    name: { en: 'Telangana towns 2026', hi: 'तेलंगाना नगर 2026' },
  }),
  preset('punjab-zpps-2025', 'IN-PB', 'panchayat_election', [3, 4, [1, 1], 1, 8, 3, 16], {
    name: { en: 'Punjab zila parishads and samitis 2025', hi: 'पंजाब ज़िला परिषदें और समितियाँ 2025' },
  }),
  preset('goa-zp-2025', 'IN-GA', 'panchayat_election', [2, 9, [1, 1], 1, 9, 2, 21], {
    name: { en: 'Goa zilla panchayats 2025', hi: 'गोवा ज़िला पंचायतें 2025' },
  }),
  preset('arunachal-2025', 'IN-AR', 'panchayat_election', [2, 8, [2, 2], 3, 16, 5, 30], {
    name: { en: 'Arunachal Pradesh local bodies 2025', hi: 'अरुणाचल प्रदेश स्थानीय निकाय 2025' },
  }),
  preset('jharkhand-towns-2026', 'IN-JH', 'municipal_election', [2, 7, [1, 1], 1, 17, 4, 27], {
    name: { en: 'Jharkhand towns 2026', hi: 'झारखंड नगर 2026' },
  }),
  preset('uttarakhand-2025', 'IN-UK', 'panchayat_election', [4, 4, [2, 4], 2, 13, 3, 26], {
    name: { en: 'Uttarakhand panchayats 2025', hi: 'उत्तराखंड पंचायतें 2025' },
    notification: 0,
    later: [4],
  }),
];

type Row = readonly [
  nominations: number | null,
  nominationDays: number | null,
  scrutiny: readonly [number, number] | null,
  withdrawal: number | null,
  poll: number | null,
  counting: number,
  announcementToPoll: number,
];

function preset(
  id: string,
  stateCode: string,
  kind: LocalPreset['kind'],
  [nominations, nominationDays, scrutiny, withdrawal, poll, counting, announcementToPoll]: Row,
  more: Partial<LocalPreset> & Pick<LocalPreset, 'name'>,
): LocalPreset {
  const days = { nominations, nominationDays, scrutiny, withdrawal, poll, counting, announcementToPoll };
  return { ...local, id, stateCode, kind, ...days, ...more };
}

/** What a day of the calendar rests on when it was taken from an observed one. */
export function observedBasis({ name, tag }: { name: Phrase; tag: SourceTag }): Basis {
  return tag === 'P'
    ? { en: `Default: ${name.en}`, hi: `पूर्व-निर्धारित: ${name.hi}`, tag }
    : { en: `Observed: ${name.en}`, hi: `प्रेक्षित: ${name.hi}`, tag };
}

export interface Choice {
  id: string;
  name: Phrase;
}

/** The observed calendars a template offers, its default first; for a local poll those of the State alone. */
export function choicesOf(template: TemplateId, stateCode: string | null): Choice[] {
  const local = template === 'T-SEC' ? localPresets.filter((one) => one.stateCode === stateCode) : [];
  const others = [...pollVariants, ...rollVariants].filter((one) => one.template === template);
  return [...local, ...others].map(({ id, name }) => ({ id, name }));
}
