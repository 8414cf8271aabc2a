// Part files of tests: made up, small, and sound unless a test spoils them.

import { newId } from '#shared/kernel/ids.ts';
import type { StartImport } from '#shared/modules/exchange/schema.ts';
import type { RunningApp } from './app.ts';
import { call, type Reply, report } from './faults.ts';

export interface Part {
  stateCode?: string;
  acNo: number;
  partNo: number;
  male: number;
  female: number;
  third?: number;
  opening?: number | undefined;
  additions?: number | undefined;
  deletions?: number | undefined;
  /** The flow need not lead to the total: opening is then left empty. */
  isFree?: boolean;
}

export const partHeader =
  'ac_no,part_no,electors_total,electors_male,electors_female,electors_third,opening,additions,deletions';

/** A sound part: its flow leads to its total. */
export function partRow(part: Part): string {
  const { acNo, partNo, male, female, third = 0, additions = 10, deletions = 5 } = part;
  const total = male + female + third;
  const opening = part.isFree === true ? '' : (part.opening ?? Math.max(0, total - additions + deletions));
  const cells = [acNo, partNo, total, male, female, third, opening, additions, deletions];
  return (part.stateCode === undefined ? cells : [part.stateCode, ...cells]).join(',');
}

/** A file of as many parts in each constituency. */
export function partFile(acs: readonly number[], partsEach: number, seed = 1): string {
  const rows = acs.flatMap((acNo) =>
    Array.from({ length: partsEach }, (_, index) =>
      partRow({
        acNo,
        partNo: index + 1,
        male: 400 + ((index * 7 + acNo * 3 + seed) % 150),
        female: 390 + (index % 120),
      }),
    ),
  );
  return `${[partHeader, ...rows].join('\n')}\n`;
}

/** What is said of a State's part file. */
export function startOf(
  change: Partial<Omit<StartImport, 'header'>> & { header?: Partial<StartImport['header']> } = {},
) {
  const { header, ...rest } = change;
  return {
    key: newId(),
    dataset: 'part_snapshot' as const,
    stateCode: 'IN-KL',
    bodyId: 'CEO-IN-KL',
    corrects: null,
    bytes: 1,
    ...rest,
    header: {
      rollType: 'assembly' as const,
      exerciseType: 'SSR' as const,
      stage: 'final' as const,
      supplementNo: null,
      qualifyingDate: '2026-10-01',
      asOf: '2026-10-20',
      publishedOn: null,
      sourceRef: 'Extract of the office, made for a test',
      basis: 'final' as const,
      precision: 'exact' as const,
      ...header,
    },
  };
}

/** Sends a file's bytes to an import that was opened. */
export async function putFile(
  url: string,
  cookie: string,
  id: string,
  body: BodyInit,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return await report(`${url}/api/imports/${id}`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/octet-stream', ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
}

/** Opens an import and sends its file: the id and what came back. */
export async function upload(
  app: Pick<RunningApp, 'url'>,
  cookie: string,
  body: string | Uint8Array<ArrayBuffer>,
  start: ReturnType<typeof startOf> = startOf(),
): Promise<{ id: string; version: number; status: string; reply: Reply }> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const opened = await call(app.url, cookie, 'exchange.start', { ...start, bytes: bytes.length });
  if (opened.status !== 200) throw new Error(`exchange.start: ${opened.text}`);
  const { id } = opened.answer as { id: string };
  const reply = await putFile(app.url, cookie, id, bytes);
  const { version = 0, status = '' } = (reply.answer ?? {}) as { version?: number; status?: string };
  return { id, version, status, reply };
}

/** Uploads a file and takes it through to publication by the second person, a note for every check. Its id. */
export async function publishFile(
  app: Pick<RunningApp, 'url'>,
  office: { maker: string; checker: string },
  body: string | Uint8Array<ArrayBuffer>,
  start: ReturnType<typeof startOf> = startOf(),
): Promise<string> {
  const { id, version, status, reply } = await upload(app, office.maker, body, start);
  if (status !== 'staged') throw new Error(`not staged: ${reply.text}`);
  const notes = Object.fromEntries(
    ['V03', 'V04', 'V05', 'V08', 'V10', 'V16', 'HOUSEHOLDS'].map((check) => [check, 'made up so']),
  );
  const submitted = await call(app.url, office.maker, 'exchange.submit', { key: newId(), id, version, notes });
  if (submitted.status !== 200) throw new Error(`not submitted: ${submitted.text}`);
  const published = await call(app.url, office.checker, 'exchange.publish', { key: newId(), id, version: version + 1 });
  if (published.status !== 200) throw new Error(`not published: ${published.text}`);
  return id;
}
