import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, type PersonalDataKind } from './personal-data.ts';
import { asciiDigits, normaliseText } from './text.ts';

describe('normaliseText', () => {
  it('drops spaces at the edges, no-break and zero-width ones too, and keeps those inside', () => {
    expect(normaliseText('\u00a0\u200b 8 49\u00a0082 \ufeff\n')).toBe('8 49\u00a0082');
    expect(normaliseText(' \u200b ')).toBe('');
  });

  it('joins what a keyboard wrote apart: क and nukta, e and acute', () => {
    expect(normaliseText('e\u0301')).toBe('\u00e9');
    expect(normaliseText('\u0928\u093c')).toBe('\u0929');
  });

  it('does not change when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });
});

describe('asciiDigits', () => {
  it('turns Devanagari digits only', () => {
    expect(asciiDigits('०१२३४५६७८९')).toBe('0123456789');
    expect(asciiDigits('४२ lakh, ٤٢, ৪২')).toBe('42 lakh, ٤٢, ৪২');
  });
});

describe('findPersonalData', () => {
  it.each<[string, PersonalDataKind]>([
    ['ABC1234567', 'epic'],
    ['abc1234567', 'epic'],
    ['ABC 1234567', 'epic'],
    ['abc-1234567', 'epic'],
    ['ABC\u2011123\u00a04567', 'epic'],
    ['A B C 1 2 3 4 5 6 7', 'epic'],
    ['ABC12O4567', 'epic'],
    ['AB01234567', 'epic'],
    ['ABC१२३४५६७', 'epic'],
    ['ABC১২৩৪৫৬৭', 'epic'],
    ['ＡＢＣ１２３４５６７', 'epic'],
    ['ABC\u200b1234567', 'epic'],
    ['मतदाता ABC1234567 का नाम', 'epic'],
    ['KL/01/123/456789', 'epic'],
    ['GOM1234567', 'epic'],
    ['https://voters.example/search?epic=ABC1234567', 'epic'],
    ['9876543210', 'phone'],
    ['+91 98765 43210', 'phone'],
    ['+91-9876543210', 'phone'],
    ['0091 98765 43210', 'phone'],
    ['098765 43210', 'phone'],
    ['(+91) 9876543210', 'phone'],
    ['987-654-3210', 'phone'],
    ['9876 543 210', 'phone'],
    ['Ram,9876543210,Kollam', 'phone'],
    ['call 9876543210, then sign', 'phone'],
    ['९८७६५४३२१०', 'phone'],
    ['999941057058', 'aadhaar'],
    ['9999 4105 7058', 'aadhaar'],
    ['9999-4105-7058, Ram', 'aadhaar'],
    ['९९९९ ४१०५ ७०५८', 'aadhaar'],
    ['write to a.nair@example.org', 'email'],
    ['ABCDE1234F', 'pan'],
    ['abcpe1234f', 'pan'],
  ])('finds in %j: %s', (text, kind) => {
    expect(findPersonalData(text)).toBe(kind);
  });

  it.each([
    '',
    'ECI SIR snapshot 21 Feb 2026',
    '2,69,53,644 electors',
    '26953644',
    '8,49,082',
    '987654321',
    '98,76,54,321',
    'order no. 324/6/2025-ERD',
    'GO Ms 1234567',
    'PRID 2247369',
    'PIB 2247369',
    'RTI 1234567',
    'AC 1234567',
    'section 243ZA',
    'Goa 1057566, Mau 1720495',
    'men 1357924, women 1402466',
    'Part I of 1234567 entries',
    'published 24-02-2026; SEC 6-10-2025; SVK 14-5-2026',
    'rolls of 2024 2025 2026',
    'file 202602211830',
    'toll-free 1950, 011-23052220',
    'https://news.example/lakh-voters-deleted-ceo-1939272 | https://news.example/101759747510709.cms',
    'ROLL OOO OOOO',
    '9,99,94,10,57,058',
    '999941057059',
    'स्रोत: मुख्य निर्वाचन अधिकारी, केरल, 21-02-2026',
  ])('passes %j', (text) => {
    expect(findPersonalData(text)).toBeUndefined();
  });

  it('refuses two bare five-digit figures side by side, and passes them grouped', () => {
    expect(findPersonalData('stations 68321-68470')).toBe('phone');
    expect(findPersonalData('stations 68,321-68,470')).toBeUndefined();
  });

  it('never throws, and reads 2,00,000 characters of anything within a second', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof findPersonalData(text) !== 'number'));
    for (const unit of ['a', 'a@-.', 'A ', '1 ', ' ', 'ABC-', '98765 ']) {
      const started = performance.now();
      findPersonalData(`x${unit.repeat(200_000 / unit.length)}x`);
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});

// The labelled corpus: made from a fixed seed by rules that know nothing of the screen's own patterns.

type Random = (below: number) => number;

function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[random(list.length)] ?? list[0];
}

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random(10)).join('');
}

function inDevanagari(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit)));
}

/** The Verhoeff check digit from its definition, a product in the dihedral group of order ten. */
function withVerhoeff(body: string): string {
  const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const multiply = (a: number, b: number): number => {
    const turned = a < 5 ? a + (b % 5) : a - (b % 5) + 5;
    return (turned % 5) + (a < 5 === b < 5 ? 0 : 5);
  };
  let check = 0;
  Array.from(body)
    .reverse()
    .forEach((digit, index) => {
      let value = Number(digit);
      for (let times = 0; times <= index; times += 1) value = permutation[value] ?? 0;
      check = multiply(check, value);
    });
  return `${body}${check === 0 ? 0 : check < 5 ? 5 - check : check}`;
}

