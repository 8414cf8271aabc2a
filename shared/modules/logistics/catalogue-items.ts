// The 39 items of readiness: what is counted, by which figure, how much of it is required and by when. Offsets marked `seen`
// are those of the ECI's election planner poster (undated, about 2019); the others are this product's defaults.

import type { Basis, Gate, ItemId, Theme } from './schema.ts';

/** A day counted back from poll, counting or the first house visit, or on from the last withdrawal. */
export interface Edge {
  from: 'poll' | 'counting' | 'houseVisit' | 'withdrawal';
  /** Days before; for withdrawal, days after. */
  days: number;
}

/** `due` with two edges: the later of them. `minDays`: due no earlier than so many days after the start. */
export type Timing = 'standing' | { start: Edge; due: Edge; minDays?: number; basis: Basis; source: string };

export interface Item {
  id: ItemId;
  theme: Theme;
  nameEn: string;
  nameHi: string;
  unitEn: string;
  unitHi: string;
  /** Machines: where votes are cast on machines. Ballot: where on paper. All: both. */
  method: 'evm' | 'ballot' | 'all';
  /** Null: both bodies' exercises. */
  body: 'eci' | null;
  gate: Gate;
  isCritical: boolean;
  timing: Timing;
}

const planner = 'ECI election planner poster';
const own = 'this product’s default';
const stock = seen(poll(150), poll(140));
const firstLevel = seen(poll(120), poll(90));
const machine = { theme: 'machines', method: 'evm', body: null, unitEn: 'units', unitHi: 'इकाइयाँ' } as const;
const station = { theme: 'stations', method: 'all', body: null, unitEn: 'stations', unitHi: 'मतदान केंद्र' } as const;
const person = { theme: 'people', method: 'all', body: null, unitEn: 'persons', unitHi: 'व्यक्ति' } as const;
const place = { unitEn: 'constituencies or bodies', unitHi: 'निर्वाचन क्षेत्र या निकाय', body: null } as const;

