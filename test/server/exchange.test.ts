// A part file from its first byte to publication: what comes in, what is refused with row and column, who does the steps.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLive, listSums } from '#server/modules/exchange/views.ts';
import { newId } from '#shared/kernel/ids.ts';
import type { ImportView } from '#shared/modules/exchange/schema.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { call, report } from '../support/faults.ts';
import { partFile, partHeader, partRow, putFile, startOf, upload } from '../support/part-files.ts';

let app: RunningApp;
let maker: string;
let checker: string;

beforeAll(async () => {
  app = await startApp();
  maker = await app.signIn('kerala.ceo.maker@demo.samanvay.example');
  checker = await app.signIn('kerala.ceo.checker@demo.samanvay.example');
});
afterAll(async () => {
  await app.close();
});

async function view(id: string, cookie = maker): Promise<ImportView> {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const reply = await report(`${app.url}/api/trpc/exchange.get?input=${input}`, { headers: { cookie } });
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.answer as ImportView;
}

async function step(cookie: string, verb: string, id: string, extra: object = {}) {
  const { version } = await view(id);
  return await call(app.url, cookie, `exchange.${verb}`, { key: newId(), id, version, ...extra });
}

/** What everybody reads of the State: a change of any of it would show. */
async function published(): Promise<string> {
  const statements = await app.db.selectFrom('rollStatement').select('id').orderBy('id').execute();
  const imports = await app.db
    .selectFrom('rollImport')
    .select(['id', 'publishedAt'])
    .where('status', '=', 'published')
    .orderBy('id')
    .execute();
  return createHash('sha256')
    .update(JSON.stringify([statements, imports]))
    .digest('hex');
}

const allAcs = Array.from({ length: 140 }, (_, index) => index + 1);

describe('a sound part file', () => {
  it('is staged, with sums that are those of its parts as they lie', async () => {
    const { id, status } = await upload(app, maker, partFile(allAcs, 8));
    expect(status).toBe('staged');
    const found = await view(id);
    // The made-up roll is far from the State's published one: a first file is compared with that.
    expect(found).toMatchObject({ rowsRead: 1120, findings: { errors: 0, warnings: 1 }, can: { submit: true } });
    expect(found.findings.items).toMatchObject([{ check: 'V16', reason: 'jump', params: { previous: 26953644 } }]);
    expect(found.states[0]).toMatchObject({ stateCode: 'IN-KL', rows: 1120, counts: { parts: 1120 } });
    const stored = await listSums(app.db, found.no);
    expect(stored).toHaveLength(141);
    expect(await countLive(app.db, { importNo: found.no, isSir: false })).toEqual(stored);
  });

  const rows = [
    partRow({ acNo: 1, partNo: 1, male: 500, female: 480 }),
    partRow({ acNo: 2, partNo: 7, male: 400, female: 410 }),
  ];
  const plain = `${partHeader}\n${rows.join('\n')}\n`;
  const [first = '', second = ''] = rows;
  const devanagari = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)));
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return Uint8Array.from(isBig ? bytes.swap16() : bytes);
  };
  const turned = (line: string) => line.split(',').reverse().join(',');
  const forms: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['with a byte-order mark', `\ufeff${plain}`],
    ['in UTF-16, little end first', utf16(plain, false)],
    ['in UTF-16, big end first', utf16(plain, true)],
    ['with carriage returns and line feeds', plain.replaceAll('\n', '\r\n')],
    ['with carriage returns alone', plain.replaceAll('\n', '\r')],
    ['without a last line end', plain.slice(0, -1)],
    ['with its columns in another order', `${[partHeader, ...rows].map(turned).join('\n')}\n`],
    ['in Devanagari digits', `${partHeader}\n${rows.map(devanagari).join('\n')}\n`],
    ['in quotes, with Indian grouping', `${partHeader}\n1,1,980,500,480,0,"1,00,975",10,"1,00,005"\n${second}\n`],
    [
      'with tabs, and grouping without quotes',
      plain.replaceAll(',', '\t').replace('\t975\t10\t5', '\t1,00,975\t10\t1,00,005'),
    ],
    ['with empty lines and separators at its end', `${plain}\n\n,,,,,,,,\n`],
    [
      'with leading zeros, spaces and no-break spaces',
      `${partHeader}\n001, 1 ,0980,500,480,0\u00a0,975,10,5\n${second}\n`,
    ],
    ['with State codes of the ECI', `state_code,${partHeader}\nS11,${first}\nIN-KL,${second}\n`],
    [
      'with columns that repeat what was said of it',
      `as_of,${partHeader},level\n20-10-2026,${first},part\n2026-10-20,${second},\n`,
    ],
    ['with yes and no', `${partHeader},blo_posted\n${first},yes\n${second},0\n`],
  ];
  it.each(forms)('is read %s', async (_form, body) => {
    const { id, status, reply } = await upload(app, maker, body);
    expect(status, reply.text).toBe('staged');
    const found = await view(id);
    expect(found.findings.items.filter(({ check }) => check !== 'V03' && check !== 'V16')).toEqual([]);
    const parts = await app.db
      .selectFrom('partFigure')
      .select(['stateCode', 'acNo', 'partNo', 'electorsTotal', 'electorsFemale'])
      .where('importNo', '=', found.no)
      .orderBy('acNo')
      .execute();
    expect(parts).toEqual([
      { stateCode: 'IN-KL', acNo: 1, partNo: 1, electorsTotal: 980, electorsFemale: 480 },
      { stateCode: 'IN-KL', acNo: 2, partNo: 7, electorsTotal: 810, electorsFemale: 410 },
    ]);
    expect(await countLive(app.db, { importNo: found.no, isSir: false })).toEqual(await listSums(app.db, found.no));
  });
});

