// The checks of `npm test` and `npm run check`, one after another, counted.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './prepare.mjs';

export const format = { name: 'format', tool: 'biome', args: ['ci', '--colors=off', '.'] };
export const lint = { name: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] };
export const types = { name: 'types', tool: 'tsc', args: ['-p', '.'] };
export const unused = { name: 'unused code', tool: 'knip', args: [] };

/**
 * Runs the tools, then the tests of these vitest projects (all when none is named), and ends the process. The last line
 * is `N passed, N failed`: each tool counts as one, each test as one.
 */
export async function runChecks(tools, projects = []) {
  const total = { passed: 0, failed: 0 };
  for (const step of tools) {
    const { code, output, seconds } = await run(step.tool, step.args, 'quiet');
    if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
    print(step.name, code === 0, seconds);
    total[code === 0 ? 'passed' : 'failed'] += 1;
  }
  const tests = await runTests(projects);
  total.passed += tests.passed;
  total.failed += tests.failed;
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runTests(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'samanvay-report-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const { code, seconds } = await run(
      'vitest',
      [...args, ...projects.flatMap((name) => ['--project', name])],
      'loud',
    );
    const counts = existsSync(report)
      ? countTests(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 0, skipped: 0 };
    // A run can fail without a failing test: a file that does not load, an unhandled rejection, no test at all.
    if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1;
    if (counts.skipped > 0) process.stdout.write(`${counts.skipped} tests were skipped\n`);
    print('tests', counts.failed === 0, seconds);
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function run(tool, args, volume) {
  const isWindows = process.platform === 'win32';
  const command = join(root, 'node_modules', '.bin', isWindows ? `${tool}.cmd` : tool);
  const env = { ...process.env };
  // Tests make their own databases and folders: nothing of the person's settings may reach them.
  for (const name of [
    'DATABASE_URL',
    'DATA_DIR',
    'DEMONSTRATION',
    'BASE_URL',
    'AUTH_SECRET',
    'HOST',
    'PORT',
    'LOG_LEVEL',
    'NODE_ENV',
  ]) {
    delete env[name];
  }
  const started = Date.now();
  return new Promise((resolve) => {
    const stdio = volume === 'loud' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: root, env, stdio, shell: isWindows });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message, seconds: 0 }));
    child.on('close', (code) => resolve({ code: code ?? 1, output, seconds: (Date.now() - started) / 1000 }));
  });
}

function print(name, isPassed, seconds) {
  process.stdout.write(`${isPassed ? 'ok    ' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s\n`);
}
