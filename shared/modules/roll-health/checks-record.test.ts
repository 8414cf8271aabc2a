import { describe, expect, it } from 'vitest';
import {
  agreesWithPrinted,
  checkFormsCollected,
  classSum,
  isDraftRepeated,
  localBound,
  type Printed,
  printedSum,
  reasonsOfNotInDraft,
} from './checks-record.ts';

const lakh = 100_000;
const crore = 10_000_000;

function lakhs(value: number): Printed {
  return { value: Math.round(value * lakh), place: lakh / 100 };
}

function exact(value: number): Printed {
  return { value, place: 0 };
}

describe('checks of published figures', () => {
  it('V09: Bihar, Chhattisgarh and Gujarat reasons add up', () => {
    const bihar = { notInDraft: 6564075, nidDead: 2234136, nidShifted: 3644939, nidDuplicate: 685000 };
    const chhattisgarh = { notInDraft: 2734817, nidDead: 642234, nidShiftedAbsent: 1913540, nidDuplicate: 179043 };
    const gujarat = {
      notInDraft: 7373327,
      nidDead: 1807278,
      nidShifted: 4025553,
      nidAbsent: 969662,
      nidDuplicate: 381470,
      nidOther: 189364,
    };
    for (const counts of [bihar, chhattisgarh, gujarat]) {
      expect(reasonsOfNotInDraft(counts)).toEqual({ residual: 0, isClubbedAtOdds: false });
    }
  });

  it("V09: Goa's clubbed figure holds its halves and other, and is not added to them", () => {
    const goa = {
      notInDraft: 100042,
      nidDead: 25574,
      nidShiftedAbsent: 72471,
      nidShifted: 40469,
      nidAbsent: 29729,
      nidDuplicate: 1997,
      nidOther: 2273,
    };
    expect(reasonsOfNotInDraft(goa)).toEqual({ residual: 0, isClubbedAtOdds: false });
    expect(reasonsOfNotInDraft({ ...goa, nidShiftedAbsent: 72470 })).toEqual({ residual: 0, isClubbedAtOdds: true });
  });

  it('V09: one half beside the clubbed figure is inside it', () => {
    const counts = { notInDraft: 100, nidDead: 40, nidShiftedAbsent: 60, nidAbsent: 20 };
    expect(reasonsOfNotInDraft(counts)).toEqual({ residual: 0, isClubbedAtOdds: false });
  });

  it('V09: says nothing without the whole or without a reason', () => {
    expect(reasonsOfNotInDraft({ nidDead: 5 })).toBeUndefined();
    expect(reasonsOfNotInDraft({ notInDraft: 5 })).toBeUndefined();
  });

  it('V10: Rajasthan collected 72 forms more than its draft has entries', () => {
    expect(checkFormsCollected({ efCollected: 50471396, electorsBefore: 54656215, draftElectors: 50471324 })).toEqual([
      'differs_from_draft',
    ]);
    expect(checkFormsCollected({ efCollected: 11, electorsBefore: 10 })).toEqual(['exceeds_before']);
    expect(checkFormsCollected({ electorsBefore: 10 })).toEqual([]);
  });

  it('V13: Madhya Pradesh, men and women exceed the excluded total beyond rounding', () => {
    const result = printedSum([lakhs(19.19), lakhs(23.64)], lakhs(42.74));
    expect(result).toEqual({ residual: 9000, isBeyondRounding: true });
    expect(printedSum([lakhs(19.19), lakhs(23.64)], lakhs(42.84))).toMatchObject({ isBeyondRounding: false });
    expect(printedSum([exact(15871493), exact(15843339), exact(2557)], exact(31717389))).toEqual({
      residual: 0,
      isBeyondRounding: false,
    });
    expect(printedSum([exact(1), exact(1)], exact(3))).toMatchObject({ isBeyondRounding: true });
  });

  it('V06: Uttar Pradesh notices are flagged, not refused, because the classes may overlap', () => {
    const classes = [
      { value: 14_000_000, place: crore / 10 },
      { value: 20_200_000, place: crore / 100 },
    ];
    const whole = { value: 32_600_000, place: crore / 100 };
    expect(classSum(classes, whole, true)).toEqual({ residual: 1_600_000, severity: 'F' });
    expect(classSum(classes, whole, false)).toMatchObject({ severity: 'W' });
    expect(classSum([exact(2), exact(3)], exact(5), false)).toEqual({ residual: 0, severity: undefined });
  });

  it('V14: Rajasthan ratio agrees with the printed 911; the roll before Tripura with 993', () => {
    expect(agreesWithPrinted((24561486 * 1000) / 26957881, 911, 0)).toBe(true);
    expect(agreesWithPrinted((24561486 * 1000) / 26957881, 911.1, 1)).toBe(true);
    expect(agreesWithPrinted((1440229 * 1000) / 1450709, 993, 0)).toBe(true);
    expect(agreesWithPrinted((1440229 * 1000) / 1450709, 992, 0)).toBe(false);
  });

  it('V18: Goa and Tamil Nadu repeat the draft as "final"', () => {
    expect(isDraftRepeated(exact(1084992), 1084992)).toBe(true);
    expect(isDraftRepeated({ value: 54_300_000, place: crore / 100 }, 54376756)).toBe(true);
    expect(isDraftRepeated(exact(1057566), 1084992)).toBe(false);
    expect(isDraftRepeated({ value: 56_700_000, place: crore / 100 }, 54376756)).toBe(false);
  });

  it('V20: the rural roll of Uttar Pradesh exceeds the whole draft', () => {
    expect(localBound({ total: 126969610, footprint: 'rural' }, 125556025)).toBe('fail');
    expect(localBound({ total: 126969610, footprint: 'rural' }, 154430092)).toBe('undecided');
    expect(localBound({ total: 1020, footprint: 'urban' }, 1000)).toBe('undecided');
    expect(localBound({ total: 1021, footprint: 'urban' }, 1000)).toBe('fail');
  });
});
