import { expect, test } from 'vitest';
import { isTopicMet, readTopics } from './live.ts';

test('a query is stale when its topic is told, when every topic is, and when it named the whole kind', () => {
  expect(isTopicMet('roll:IN-KL', 'roll:IN-KL')).toBe(true);
  expect(isTopicMet('roll:IN-KL', '*')).toBe(true);
  expect(isTopicMet('roll:*', 'roll:IN-KL')).toBe(true);
  expect(isTopicMet('roll:IN-KL', 'roll:IN-GA')).toBe(false);
  expect(isTopicMet('roll:*', 'national')).toBe(false);
});

test('topics are read from the stream; what is not text or not a list is passed over', () => {
  expect(readTopics('{"t":["national","roll:IN-KL"],"v":12}')).toEqual({
    topics: ['national', 'roll:IN-KL'],
    version: 12,
  });
  expect(readTopics('{"t":["national"]}')).toEqual({ topics: ['national'], version: 0 });
  expect(readTopics('{}')).toBeUndefined();
  expect(readTopics(undefined)).toBeUndefined();
});
