import { expect, test } from 'vitest';
import { withKept } from './PathLink.tsx';

const present = new URLSearchParams('lang=hi&asOn=2026-03-31&metric=FL-11');

test('language and as-on date go along, other parameters stay behind', () => {
  expect(withKept('/states/IN-KL', present)).toBe('/states/IN-KL?lang=hi&asOn=2026-03-31');
  expect(withKept('/actions?bucket=no_record', present)).toBe('/actions?bucket=no_record&lang=hi&asOn=2026-03-31');
});

test('a link that names the language itself keeps its own', () => {
  expect(withKept('/national?lang=en', present)).toBe('/national?lang=en&asOn=2026-03-31');
  expect(withKept('/national', new URLSearchParams())).toBe('/national');
});