/** In the order of the specification. */
export const items: readonly Item[] = [
  item('cu_stock', 'Control units in hand', 'कंट्रोल यूनिट: उपलब्ध', machine, critical('available'), stock),
  item('bu_stock', 'Ballot units in hand', 'बैलट यूनिट: उपलब्ध', machine, critical('available'), stock),
  item('vvpat_stock', 'VVPATs in hand', 'वीवीपैट: उपलब्ध', { ...machine, body: 'eci' }, critical('available'), stock),
  item('cu_flc', 'CU first-level check passed', 'कंट्रोल यूनिट: प्रथम स्तरीय जाँच', machine, critical('checked'), firstLevel),
  item('bu_flc', 'BU first-level check passed', 'बैलट यूनिट: प्रथम स्तरीय जाँच', machine, critical('checked'), firstLevel),
  item(
    'vvpat_flc',
    'VVPAT first-level check passed',
    'वीवीपैट: प्रथम स्तरीय जाँच',
    { ...machine, body: 'eci' },
    critical('checked'),
    firstLevel,
  ),
  item(
    'evm_train',
    'Training EVMs set apart',
    'प्रशिक्षण ईवीएम पृथक',
    machine,
    other('deployed'),
    seen(poll(30), poll(30)),
  ),
  item(
    'evm_rand1',
    'First randomisation done',
    'प्रथम रैंडमाइजेशन',
    { ...machine, ...place },
    critical('deployed'),
    seen(poll(30), poll(30)),
  ),
  item('evm_rand2', 'Second randomisation done', 'द्वितीय रैंडमाइजेशन', { ...machine, ...place }, critical('deployed'), {
    ...seen(withdrawal(1), poll(9), 'PIB, 21-03-2026 and 31-03-2026'),
    minDays: 2,
  }),
  item(
    'evm_comm',
    'EVMs commissioned',
    'ईवीएम कमीशनिंग',
    { ...machine, unitEn: 'stations', unitHi: 'मतदान केंद्र' },
    critical('deployed'),
    proposed(poll(9), poll(4)),
  ),
  item(
    'batteries',
    'Power packs and paper rolls',
    'बैटरी व पेपर रोल',
    { ...machine, unitEn: 'sets', unitHi: 'सेट' },
    other('available'),
    stock,
  ),
  item(
    'ballot_boxes',
    'Ballot boxes serviceable',
    'मतपेटियाँ',
    { theme: 'ballots', method: 'ballot', body: null, unitEn: 'boxes', unitHi: 'पेटियाँ' },
    critical('checked'),
    proposed(poll(90), poll(30)),
  ),
  item(
    'ballot_papers',
    'Ballot papers printed and delivered',
    'मतपत्र',
    { theme: 'ballots', method: 'ballot', body: null, unitEn: 'papers', unitHi: 'मतपत्र' },
    critical('deployed'),
    proposed(withdrawal(1), poll(3)),
  ),
  item(
    'ps_verified',
    'Stations physically verified',
    'मतदान केंद्र सत्यापित',
    station,
    critical('checked'),
    seen(poll(110), poll(90)),
  ),
  item(
    'ps_list',
    'Station list published',
    'मतदान केंद्र सूची प्रकाशित',
    { ...station, ...place },
    other('deployed'),
    seen(poll(30), poll(29)),
  ),
  item(
    'ps_limit',
    'Stations within 1,200 electors',
    '1,200 मतदाता सीमा का पालन',
    station,
    other('checked'),
    proposed(poll(110), poll(90)),
  ),
  item(
    'amf',
    'Stations with all 7 assured minimum facilities',
    'सातों न्यूनतम सुनिश्चित सुविधाएँ पूर्ण',
    station,
    critical('checked'),
    proposed(poll(110), poll(15)),
  ),
  item(
    'amf_each',
    'One assured minimum facility',
    'एक न्यूनतम सुनिश्चित सुविधा',
    station,
    other('checked'),
    proposed(poll(110), poll(15)),
  ),
  item(
    'strong_rooms',
    'Strong rooms chosen with police and fitted',
    'स्ट्रांग रूम तैयार',
    { ...station, theme: 'premises', unitEn: 'rooms', unitHi: 'कक्ष' },
    critical('checked'),
    seen(poll(30), poll(28)),
  ),
  item(
    'warehouse',
    'Warehouse inspection in date',
    'गोदाम निरीक्षण समय पर',
    { ...machine, theme: 'premises', unitEn: 'warehouses', unitHi: 'गोदाम' },
    other('checked'),
    'standing',
  ),
  item(
    'count_centres',
    'Counting centres ready',
    'मतगणना केंद्र तैयार',
    { ...station, theme: 'premises', unitEn: 'centres', unitHi: 'केंद्र' },
    other('checked'),
    proposed(poll(20), counting(3)),
  ),
  item(
    'staff_need',
    'Polling staff need fixed',
    'मतदान कर्मी आवश्यकता निर्धारित',
    { ...person, unitEn: 'districts', unitHi: 'जिले' },
    other('deployed'),
    seen(poll(120), poll(115)),
  ),
  item(
    'staff_db',
    'Personnel database ready',
    'कर्मी डाटाबेस तैयार',
    { ...person, unitEn: 'districts', unitHi: 'जिले' },
    other('deployed'),
    seen(poll(210), poll(180)),
  ),
  item(
    'polling_staff',
    'Polling staff appointed',
    'मतदान कर्मी नियुक्त',
    person,
    critical('deployed'),
    proposed(poll(115), poll(27)),
  ),
  item('staff_train1', 'First training', 'प्रथम प्रशिक्षण', person, critical('checked'), seen(poll(27), poll(25))),
  item(
    'staff_train2',
    'Second training, party formed',
    'द्वितीय प्रशिक्षण, दल गठित',
    person,
    other('checked'),
    proposed(poll(12), poll(3)),
  ),
  item('sector_off', 'Sector officers', 'सेक्टर अधिकारी', person, other('deployed'), proposed(poll(60), poll(30))),
  item(
    'micro_obs',
    'Micro-observers',
    'सूक्ष्म प्रेक्षक',
    { ...person, body: 'eci' },
    other('deployed'),
    proposed(poll(30), poll(7)),
  ),
  item('count_staff', 'Counting staff', 'मतगणना कर्मी', person, other('checked'), proposed(poll(15), counting(2))),
  item('blo', 'BLOs in place', 'बूथ लेवल अधिकारी', person, other('deployed'), proposed(houseVisit(30), houseVisit(30))),
  item(
    'capf',
    'Central force companies',
    'केंद्रीय बल (कंपनी)',
    { theme: 'forces', method: 'all', body: 'eci', unitEn: 'companies', unitHi: 'कंपनी' },
    other('deployed'),
    proposed(poll(45), poll(15)),
  ),
  item(
    'state_police',
    'State police and home guards',
    'राज्य पुलिस व होमगार्ड',
    { theme: 'forces', method: 'all', body: null, unitEn: 'persons', unitHi: 'व्यक्ति' },
    other('deployed'),
    proposed(poll(30), poll(2)),
  ),
  item(
    'vehicles',
    'Vehicles requisitioned',
    'वाहन अधिग्रहित',
    { theme: 'supplies', method: 'all', body: null, unitEn: 'vehicles', unitHi: 'वाहन' },
    other('deployed'),
    proposed(poll(60), poll(3)),
  ),
  item(
    'ink',
    'Indelible ink',
    'अमिट स्याही',
    { theme: 'supplies', method: 'all', body: null, unitEn: 'vials', unitHi: 'शीशियाँ' },
    critical('available'),
    proposed(poll(90), poll(15)),
  ),
  item(
    'forms',
    'Statutory forms and stationery',
    'वैधानिक प्रपत्र व सामग्री',
    { theme: 'supplies', method: 'all', body: null, unitEn: 'station kits', unitHi: 'केंद्र किट' },
    other('available'),
    seen(poll(90), poll(80)),
  ),
  item(
    'seals',
    'Seals, tags, green paper seals',
    'सील, टैग, हरी कागज़ी सील',
    { ...machine, theme: 'supplies', unitEn: 'sets', unitHi: 'सेट' },
    other('available'),
    stock,
  ),
  item('webcast', 'Webcasting tested', 'वेबकास्टिंग परीक्षित', station, other('checked'), proposed(poll(20), poll(3))),
  item(
    'roll_copies',
    'Marked roll copies',
    'चिह्नित निर्वाचक नामावली',
    { ...station, theme: 'supplies' },
    critical('deployed'),
    proposed(withdrawal(1), poll(3)),
  ),
  item('trainers', 'Master trainers', 'मास्टर प्रशिक्षक', person, other('checked'), seen(poll(150), poll(110))),
];

