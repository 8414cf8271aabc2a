// `npm run admin:create -- --email a@b --name "…"` makes a technical administrator, by a call on the machine itself.
// The password is read from the terminal without echo, from standard input, or from SAMANVAY_ADMIN_PASSWORD; never from
// the command line, where others on the machine could read it.

import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { AppError } from '#shared/kernel/errors.ts';
import { AddPerson } from '#shared/modules/people/schema.ts';
import { createFirstAdmin } from './modules/people/service.ts';
import { systemClock } from './platform/clock.ts';
import { runOnDatabase } from './platform/command-line.ts';
import { migrate } from './platform/migrations.ts';
import { seedPublicRecord } from './platform/seed/seed.ts';

const usage = 'Usage: npm run admin:create -- --email name@office.example --name "Name of the officer"';
const fewestCharacters = 15;

await runOnDatabase(async (db) => {
  const { email, name } = readArguments(process.argv.slice(2));
  const password = await readPassword();
  // A database that was never started has no bodies yet, and an administrator belongs to one.
  await migrate(db);
  await seedPublicRecord(db, { now: systemClock.now() });
  await createFirstAdmin({ db, clock: systemClock, requestId: randomUUID(), session: null }, { email, name, password });
  console.log(
    `${name} can sign in as ${email.toLowerCase()}, technical administrator: accounts and offices, no right over figures.`,
  );
});

function readArguments(words: string[]): { email: string; name: string } {
  const { email, name } = parse(words);
  if (!AddPerson.shape.email.safeParse(email).success)
    throw new AppError('invalid', `That is no e-mail address. ${usage}`);
  if (!AddPerson.shape.name.safeParse(name).success)
    throw new AppError('invalid', `A name has 2 to 120 characters. ${usage}`);
  return { email, name };
}

function parse(words: string[]): { email: string; name: string } {
  try {
    const { values } = parseArgs({ args: words, options: { email: { type: 'string' }, name: { type: 'string' } } });
    if (values.email !== undefined && values.name !== undefined) return { email: values.email, name: values.name };
  } catch {
    // What is wrong with the words is best said by the usage.
  }
  throw new AppError('invalid', usage);
}

async function readPassword(): Promise<string> {
  const password = process.env['SAMANVAY_ADMIN_PASSWORD'] ?? (await readSilently());
  if (password.length < fewestCharacters) {
    throw new AppError('invalid', `The password needs at least ${fewestCharacters} characters; a sentence is good.`);
  }
  if (!AddPerson.shape.password.safeParse(password).success)
    throw new AppError('invalid', 'The password is too long: 200 characters at most.');
  return password;
}

/** One line of standard input. On a terminal what is typed is not shown. */
async function readSilently(): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) process.stdout.write(`Password (at least ${fewestCharacters} characters, not shown): `);
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) return line;
    throw new AppError('invalid', 'No password was given: type it, pipe it in, or set SAMANVAY_ADMIN_PASSWORD.');
  } finally {
    lines.close();
    if (isTerminal) process.stdout.write('\n');
  }
}
