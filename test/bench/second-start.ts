// From `npm start` on a data folder that is already there to the first correct answer for a signed-in reader: database
// up, migrations checked, overview at hand. Beside it the naive server alone, its database already running.

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from './harness.ts';
import { ask } from './http.ts';
import { findFreePort, gatherOutput, plainEnvironment, projectRoot, stop } from './processes.ts';
import { readOverview, readRoleCards, signInAs } from './product.ts';
import { rowOf } from './row.ts';
import { interleave, median } from './stats.ts';

const rounds = 5;
const firstStartMs = 300_000;

export const secondStart: Case = {
  id: 'second-start',
  bar: '≤ 5 s',
  async run(context) {
    const dataDir = context.folder();
    const first = await startByCommand(dataDir, async (url) => (await ask(`${url}/readyz`)).status === 200);
    let cookie: string;
    let expected: string;
    try {
      cookie = await signInAs(first.url, await readRoleCards(first.url), 'commissioner');
      expected = JSON.stringify((await readOverview(first.url, cookie)).counts);
    } finally {
      await first.stop();
    }
    const isCorrect = async (url: string) => {
      const answer = await ask(`${url}/api/overview`, { headers: { cookie } });
      if (answer.status !== 200) return false;
      return JSON.stringify((await readOverview(url, cookie)).counts) === expected;
    };
    const timeOurs = async () => {
      const started = await startByCommand(dataDir, isCorrect);
      await started.stop();
      return started.ms / 1_000;
    };
    const timeNaive = async () => {
      const start = performance.now();
      const naive = await context.startNaive();
      const seconds = (performance.now() - start) / 1_000;
      await naive.stop();
      return seconds;
    };
    await timeNaive();
    const [ours = [], naives = []] = await interleave(rounds, [timeOurs, timeNaive]);
    return rowOf({
      id: this.id,
      unit: 's',
      ours: median(ours),
      comparator: median(naives),
      bar: this.bar,
      parts: [{ name: 'seconds', value: median(ours), limit: 5, atLeast: false }],
      details: { firstStartSeconds: first.ms / 1_000, slowestSeconds: Math.max(...ours), rounds },
      note: 'The comparator starts no database of its own.',
    });
  },
};

/** Runs what `npm start` runs and waits until the check holds: how long that took, and the way to end it. */
async function startByCommand(
  dataDir: string,
  isUp: (url: string) => Promise<boolean>,
): Promise<{ url: string; ms: number; stop: () => Promise<void> }> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    cwd: projectRoot,
    env: { ...plainEnvironment(), DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = gatherOutput(child);
  let last = 'no answer';
  while (performance.now() - start < firstStartMs && child.exitCode === null) {
    try {
      if (await isUp(url)) return { url, ms: performance.now() - start, stop: () => stop(child) };
      last = 'it answers, but not with what was there before';
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(10);
  }
  await stop(child);
  throw new Error(`npm start did not come up (${last}): ${output().slice(0, 600)}`);
}
