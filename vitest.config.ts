import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const database = { globalSetup: ['test/support/global.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

/** The files that take longest. One of them begun last would keep one core waiting for the other. */
const longest = ['access.test.ts', 'access-hindi.test.ts', 'rolls.test.ts', 'start.test.ts', 'access-sample.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

// Two workers: the smallest machine that has to hold is the build server, with two cores.
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'client/**/*.test.{ts,tsx}'],
          // Property tests of hostile text take seconds on a busy machine.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 60_000, sequence: { groupOrder: 0 } },
      },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], ...database, sequence: { groupOrder: 1 } } },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          ...database,
          testTimeout: 300_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          ...database,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