describe('a bad part file is refused with row and column, and changes nothing', () => {
  const good = partRow({ acNo: 1, partNo: 1, male: 500, female: 480 });
  const withCell = (column: number, text: string) => good.split(',').with(column, text).join(',');
  const file = (...lines: string[]) => `${[partHeader, ...lines].join('\n')}\n`;
  const bad: [name: string, body: string | Uint8Array<ArrayBuffer>, expected: object][] = [
    [
      'NA',
      file(good, withCell(3, 'NA').replace('1,1', '1,2')),
      { row: 3, column: 'electors_male', reason: 'count.placeholder' },
    ],
    ['a dash', file(withCell(6, '-')), { row: 2, column: 'opening', reason: 'count.placeholder' }],
    ['a decimal', file(withCell(2, '980.5')), { row: 2, column: 'electors_total', reason: 'count.decimal' }],
    ['a negative count', file(withCell(8, '-5')), { row: 2, column: 'deletions', reason: 'count.negative' }],
    ['wrong grouping', file(withCell(6, '"8,49,9082"')), { row: 2, column: 'opening', reason: 'count.grouping' }],
    ['an empty required cell', file(withCell(2, '')), { row: 2, column: 'electors_total', reason: 'cell.missing' }],
    ['genders that do not add', file(withCell(2, '981')), { row: 2, check: 'V01', reason: 'gender_sum' }],
    ['a flow far from the total', file(withCell(6, '2000')), { row: 2, check: 'V05', reason: 'roll_forward' }],
    ['a repeated part', file(good, good), { row: 3, column: 'part_no', reason: 'row.duplicate', params: { first: 2 } }],
    ['an unknown constituency', file(withCell(0, '141')), { row: 2, column: 'ac_no', reason: 'area.unknown' }],
    [
      'another State’s row',
      `state_code,${partHeader}\nIN-UP,${good}\n`,
      { row: 2, column: 'state_code', reason: 'row.other_state' },
    ],
    [
      'an EPIC number',
      file(withCell(3, 'ABC1234567')),
      { row: 2, column: 'electors_male', reason: 'personal_data.epic' },
    ],
    [
      'an Aadhaar-like number',
      file(withCell(4, '999941057058')),
      { row: 2, check: 'PII', reason: 'personal_data.aadhaar' },
    ],
    ['a telephone number', file(withCell(4, '9876543210')), { row: 2, reason: 'personal_data.phone' }],
    [
      'a name column',
      `${partHeader},elector_name\n${good},A B\n`,
      { row: 1, column: 'elector_name', reason: 'header.personal_column' },
    ],
    [
      'an unknown column',
      `${partHeader},remarks\n${good},x\n`,
      { row: 1, column: 'remarks', reason: 'header.unknown_column' },
    ],
    [
      'a missing column',
      'ac_no,part_no,electors_total\n1,1,5\n',
      { row: 1, column: 'electors_male', reason: 'header.missing_column' },
    ],
    ['too many cells', file(`${good},7`), { row: 2, reason: 'row.cells' }],
    ['a NUL', file(withCell(2, '9\u00008')), { row: 2, reason: 'file.not_text' }],
    [
      'bytes that are not UTF-8',
      Uint8Array.from([...Buffer.from(`${partHeader}\n1,1,`), 0xff, 0xfe, 0x31, 10]),
      { row: 2, reason: 'file.encoding' },
    ],
    ['a very long line', file(`1,1,${'9'.repeat(70_000)}`), { row: 2, reason: 'file.line_too_long' }],
    ['a quote that is never closed', file(`"1,1,${'9'.repeat(70_000)}`), { row: 2, reason: 'file.quote_open' }],
    [
      'another day than was said',
      `as_of,${partHeader}\n2026-10-19,${good}\n`,
      { row: 2, column: 'as_of', reason: 'row.header_differs' },
    ],
    ['an empty file', '\n\n', { row: 0, reason: 'file.empty' }],
    ['no rows', `${partHeader}\n`, { row: 0, reason: 'file.no_rows' }],
    [
      'a zip called .csv',
      Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(60).fill(7)]),
      { row: 0, reason: 'file.archive' },
    ],
    ['a gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, ...Array(60).fill(7)]), { row: 0, reason: 'file.archive' }],
    ['a PDF', '%PDF-1.7 and more of it', { row: 0, reason: 'file.not_text' }],
    [
      'an old workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      { row: 0, reason: 'file.not_text' },
    ],
  ];
  it.each(bad)('%s', async (_name, body, expected) => {
    const before = await published();
    const { id, status, reply } = await upload(app, maker, body);
    expect(status, reply.text).toBe('refused');
    const { findings, no } = await view(id);
    expect(findings.items).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'E', ...expected })]));
    expect(JSON.stringify(findings)).not.toMatch(/ABC1234567|9876543210|999941057058/);
    expect(await listSums(app.db, no)).toEqual([]);
    expect(await published()).toBe(before);
  });

  it('names every one of a thousand bad rows', async () => {
    const rows = Array.from(
      { length: 1000 },
      (_, index) => `${String((index % 140) + 1)},${String(index + 1)},10,5,4,0,10,0,0`,
    );
    const { id, status } = await upload(app, maker, file(...rows));
    expect(status).toBe('refused');
    const { findings } = await view(id);
    expect(findings).toMatchObject({ errors: 1000 });
    expect(findings.items.map(({ row, column, check }) => [row, column, check])).toEqual(
      rows.map((_, index) => [index + 2, 'electors_total', 'V01']),
    );
  });
});

