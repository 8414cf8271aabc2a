// The product as the bench runs it: the real process on a fresh database, with the demonstration's accounts and its
// sample country, so that all 36 States have figures.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demonstrationPassword } from '#server/platform/seed/demonstration.ts';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import type { Role } from '#shared/modules/people/permissions.ts';
import type { Boot, RoleCard, SessionView } from '#shared/modules/people/schema.ts';
import { ask, postJson, type RawAnswer } from './http.ts';
import { projectRoot, runScript, type Started, startServer } from './processes.ts';

export interface Product extends Started {
  databaseUrl: string;
  /** Cookie header of the ECI's commissioner. */
  cookie: string;
  /** Cookie headers of the two persons of one CEO's office who publish together. */
  office: { maker: string; checker: string };
  /** The body and State in which the person of that cookie acts. */
  officeOf: (cookie: string) => Promise<{ bodyId: string; stateCode: string }>;
}

const main = 'server/main.ts';
const seedSample = 'server/seed-sample.ts';

/** Starts the product on the database, signs three role cards in, and fills the sample country. */
export async function startProduct(databaseUrl: string, dataDir: string): Promise<Product> {
  if (!existsSync(join(projectRoot, main))) throw new Error(`Not measured: ${main} is not there.`);
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, DEMONSTRATION: 'yes' };
  const started = await startServer({
    script: [main],
    env,
    readyPath: '/readyz',
    isPinned: true,
    timeoutMs: 180_000,
  });
  try {
    const cards = await readRoleCards(started.url);
    const cookie = await signInAs(started.url, cards, 'commissioner');
    const maker = await signInAs(started.url, cards, 'ceo_maker');
    const checker = await signInAs(started.url, cards, 'ceo_checker');
    if (!(await readOverview(started.url, cookie)).hasSample) {
      await runScript([seedSample], env);
      if (!(await readOverview(started.url, cookie)).hasSample)
        throw new Error('The overview is without the sample country.');
    }
    return {
      ...started,
      databaseUrl,
      cookie,
      office: { maker, checker },
      officeOf: (of) => readOffice(started.url, of),
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** The overview as a signed-in reader gets it, uncompressed. */
export async function readOverview(url: string, cookie: string): Promise<NationalOverview> {
  const answer = await ask(`${url}/api/overview`, { headers: { cookie } });
  expectOk(answer, 'GET /api/overview');
  return parseOverview(answer.body.toString());
}

/** Our own server's answer: its shape is checked by the server's tests, not here. */
function parseOverview(text: string): NationalOverview {
  return JSON.parse(text);
}

async function readOffice(url: string, cookie: string): Promise<{ bodyId: string; stateCode: string }> {
  const answer = await ask(`${url}/api/session`, { headers: { cookie } });
  expectOk(answer, 'GET /api/session');
  const session: SessionView | null = JSON.parse(answer.body.toString());
  const stateCode = session?.capacity.stateCodes[0];
  if (!session || !stateCode) throw new Error('The office of the role card serves no State.');
  return { bodyId: session.capacity.bodyId, stateCode };
}

/** Signs in the first role card of that role; returns the cookie header to send from then on. */
export async function signInAs(url: string, cards: readonly RoleCard[], role: Role): Promise<string> {
  const email = cards.find((card) => card.role === role)?.email;
  if (!email) throw new Error(`There is no role card of a ${role}.`);
  const answer = await postJson(url, '/api/sign-in', { email, password: demonstrationPassword });
  expectOk(answer, `POST /api/sign-in as ${email}`);
  if (answer.setCookies.length === 0) throw new Error('The sign-in set no cookie.');
  return answer.setCookies.map((line) => line.split(';')[0]).join('; ');
}

/** The role cards that the login page carries for its first paint. */
export async function readRoleCards(url: string): Promise<RoleCard[]> {
  const page = (await ask(`${url}/login`)).body.toString();
  const boot = /<script[^>]*\bid="boot"[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (!boot) throw new Error('The login page carries no boot data.');
  const { roleCards }: Partial<Boot> = JSON.parse(boot);
  if (!roleCards || roleCards.length === 0) throw new Error('The login page offers no role cards.');
  return roleCards;
}

function expectOk(answer: RawAnswer, what: string): void {
  if (answer.status !== 200)
    throw new Error(`${what} answers ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
}
