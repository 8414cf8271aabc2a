// The rows import-state and import-nation: a part file from upload to publication beside `psql \copy` of the same rows.

import { join } from 'node:path';
import type { Case, Context } from './harness.ts';
import { type Office, openImportBench } from './import-run.ts';
import { type FileOptions, type WrittenFile, writeNationFile, writeStateFile } from './nation-file.ts';
import { type Row, rowOf } from './row.ts';
import { interleave, median } from './stats.ts';

const bar = '≤ 3 × psql \\copy, memory + ≤ 200 MB, 0 differences';

/** The largest State: Uttar Pradesh. */
export const importState: Case = {
  id: 'import-state',
  bar,
  run: (context) =>
    measure(context, {
      id: 'import-state',
      rounds: 5,
      office: { maker: 'up.ceo.maker', checker: 'up.ceo.checker', stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' },
      write: (path, options) => writeStateFile(path, 'IN-UP', options),
    }),
};

/** All 36 States in one file. */
export const importNation: Case = {
  id: 'import-nation',
  bar,
  run: (context) =>
    measure(context, {
      id: 'import-nation',
      rounds: 3,
      office: { maker: 'eci.rolls', checker: 'eci.evm', stateCode: null, bodyId: 'ECI' },
      write: writeNationFile,
    }),
};

interface Measure {
  id: string;
  rounds: number;
  office: Office;
  write: (path: string, options: FileOptions) => WrittenFile;
}

async function measure(context: Context, { id, rounds, office, write }: Measure): Promise<Row> {
  const folder = context.folder();
  const [draft, final] = [join(folder, 'synthetic-draft.csv'), join(folder, 'synthetic-final.csv')];
  write(draft, { round: 'previous', exercise: 'SIR' });
  const { rows, bytes } = write(final, { round: 'current', exercise: 'SIR' });
  const bench = await openImportBench(context, office);
  // The snapshot before, so that every round is compared with one, as it is in use.
  await bench.publish(draft);
  const [ours = [], copied = []] = await interleave(rounds, [() => bench.round(final), () => bench.copy(final)]);
  const [own, plain] = [median(ours) / 1_000, median(copied) / 1_000];
  return rowOf({
    id,
    unit: 's',
    ours: own,
    comparator: plain,
    bar,
    parts: [
      { name: 'times psql \\copy', value: own / plain, limit: 3, atLeast: false },
      { name: 'growth of memory in MB', value: bench.growthMb, limit: 200, atLeast: false },
      { name: 'differences of sums', value: bench.differences, limit: 0, atLeast: false },
    ],
    details: {
      rows,
      megabytes: bytes / 1_000_000,
      rounds,
      slowestS: Math.max(...ours) / 1_000,
      quickestCopyS: Math.min(...copied) / 1_000,
      growthMb: bench.growthMb,
    },
    note: 'Synthetic rows. Ours: upload, checks, sums, comparison with the snapshot before, notes, publication, over HTTP.',
  });
}