const byId: ReadonlyMap<string, Item> = new Map(items.map((each) => [each.id, each]));

/** The item of this id. @throws Error when there is none: ids come from the list itself. */
export function itemOf(id: ItemId): Item {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

type Kind = Pick<Item, 'theme' | 'method' | 'body' | 'unitEn' | 'unitHi'>;
type Weight = Pick<Item, 'gate' | 'isCritical'>;

function item(id: ItemId, nameEn: string, nameHi: string, kind: Kind, weight: Weight, timing: Timing): Item {
  return { id, nameEn, nameHi, ...kind, ...weight, timing };
}

function critical(gate: Gate) {
  return { gate, isCritical: true };
}

function other(gate: Gate) {
  return { gate, isCritical: false };
}

function poll(days: number): Edge {
  return { from: 'poll', days };
}

function counting(days: number): Edge {
  return { from: 'counting', days };
}

function houseVisit(days: number): Edge {
  return { from: 'houseVisit', days };
}

function withdrawal(days: number): Edge {
  return { from: 'withdrawal', days };
}

function seen(start: Edge, due: Edge, source = planner) {
  return { start, due, basis: 'seen', source } as const;
}

function proposed(start: Edge, due: Edge) {
  return { start, due, basis: 'proposed', source: own } as const;
}
