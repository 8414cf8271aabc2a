/** The value below which the share lies (nearest rank), 0 ≤ share ≤ 1. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Runs every side once a round, each round beginning with the next side, so that no side always runs in the same wake.
 * Returns the samples of each side, in the order of the sides.
 */
export async function interleave(rounds: number, sides: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const samples: number[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < sides.length; step += 1) {
      const index = (round + step) % sides.length;
      const sample = await sides[index]?.();
      if (sample !== undefined) samples[index]?.push(sample);
    }
  }
  return samples;
}
