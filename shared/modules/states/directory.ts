// The 36 States and Union Territories in alphabetical order of their English names, with their place on the tile grid.
// Names: domain/states.csv (ISO 3166-2 codes; Hindi names as on the States' own portals). Tiles: design, section 4.

import { type StateCode, stateCode } from '#shared/kernel/ids.ts';

export interface StateEntry {
  code: StateCode;
  /** The two letters on the tile, e.g. `KL`. */
  short: string;
  nameEn: string;
  nameHi: string;
  kind: 'state' | 'ut';
  /** Place on the tile grid: rows 0 to 7 from the north, columns 1 to 8 from the west. */
  row: number;
  column: number;
}

function state(
  code: string,
  nameEn: string,
  nameHi: string,
  kind: StateEntry['kind'],
  row: number,
  column: number,
): StateEntry {
  return { code: stateCode(code), short: code.slice(3), nameEn, nameHi, kind, row, column };
}

export const states: readonly StateEntry[] = [
  state('IN-AN', 'Andaman and Nicobar Islands', 'अंडमान और निकोबार द्वीपसमूह', 'ut', 7, 6),
  state('IN-AP', 'Andhra Pradesh', 'आंध्र प्रदेश', 'state', 6, 3),
  state('IN-AR', 'Arunachal Pradesh', 'अरुणाचल प्रदेश', 'state', 2, 8),
  state('IN-AS', 'Assam', 'असम', 'state', 3, 7),
  state('IN-BR', 'Bihar', 'बिहार', 'state', 3, 4),
  state('IN-CH', 'Chandigarh', 'चंडीगढ़', 'ut', 2, 1),
  state('IN-CG', 'Chhattisgarh', 'छत्तीसगढ़', 'state', 4, 3),
  state('IN-DH', 'Dadra and Nagar Haveli and Daman and Diu', 'दादरा और नगर हवेली और दमन और दीव', 'ut', 5, 1),
  state('IN-DL', 'Delhi', 'दिल्ली', 'ut', 2, 3),
  state('IN-GA', 'Goa', 'गोवा', 'state', 6, 1),
  state('IN-GJ', 'Gujarat', 'गुजरात', 'state', 4, 1),
  state('IN-HR', 'Haryana', 'हरियाणा', 'state', 2, 2),
  state('IN-HP', 'Himachal Pradesh', 'हिमाचल प्रदेश', 'state', 1, 3),
  state('IN-JK', 'Jammu and Kashmir', 'जम्मू और कश्मीर', 'ut', 0, 2),
  state('IN-JH', 'Jharkhand', 'झारखंड', 'state', 4, 4),
  state('IN-KA', 'Karnataka', 'कर्नाटक', 'state', 6, 2),
  state('IN-KL', 'Kerala', 'केरल', 'state', 7, 2),
  state('IN-LA', 'Ladakh', 'लद्दाख', 'ut', 0, 3),
  state('IN-LD', 'Lakshadweep', 'लक्षद्वीप', 'ut', 7, 1),
  state('IN-MP', 'Madhya Pradesh', 'मध्य प्रदेश', 'state', 4, 2),
  state('IN-MH', 'Maharashtra', 'महाराष्ट्र', 'state', 5, 2),
  state('IN-MN', 'Manipur', 'मणिपुर', 'state', 4, 8),
  state('IN-ML', 'Meghalaya', 'मेघालय', 'state', 4, 7),
  state('IN-MZ', 'Mizoram', 'मिज़ोरम', 'state', 5, 8),
  state('IN-NL', 'Nagaland', 'नागालैंड', 'state', 3, 8),
  state('IN-OD', 'Odisha', 'ओडिशा', 'state', 5, 4),
  state('IN-PY', 'Puducherry', 'पुदुच्चेरी', 'ut', 7, 4),
  state('IN-PB', 'Punjab', 'पंजाब', 'state', 1, 2),
  state('IN-RJ', 'Rajasthan', 'राजस्थान', 'state', 3, 2),
  state('IN-SK', 'Sikkim', 'सिक्किम', 'state', 3, 5),
  state('IN-TN', 'Tamil Nadu', 'तमिलनाडु', 'state', 7, 3),
  state('IN-TS', 'Telangana', 'तेलंगाना', 'state', 5, 3),
  state('IN-TR', 'Tripura', 'त्रिपुरा', 'state', 5, 7),
  state('IN-UP', 'Uttar Pradesh', 'उत्तर प्रदेश', 'state', 3, 3),
  state('IN-UK', 'Uttarakhand', 'उत्तराखंड', 'state', 2, 4),
  state('IN-WB', 'West Bengal', 'पश्चिम बंगाल', 'state', 4, 5),
];

const byCode: ReadonlyMap<string, StateEntry> = new Map(states.map((entry) => [entry.code, entry]));

/** The State with this ISO code, or undefined when there is none. */
export function findState(code: string): StateEntry | undefined {
  return byCode.get(code);
}

/** The State's name in the reader's language; the code itself when it is not one of the 36. */
export function stateName(code: string, language: 'en' | 'hi'): string {
  const entry = byCode.get(code);
  if (entry === undefined) return code;
  return language === 'hi' ? entry.nameHi : entry.nameEn;
}
