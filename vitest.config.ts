import { defineConfig } from 'vitest/config';

const database = { globalSetup: ['test/support/global.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

// Two workers: the smallest machine that has to hold is the build server, with two cores.
export default defineConfig({
  test: {
    maxWorkers: 2,
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
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