describe('the steps of an import', () => {
  it('go from the maker to a second person, and the State’s figures stand after the last', async () => {
    const { id } = await upload(app, maker, partFile([1, 2, 3], 3));
    const before = await published();
    const V16 = 'a few constituencies against the whole State';
    expect((await step(maker, 'submit', id, { notes: { V16 } })).failure).toMatchObject({
      code: 'invalid',
      details: [{ reason: 'note.missing', field: 'V03' }],
    });
    const personal = await step(maker, 'submit', id, { notes: { V16, V03: 'ask 9876543210 about it' } });
    expect(personal.failure?.details[0]?.reason).toBe('personal_data.phone');
    expect((await step(maker, 'submit', id, { notes: { V16, V03: 'the other constituencies follow' } })).status).toBe(
      200,
    );
    expect((await step(maker, 'publish', id)).failure?.code).toBe('forbidden');
    expect((await step(checker, 'return', id, { reason: 'say which follow' })).status).toBe(200);
    expect(await view(id)).toMatchObject({ status: 'staged', returnReason: 'say which follow' });
    expect((await step(maker, 'submit', id, { notes: { V16, V03: 'numbers 4 to 140 follow' } })).status).toBe(200);
    expect(await published()).toBe(before);
    expect((await step(checker, 'publish', id)).status).toBe(200);
    const found = await view(id);
    expect(found).toMatchObject({ status: 'published', can: { cancel: false, submit: false, discard: false } });
    const figures = await app.db
      .selectFrom('rollImportState as s')
      .innerJoin('rollFigure as f', 'f.statementId', 's.statementId')
      .select(['f.measure', 'f.value'])
      .where('s.importNo', '=', found.no)
      .execute();
    expect(Object.fromEntries(figures.map(({ measure, value }) => [measure, value]))).toMatchObject({
      electorsTotal: found.states[0]?.counts['electorsTotal'],
      parts: 9,
    });
    const entries = await app.db
      .selectFrom('auditEntry')
      .select('command')
      .where('objectId', '=', id)
      .orderBy('seq')
      .execute();
    expect(entries.map(({ command }) => command)).toEqual([
      'exchange.start',
      'exchange.stage',
      'exchange.submit',
      'exchange.return',
      'exchange.submit',
      'exchange.publish',
    ]);
    expect((await step(maker, 'discard', id)).failure?.code).toBe('blocked');
  });

  it('take no file from another office, another person, or nobody', async () => {
    const { id } = await upload(app, maker, partFile([1], 1));
    const other = await app
      .signIn('up.ceo.maker@demo.samanvay.example')
      .catch(() => app.signIn('eci.rolls@demo.samanvay.example'));
    expect((await putFile(app.url, other, id, partFile([1], 1))).status).toBe(403);
    expect((await putFile(app.url, checker, id, partFile([1], 1))).status).toBe(403);
    expect((await putFile(app.url, '', id, partFile([1], 1))).status).toBe(401);
    expect((await putFile(app.url, maker, id, partFile([1], 1))).failure?.code).toBe('blocked');
    const foreign = await call(app.url, maker, 'exchange.start', startOf({ stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' }));
    expect(foreign.failure?.code).toBe('forbidden');
    const national = await call(app.url, maker, 'exchange.start', startOf({ stateCode: null, bodyId: 'ECI' }));
    expect(national.failure?.code).toBe('forbidden');
    const local = await call(app.url, maker, 'exchange.start', startOf({ dataset: 'part_ward_map' as never }));
    expect(local.failure?.code).toBe('invalid');
  });

  it('refuse a file from another site, another content type, and what is too large', async () => {
    const opened = await call(app.url, maker, 'exchange.start', startOf());
    const { id } = opened.answer as { id: string };
    expect((await putFile(app.url, maker, id, 'x', { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await putFile(app.url, maker, id, 'x', { 'content-type': 'text/csv' })).status).toBe(415);
    const declared = await call(app.url, maker, 'exchange.start', startOf({ bytes: 5_000_000_000 }));
    expect(declared.failure?.details[0]?.reason).toBe('file.too_large');
  });
});
