import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/time.ts';
import { choicesOf, localPresets, pollVariants, rollVariants } from './catalogue-presets.ts';
import {
  bases,
  legalBasisTexts,
  milestoneName,
  sourceTags,
  templateCodes,
  templateIds,
  templates,
} from './catalogue-templates.ts';
import { orderBreaks, type PlanRow } from './rules-dates.ts';
import { type LayOutOptions, layOut, type PlannedMilestone } from './rules-templates.ts';

type Days = Record<string, string>;

/** `2026-03-16`, `2026-03-16..2026-03-23`, `..2026-03-13` for "by", `?` without a day. */
function daysOf(plan: readonly PlannedMilestone[]): Days {
  return Object.fromEntries(
    plan.map(({ code, start, end }) => [code, end === null ? '?' : start === end ? end : `${start ?? ''}..${end}`]),
  );
}

function rowsOf(plan: readonly PlannedMilestone[]): PlanRow[] {
  return plan.map(({ code, start, end }) => ({ code, start, end }));
}

const day = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2025-01-01', offset));
const holidayLists = fc
  .array(fc.integer({ min: 0, max: 1700 }), { maxLength: 80 })
  .map((offsets) => new Set(offsets.map((offset) => addDays('2025-01-01', offset))));

describe('T-SEC', () => {
  const rows: [string, string, string, string[]][] = [
    [
      'kerala-2025',
      'IN-KL',
      '2025-11-10',
      ['2025-11-14..2025-11-21', '2025-11-22', '2025-11-24', '2025-12-09', '2025-12-13'],
    ],
    [
      'maharashtra-corporations-2026',
      'IN-MH',
      '2025-12-15',
      ['2025-12-23..2025-12-30', '2025-12-31', '2026-01-02', '2026-01-15', '2026-01-16'],
    ],
    ['maharashtra-councils-2025', 'IN-MH', '2025-11-04', ['?', '?', '?', '2025-12-02', '2025-12-03']],
    [
      'telangana-gp-2025',
      'IN-TS',
      '2025-11-25',
      ['2025-11-27..2025-11-29', '2025-11-30', '2025-12-03', '2025-12-11', '2025-12-11..2025-12-17'],
    ],
    [
      'telangana-towns-2026',
      'IN-TS',
      '2026-01-27',
      ['2026-01-28..2026-01-30', '2026-01-31', '2026-02-03', '2026-02-11', '2026-02-13'],
    ],
    [
      'punjab-zpps-2025',
      'IN-PB',
      '2025-11-28',
      ['2025-12-01..2025-12-04', '2025-12-05', '2025-12-06', '2025-12-14', '2025-12-17'],
    ],
    [
      'goa-zp-2025',
      'IN-GA',
      '2025-11-29',
      ['2025-12-01..2025-12-09', '2025-12-10', '2025-12-11', '2025-12-20', '2025-12-22'],
    ],
    [
      'arunachal-2025',
      'IN-AR',
      '2025-11-15',
      ['2025-11-17..2025-11-24', '2025-11-26', '2025-11-29', '2025-12-15', '2025-12-20'],
    ],
    [
      'jharkhand-towns-2026',
      'IN-JH',
      '2026-01-27',
      ['2026-01-29..2026-02-04', '2026-02-05', '2026-02-06', '2026-02-23', '2026-02-27'],
    ],
    [
      'uttarakhand-2025',
      'IN-UK',
      '2025-06-28',
      ['2025-07-02..2025-07-05', '2025-07-07..2025-07-09', '2025-07-11', '2025-07-24', '2025-07-31'],
    ],
  ];
  it.each(rows)('gives %s back', (preset, stateCode, anchor, expected) => {
    const plan = layOut('T-SEC', anchor, { preset, stateCode });
    const first = (step: string) => plan.find(({ code }) => code === step || code === `${step}_phase_1`);
    const steps = ['nominations', 'scrutiny', 'withdrawal_last', 'poll', 'counting'].map(first);
    expect(Object.values(daysOf(steps.filter((one) => one !== undefined)))).toEqual(expected);
    expect(plan.every(({ kind }) => kind === 'observed')).toBe(true);
  });

  it('covers every preset, and each row adds up to its own days from announcement to poll', () => {
    expect(rows.map(([id]) => id)).toEqual(localPresets.map(({ id }) => id));
    for (const { nominations, nominationDays, scrutiny, withdrawal, poll, announcementToPoll } of localPresets) {
      if (nominations === null) continue;
      const sum = nominations + (nominationDays ?? 0) - 1 + (scrutiny?.[1] ?? 0) + (withdrawal ?? 0) + (poll ?? 0);
      expect(sum).toBe(announcementToPoll);
    }
  });

  it('gives the later phases of Kerala, Telangana and Uttarakhand, and the roll of Kerala', () => {
    const kerala = daysOf(layOut('T-SEC', '2025-11-10', { preset: 'kerala-2025', stateCode: 'IN-KL' }));
    expect(kerala).toMatchObject({ notification: '2025-11-14', poll_phase_2: '2025-12-11', roll_final: '2025-10-25' });
    const telangana = daysOf(layOut('T-SEC', '2025-11-25', { preset: 'telangana-gp-2025', stateCode: 'IN-TS' }));
    expect(telangana).toMatchObject({
      nominations_phase_2: '2025-11-30..2025-12-02',
      withdrawal_last_phase_2: '2025-12-06',
      poll_phase_2: '2025-12-14',
      nominations_phase_3: '2025-12-03..2025-12-05',
      withdrawal_last_phase_3: '2025-12-09',
      poll_phase_3: '2025-12-17',
    });
    const uttarakhand = daysOf(layOut('T-SEC', '2025-06-28', { preset: 'uttarakhand-2025', stateCode: 'IN-UK' }));
    expect(uttarakhand).toMatchObject({ notification: '2025-06-28', poll_phase_2: '2025-07-28' });
  });

  it('starts blank in a State without a preset, and never from another State', () => {
    const blank = layOut('T-SEC', '2027-01-10', { stateCode: 'IN-OD' });
    expect(blank.filter(({ end }) => end !== null).map(({ code }) => code)).toEqual(['announcement_mcc']);
    expect(layOut('T-SEC', '2027-01-10', { stateCode: 'IN-OD', preset: 'kerala-2025' })).toEqual(blank);
    expect(choicesOf('T-SEC', 'IN-OD')).toEqual([]);
    expect(choicesOf('T-SEC', 'IN-MH')).toHaveLength(2);
  });

  it('marks a poll after the term or after six months from dissolution', () => {
    const options: LayOutOptions = { preset: 'goa-zp-2025', stateCode: 'IN-GA', termEnd: '2025-12-21' };
    const late = (more: LayOutOptions) =>
      layOut('T-SEC', '2025-11-29', { ...options, ...more })
        .filter(({ isTooLate }) => isTooLate)
        .map(({ code }) => code);
    expect(late({})).toEqual(['counting']);
    expect(late({ dissolvedOn: '2025-06-15' })).toEqual(['poll', 'counting']);
  });

  it('keeps the order of the steps whatever the holidays, and keeps off them', () => {
    const some = fc.constantFrom(...localPresets);
    fc.assert(
      fc.property(some, day, holidayLists, ({ id, stateCode }, anchor, holidays) => {
        const plan = layOut('T-SEC', anchor, { preset: id, stateCode, holidays });
        expect(orderBreaks(rowsOf(plan))).toEqual([]);
        for (const { code, end } of plan)
          if (/^(?:nominations|scrutiny|withdrawal_last|poll)/.test(code)) expect(holidays.has(end ?? '')).toBe(false);
      }),
    );
  });
});

