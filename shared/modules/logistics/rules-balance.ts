// The position of machines in one place: every unit is in exactly one condition.

export interface Position {
  usable: number | null;
  underRepair: number | null;
  committed: number | null;
  lent: number | null;
  total: number | null;
}

/** What does not add up: the sum of the four conditions against the total. Null when it does, or a figure is blank. */
export function imbalanceOf({ usable, underRepair, committed, lent, total }: Position): {
  sum: number;
  total: number;
} | null {
  if (usable === null || underRepair === null || committed === null || lent === null || total === null) return null;
  const sum = usable + underRepair + committed + lent;
  return sum === total ? null : { sum, total };
}