function anEpic(random: Random): string {
  const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + random(26))).join('');
  const number = digits(random, 7);
  const written = pick(random, [
    `${letters}${number}`,
    `${letters}${number}`,
    `${letters} ${number}`,
    `${letters}-${number}`,
    `${letters}${number.slice(0, 3)} ${number.slice(3)}`,
    `${letters}${number.replace('0', 'O')}`,
    `${letters}${inDevanagari(number)}`,
    letters.toLowerCase() + number,
  ]);
  return written;
}

function aMobile(random: Random): string {
  const number = `${6 + random(4)}${digits(random, 9)}`;
  const spaced = `${number.slice(0, 5)} ${number.slice(5)}`;
  return pick(random, [
    number,
    spaced,
    `+91 ${spaced}`,
    `+91${number}`,
    `+91-${number}`,
    `0${number}`,
    `91 ${number}`,
    `${number.slice(0, 5)}-${number.slice(5)}`,
    inDevanagari(number),
  ]);
}

function anAadhaar(random: Random): string {
  const number = withVerhoeff(`${2 + random(8)}${digits(random, 10)}`);
  const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
  return pick(random, [number, groups.join(' '), groups.join('-'), inDevanagari(groups.join(' '))]);
}

function carried(random: Random, text: string): string {
  return pick(random, [
    text,
    `Booth 14: ${text}`,
    `duplicate entry of Ramesh, ${text}, part 27`,
    `Lakshmi,${text},F`,
    `(${text})`,
    `निर्वाचक ${text} का नाम हटाया गया।`,
    `Form 7 for ${text}; rejected on 21-02-2026`,
    `12\t${text}\t34`,
  ]);
}

function anOfficialNote(random: Random): string {
  const state = pick(random, ['Goa', 'Kerala', 'UP', 'Bihar', 'Mizoram', 'West Bengal', 'Mau', 'Leh', 'Diu']);
  const figure = 1 + random(10 ** (3 + random(7)));
  const grouped = figure.toLocaleString('en-IN');
  const day = `${1 + random(28)}-${1 + random(12)}-${2020 + random(8)}`;
  const office = pick(random, ['CEO', 'SEC', 'ECI', 'DEO', 'CEC', 'ERO', 'PIB', 'PTI', 'RTI', 'SIR', 'SSR']);
  return pick(random, [
    `${state} ${figure} electors as on ${day}`,
    `${state}: ${grouped} electors, ${random(100_000)} stations`,
    `${office} ${1_000_000 + random(9_000_000)}`,
    `${office} ${day}: net ${figure}, men ${random(9_999_999)}, women ${random(9_999_999)}`,
    `PRID ${2_000_000 + random(999_999)}, PIB release of ${day}`,
    `order no. ${random(999)}/${random(20)}/${2020 + random(8)}-ERD dated ${day}`,
    `GO Ms ${digits(random, 7)}; file ${random(99)}/${2020 + random(8)}/${digits(random, 4)}`,
    `ECI ${office} snapshot ${1 + random(28)} Feb ${2020 + random(8)}, page ${random(400)}`,
    `Rolls of ${2020 + random(8)}-${21 + random(8)} and ${2020 + random(8)} ${2020 + random(8)} ${2020 + random(8)}`,
    `https://news.example/${2020 + random(8)}/final-roll-sir-${digits(random, 7)}.html`,
    `https://news.example/article/${digits(random, 12)} seen ${day}`,
    `section 243ZA, Art. 324, s.13${pick(random, ['A', 'B', 'CC'])}, Form ${1 + random(8)}`,
    `AC ${1 + random(403)} part ${1 + random(400)}: ${random(1500)} of ${random(1500)}; cap 1200`,
    `${grouped} in draft, ${random(99_999_999).toLocaleString('en-IN')} final, ${random(100)}.${digits(random, 2)} %`,
    `helpline 1950, office 011-${20 + random(10)}${digits(random, 6)}, PIN ${100 + random(750)}${digits(random, 3)}`,
    `${state} में ${inDevanagari(grouped)} निर्वाचक, ${inDevanagari(day)} तक`,
  ]);
}

describe('the labelled corpus', () => {
  const sources = { epic: anEpic, phone: aMobile, aadhaar: anAadhaar } as const;

  it.each(['epic', 'phone', 'aadhaar'] as const)('finds at least 99.5 % of 2,000 texts with one: %s', (kind) => {
    const random = randomFrom(20_260_224);
    const missed: string[] = [];
    for (let made = 0; made < 2000; made += 1) {
      const text = carried(random, sources[kind](random));
      if (findPersonalData(text) === undefined) missed.push(text);
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(10);
  });

  it('passes at least 99.5 % of 2,000 official notes', () => {
    const random = randomFrom(324);
    const alarms: string[] = [];
    for (let made = 0; made < 2000; made += 1) {
      const text = anOfficialNote(random);
      if (findPersonalData(text) !== undefined) alarms.push(text);
    }
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(10);
  });

  it('makes check digits as published: 236 takes 3, 99994105705 takes 8', () => {
    expect(withVerhoeff('236')).toBe('2363');
    expect(withVerhoeff('99994105705')).toBe('999941057058');
  });
});
