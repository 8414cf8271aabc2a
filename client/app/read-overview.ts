// Reads the national overview by hand when it is fetched. The one in the page itself came in the same answer as this script.

import type { AttentionItem, MetricColumn, NationalOverview } from '#shared/modules/national/schema.ts';
import {
  readBoolean,
  readFields,
  readList,
  readNumber,
  readOneOf,
  readOptional,
  readRecord,
  readText,
  ShapeError,
} from './shape.ts';

/** Reads the payload, checking its shape and that every column is as long as `codes`. @throws ShapeError */
export function readOverview(value: unknown): NationalOverview {
  const fields = readFields(value, 'overview');
  const freshness = readFields(fields['freshness'], 'overview.freshness');
  const overview: NationalOverview = {
    version: readNumber(fields['version'], 'overview.version'),
    at: readText(fields['at'], 'overview.at'),
    today: readText(fields['today'], 'overview.today'),
    epoch: readText(fields['epoch'], 'overview.epoch'),
    codes: readTexts(fields['codes'], 'overview.codes'),
    freshness: {
      inRevision: readNumber(freshness['inRevision'], 'overview.freshness'),
      finalPublished: readNumber(freshness['finalPublished'], 'overview.freshness'),
      noRevision: readNumber(freshness['noRevision'], 'overview.freshness'),
      reportedThisMonth: readNumber(freshness['reportedThisMonth'], 'overview.freshness'),
    },
    hasSample: readBoolean(fields['hasSample'], 'overview.hasSample'),
    isDemonstration: readBoolean(fields['isDemonstration'], 'overview.isDemonstration'),
    counts: readRecord(fields['counts'], readNumbers, 'overview.counts'),
    sampleCounts: readRecord(fields['sampleCounts'], readText, 'overview.sampleCounts'),
    metrics: readRecord(fields['metrics'], readColumn, 'overview.metrics'),
    attention: readList(fields['attention'], readAttention, 'overview.attention'),
    ...(fields['crunch'] === undefined ? {} : { crunch: readRecord(fields['crunch'], readTexts, 'overview.crunch') }),
    ...(fields['limits'] === undefined ? {} : { limits: readRecord(fields['limits'], readBands, 'overview.limits') }),
  };
  const places = overview.codes.length;
  const columns = Object.values(overview.metrics).flatMap(({ value: values, status, sample, day }) => [
    values,
    status,
    sample,
    day,
  ]);
  const isWhole = [...columns, ...Object.values(overview.counts), ...Object.values(overview.sampleCounts)].every(
    ({ length }) => length === places,
  );
  if (!isWhole) throw new ShapeError('columns of one length');
  return overview;
}

function readTexts(value: unknown, what: string): string[] {
  return readList(value, readText, what);
}

function readNumbers(value: unknown, what: string): (number | null)[] {
  return readList(value, (item) => readOptional(item, readNumber, what), what);
}

function readColumn(value: unknown, what: string): MetricColumn {
  const column = readFields(value, what);
  return {
    value: readNumbers(column['value'], what),
    status: readText(column['status'], what),
    sample: readText(column['sample'], what),
    day: readNumbers(column['day'], what),
    why: readRecord(column['why'], readText, what),
  };
}

function readBands(value: unknown, what: string): unknown[] {
  return readList(value, readBand, what);
}

/** What a limit is made of is not looked at, only that each is there with its source. */
function readBand(value: unknown, what: string): unknown {
  const { amber, red } = readFields(value, what);
  for (const limit of [amber, red]) if (limit !== undefined) readText(readFields(limit, what)['source'], what);
  return value;
}

function readAttention(value: unknown, what: string): AttentionItem {
  const item = readFields(value, what);
  return {
    state: readText(item['state'], what),
    rule: readText(item['rule'], what),
    status: readOneOf(item['status'], ['amber', 'red'], what),
    figures: readRecord(item['figures'], readFigure, what),
    since: readOptional(item['since'], readText, what),
    next: readText(item['next'], what),
  };
}

function readFigure(value: unknown, what: string): number | string | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  throw new ShapeError(what);
}
