// A checker that checks nothing says "ok". This one proves that the type-aware lint sees types: it plants a promise
// that nobody waits for, under the project's own configuration.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = process.cwd();
const compilerOptions = { strict: true, target: 'ES2024', module: 'NodeNext', noEmit: true };
let folder = '';

beforeAll(() => {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'planted-'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function lint(name: string, source: string): Promise<{ code: number; output: string }> {
  const file = join(folder, name);
  writeFileSync(file, source);
  const binary = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const args = [binary, '--type-aware', '--config', join(root, '.oxlintrc.json'), '--format', 'unix', file];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

const save = 'export async function save(): Promise<void> {\n  await Promise.resolve();\n}\n';

describe('the type-aware lint', () => {
  it.each([
    ['no-floating-promises', 'export function handle(): void {\n  save();\n}\n'],
    ['no-misused-promises', 'export function handle(): void {\n  [1].forEach(save);\n}\n'],
    ['no-misused-promises', "export const word = save() ? 'saved' : 'not saved';\n"],
    ['await-thenable', 'export async function handle(): Promise<void> {\n  await handle.name;\n}\n'],
  ])('finds a planted %s', async (rule, source) => {
    const { code, output } = await lint('planted.ts', save + source);
    expect(output).toContain(rule);
    expect(code).toBe(1);
  });

  it('lets a promise through that is waited for', async () => {
    const { code, output } = await lint('sound.ts', `${save}export async function handle() {\n  await save();\n}\n`);
    expect({ code, output }).toMatchObject({ code: 0 });
  });
});
