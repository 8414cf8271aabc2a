// Which places there were on a day: a date of Telangana in 2013 is a slip of the hand.

import type { IsoDate } from '#shared/kernel/time.ts';

/**
 * The States and Union Territories that came to be in their present form since 2000, and from which day.
 * Source: the reorganisation Acts of 2000 (Chhattisgarh, Uttarakhand, Jharkhand), Andhra Pradesh Reorganisation Act 2014,
 * Jammu and Kashmir Reorganisation Act 2019, Dadra and Nagar Haveli and Daman and Diu (Merger of Union Territories) Act 2019.
 */
const since: Readonly<Record<string, IsoDate>> = {
  'IN-CG': '2000-11-01',
  'IN-UK': '2000-11-09',
  'IN-JH': '2000-11-15',
  'IN-TS': '2014-06-02',
  'IN-JK': '2019-10-31',
  'IN-LA': '2019-10-31',
  'IN-DH': '2020-01-26',
};

/** The first day of the State in its present form; null where it is older than any date kept here. */
export function stateSince(stateCode: string): IsoDate | null {
  return since[stateCode] ?? null;
}

/** True when the State was there on the day. */
export function didStateExist(stateCode: string, day: IsoDate): boolean {
  return day >= (since[stateCode] ?? '');
}

/** A district of the area register; `validTo` is the first day on which it was no more. */
export interface DistrictSpan {
  code: string;
  validFrom: IsoDate;
  validTo: IsoDate | null;
}

export type DistrictFault = { reason: 'district.unknown' | 'district.not_on_day'; code: string };

/** The districts that are not in the register at all, or were not on one of the days. In the order of `codes`. */
export function districtFaults(
  codes: readonly string[],
  days: readonly IsoDate[],
  register: readonly DistrictSpan[],
): DistrictFault[] {
  return codes.flatMap((code): DistrictFault[] => {
    const spans = register.filter((span) => span.code === code);
    if (spans.length === 0) return [{ reason: 'district.unknown', code }];
    const isOn = (day: IsoDate) =>
      spans.some(({ validFrom, validTo }) => day >= validFrom && (validTo === null || day < validTo));
    return days.every(isOn) ? [] : [{ reason: 'district.not_on_day', code }];
  });
}
