import { expect, test } from 'vitest';
import { boardMetrics, type NationalOverview } from '#shared/modules/national/schema.ts';
import type { Boot } from '#shared/modules/people/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { renderFirstView } from './first-view.tsx';

const capacity = {
  membershipId: '00000000-0000-4000-8000-000000000001',
  role: 'commissioner',
  bodyId: 'ECI',
  bodyKind: 'eci',
  bodyNameEn: 'Election Commission of India',
  bodyNameHi: 'भारत निर्वाचन आयोग',
  stateCodes: [],
  division: null,
} as const satisfies NonNullable<Boot['session']>['capacity'];

const boot: Boot = {
  language: 'en',
  session: {
    sessionId: 's',
    personId: 'p',
    name: 'A. Reader',
    language: 'en',
    isDemonstration: false,
    capacity,
    capacities: [capacity],
    can: { figures: true, metrics: true, audit: 'all', sample: true, people: false },
    expiresAt: '2026-11-23T00:00:00.000Z',
  },
  isDemonstration: false,
  roleCards: [],
  demonstrationPassword: null,
  now: '2026-11-22T14:10:00.000Z',
};

/** Kerala has real figures, Goa sample ones, the rest none. */
function overviewOfTwo(): NationalOverview {
  const codes = states.map(({ code }) => code);
  const kerala = codes.findIndex((code) => code === 'IN-KL');
  const goa = codes.findIndex((code) => code === 'IN-GA');
  const only = (real: number, sample: number) =>
    codes.map((_, index) => (index === kerala ? real : index === goa ? sample : null));
  const letters = (real: string, sample: string, rest: string) =>
    codes.map((_, index) => (index === kerala ? real : index === goa ? sample : rest)).join('');
  return {
    version: 3,
    at: '2026-11-22T14:10:00.000Z',
    today: '2026-11-22',
    epoch: '2024-01-01',
    codes,
    freshness: { inRevision: 1, finalPublished: 1, noRevision: 35, reportedThisMonth: 0 },
    hasSample: true,
    isDemonstration: false,
    counts: { before: only(27_850_855, 1_185_034), notInDraft: only(2_408_503, 100_042) },
    sampleCounts: { before: letters('0', '1', '0'), notInDraft: letters('0', '1', '0') },
    metrics: Object.fromEntries(
      boardMetrics.map((metric) => [
        metric,
        {
          value: only(8.65, 8.44),
          status: letters('a', 'a', 'n'),
          sample: letters('0', '1', '0'),
          day: only(722, 715),
          why: { 0: 'missing:notInDraft' },
        },
      ]),
    ),
    attention: [
      {
        state: 'IN-KL',
        rule: 'FL-11',
        status: 'amber',
        figures: { value: 8.65, numerator: 2_408_503, denominator: 27_850_855 },
        since: '2025-12-23',
        next: '/states/IN-KL',
      },
    ],
  };
}

test('the national table can be read without the script', async () => {
  const markup = await renderFirstView({ url: '/national', boot, overview: overviewOfTwo() });
  expect(markup.match(/<th scope="row"/g)).toHaveLength(36);
  expect(markup).toContain('1 of 1 States under revision have published a final roll');
  expect(markup).toContain('Kerala: 8.65\u00a0% of electors not in the draft roll');
  expect(markup).toContain('attention above 8');
  expect(markup).toContain('2,78,50,855');
});

test('a tile says State, metric, value with unit, status and day, after what is written on it', async () => {
  const markup = await renderFirstView({ url: '/national', boot, overview: overviewOfTwo() });
  expect(markup).toContain(
    'aria-label="KL 8.6: Kerala, not in the draft roll: 8.65\u00a0%, Attention, as on 23-12-2025"',
  );
  expect(markup).toContain('aria-label="GA sample 8.4: Goa');
  expect(markup).toContain('Andaman and Nicobar Islands, not in the draft roll: no figure');
});

test('the markup holds nothing the content policy refuses', async () => {
  for (const url of ['/national', '/national?metric=LR-01&lang=hi', '/login']) {
    const markup = await renderFirstView({ url, boot, overview: overviewOfTwo() });
    expect(markup, url).not.toBe('');
    expect(markup, url).not.toMatch(/<script|<style| style=| on[a-z]+=|javascript:/);
  }
});

test('the URL decides the language and the metric', async () => {
  const markup = await renderFirstView({ url: '/national?lang=hi&metric=FL-03', boot, overview: overviewOfTwo() });
  expect(markup).toContain('शुद्ध परिवर्तन');
  expect(markup).toContain('केरल');
  expect(markup).toContain('href="/states/IN-KL?lang=hi"');
  expect(markup).toMatch(
    /href="\/national\?metric=FL-03&amp;lang=hi"[^>]*aria-current="true"|aria-current="true"[^>]*metric=FL-03/,
  );
});

test('without a session or an overview the script draws the page', async () => {
  expect(await renderFirstView({ url: '/national', boot: { ...boot, session: null }, overview: null })).toBe('');
  expect(await renderFirstView({ url: '/national', boot, overview: null })).toBe('');
  expect(await renderFirstView({ url: '/states', boot, overview: null })).toBe('');
});