describe('T-CONF', () => {
  it('follows the conference of 24-02-2026', () => {
    expect(daysOf(layOut('T-CONF', '2026-02-24'))).toEqual({
      conference: '2026-02-24',
      declaration_adopted: '2026-02-24',
      state_wise_roadmap_due: '2026-05-24',
      next_annual_conference: '2027-02-24',
    });
  });
});

describe('every template', () => {
  it('names each milestone in both languages and says what its day rests on', () => {
    const presets = [...localPresets, ...pollVariants, ...rollVariants].map(({ id }) => id);
    const options = { termEnd: '2027-05-22', vacancy: '2026-01-01', dissolvedOn: '2026-01-01' };
    const seen = new Set<string>();
    for (const template of templateIds) {
      for (const preset of presets) {
        for (const stateCode of ['IN-KL', 'IN-UK', 'IN-TS'])
          for (const one of layOut(template, '2026-06-01', { ...options, preset, stateCode })) {
            seen.add(one.code.replace(/_phase_\d+$/, ''));
            expect(one.name.en).not.toBe(one.code);
            for (const text of [one.name.hi, one.basis.hi]) expect(text).toMatch(/\p{Script=Devanagari}/u);
            expect(one.basis.en).not.toBe('');
            expect(sourceTags).toContain(one.tag);
          }
      }
    }
    expect([...seen].toSorted()).toEqual(templateCodes.toSorted());
  });

  it('comes without days when it has no day to start from', () => {
    for (const template of templateIds)
      expect(layOut(template, null).every(({ start, end }) => start === null && end === null)).toBe(true);
  });

  it('has an anchor that it puts on the day given', () => {
    for (const template of templateIds) {
      const anchor = layOut(template, '2026-06-02').find(({ code }) => code === templates[template].anchor);
      expect(anchor?.start).toBe('2026-06-02');
    }
  });

  it('offers every observed calendar once', () => {
    const ids = [...localPresets, ...pollVariants, ...rollVariants].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(choicesOf('T-SIR', null)).toHaveLength(6);
    expect(localPresets).toHaveLength(10);
    expect(milestoneName('poll_phase_2').hi).toBe('मतदान, चरण 2');
    expect(Object.values({ ...bases, ...legalBasisTexts }).every(({ en, hi }) => en !== '' && hi !== '')).toBe(true);
  });
});
