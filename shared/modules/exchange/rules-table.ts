// Checks over a whole table once its rows are read, and its rows as counts by area.

import { checkChildren, checkLocalBound, checkPopulation } from '#shared/modules/roll-health/checks-areas.ts';
import type { CheckId } from '#shared/modules/roll-health/checks-catalogue.ts';
import { type CountFinding, checkCounts, checkForm, flowGenders } from '#shared/modules/roll-health/checks-counts.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { type AreaLevel, datasets } from './datasets.ts';
import { type Area, mergeAreas } from './rules-merge.ts';
import { checkRegister } from './rules-register.ts';
import type { AreaAnswer, AreaKind, FileRow } from './rules-rows.ts';
import { checkSchedule } from './rules-schedule.ts';
import type { DatasetId, ImportFinding, ImportHeader } from './schema.ts';

export interface TableContext {
  header: ImportHeader;
  /** Copied from the press and not sent by an office: V01 asks for a note in place of refusing. */
  isTranscribed?: boolean;
  /** Checks for which the uploader gave an explanation code: V05 and V08 then ask for no more than their note. */
  explained?: readonly CheckId[];
  /** The unit's counts in the previous published snapshot of the same table. */
  previous(stateCode: string, level: AreaLevel, code: string): Counts | undefined;
  /** What other published files and statements say of the unit for the same roll and snapshot. */
  published(stateCode: string, level: AreaLevel, code: string): Counts | undefined;
  /** Codes of all areas of the level inside the parent on the as-of day; undefined when no register says. */
  childrenOf(
    stateCode: string,
    parent: { level: AreaLevel; code: string },
    level: AreaLevel,
  ): readonly string[] | undefined;
  /** As for the rows: whether the code names an area of the State on the day. */
  findArea(stateCode: string, kind: AreaKind, code: string, day: string): AreaAnswer;
}

const placeOfPrecision = { exact: 0, thousand: 1_000, lakh: 100_000 } as const;

/**
 * Runs V01, V03 to V13, V15 to V21 and the further checks over the rows of one file, each where its figures are known.
 * An area's own rows are checked with what is published of it elsewhere; where a finding rests on such figures it asks
 * for a note and does not refuse. Findings are in the order of the areas, sums after them.
 */
export function checkTable(dataset: DatasetId, rows: readonly FileRow[], context: TableContext): ImportFinding[] {
  const kept = rows.filter((row) => !row.isRemoval);
  if (dataset === 'exercise_schedule') return checkSchedule(kept);
  if (dataset === 'area_register') return checkRegister(kept, context.findArea, context.header.asOf);
  if (dataset === 'part_ward_map') return [];
  const spec = datasets[dataset];
  const place = placeOfPrecision[context.header.precision];
  const areas = mergeAreas(spec, kept);
  return [
    ...(dataset === 'roll_flow' ? checkForms(kept, place) : []),
    ...areas.flatMap((area) => checkArea(dataset, area, context, place)),
    ...checkSums(areas, context, place),
  ];
}

/** V07 and V13 of each form's row. */
function checkForms(rows: readonly FileRow[], place: number): ImportFinding[] {
  return rows.flatMap(({ row, counts }): ImportFinding[] => {
    const { accepted: total, male, female, third } = counts;
    const found: ImportFinding[] = [];
    const steps = checkForm(counts, place);
    if (steps !== undefined) found.push({ ...steps, row, column: 'received' });
    const genders = flowGenders({ total, male, female, third }, place);
    if (genders !== undefined) found.push({ ...genders, row, column: 'accepted' });
    return found;
  });
}

function checkArea(dataset: DatasetId, area: Area, context: TableContext, place: number): ImportFinding[] {
  const { header, isTranscribed = false, explained = [] } = context;
  const { stateCode, level, code, counts } = area;
  const published = context.published(stateCode, level, code) ?? {};
  const findings = checkCounts(
    { ...published, ...counts },
    {
      level,
      isIntensive: header.exerciseType === 'SIR',
      stage: header.stage,
      place,
      isTranscribed,
      explained,
      previous: context.previous(stateCode, level, code),
      own: counts,
    },
  );
  if (dataset === 'population_reference') {
    const { basis } = area.attributes;
    findings.push(...checkPopulation(counts, typeof basis === 'string' ? basis : undefined));
  }
  const assembly = published.electorsTotal;
  if (level === 'S' && counts.localElectors !== undefined && assembly !== undefined) {
    const footprint = header.rollType === 'municipal' ? 'urban' : 'rural';
    findings.push(...checkLocalBound({ total: counts.localElectors, footprint }, assembly));
  }
  return findings.flatMap((finding) => inFile(finding, area));
}

/** The finding at the first of its cells that stands in the file; none when the file gives none of them. */
function inFile({ check, severity, cells, reason, params }: CountFinding, area: Area): ImportFinding[] {
  const own = cells.filter((cell) => area.counts[cell] !== undefined);
  const [first] = own;
  if (first === undefined) return [];
  const { row, column } = area.places.get(first) ?? { row: area.row, column: '' };
  const isAllOwn = own.length === cells.length;
  return [{ check, severity: severity === 'E' && !isAllOwn ? 'W' : severity, row, column, reason, params }];
}

/** V03 and V21, from each level to those above it. */
const steps: readonly (readonly [child: AreaLevel, parent: AreaLevel])[] = [
  ['P', 'A'],
  ['A', 'D'],
  ['A', 'S'],
  ['D', 'S'],
  ['W', 'L'],
  ['L', 'S'],
];

function checkSums(areas: readonly Area[], context: TableContext, place: number): ImportFinding[] {
  const findings: ImportFinding[] = [];
  for (const [childLevel, parentLevel] of steps) {
    const children = areas.filter((area) => area.level === childLevel);
    const inParent = groupByParent(children, parentLevel, areas, context);
    for (const [key, group] of inParent)
      findings.push(...checkSum(key, group, { childLevel, parentLevel, place, areas, context }));
  }
  return findings;
}

/** Children by the State and code of their parent at the level: by their own code, or as the register has it. */
function groupByParent(
  children: readonly Area[],
  parentLevel: AreaLevel,
  areas: readonly Area[],
  context: TableContext,
): Map<string, Area[]> {
  const groups = new Map<string, Area[]>();
  const add = (code: string, child: Area) => {
    const key = `${child.stateCode} ${code}`;
    groups.set(key, [...(groups.get(key) ?? []), child]);
  };
  if (parentLevel === 'D') {
    const level = children[0]?.level ?? 'A';
    for (const parent of areas.filter((area) => area.level === 'D')) {
      const codes = new Set(context.childrenOf(parent.stateCode, parent, level));
      for (const child of children)
        if (child.stateCode === parent.stateCode && codes.has(child.code)) add(parent.code, child);
    }
    return groups;
  }
  for (const child of children) {
    if (parentLevel === 'S') add(child.stateCode, child);
    else if (parentLevel === 'A') add(child.code.slice(0, 3), child);
    else if (child.parentCode !== null) add(child.parentCode, child);
  }
  return groups;
}

interface SumStep {
  childLevel: AreaLevel;
  parentLevel: AreaLevel;
  place: number;
  areas: readonly Area[];
  context: TableContext;
}

function checkSum(key: string, group: readonly Area[], step: SumStep): ImportFinding[] {
  const { childLevel, parentLevel, place, areas, context } = step;
  const [stateCode = '', code = ''] = key.split(' ');
  const expected = context.childrenOf(stateCode, { level: parentLevel, code }, childLevel);
  const present = new Set(group.map((area) => area.code));
  if (expected?.some((one) => !present.has(one))) return [];
  const parent = areas.find((area) => area.level === parentLevel && area.stateCode === stateCode && area.code === code);
  const isLocal = childLevel === 'W' || childLevel === 'L';
  const counts = group.map((area) => area.counts);
  if (parent === undefined) {
    const published = context.published(stateCode, parentLevel, code);
    if (expected === undefined || published === undefined) return [];
    const kind = childLevel === 'W' ? 'wards' : isLocal ? 'bodies' : 'published';
    const found = checkChildren(counts, published, kind, { place, atMost: 'W' });
    const first = group[0];
    return first === undefined ? [] : found.map((finding) => atChild(finding, first));
  }
  const { wards } = parent.counts;
  if (childLevel === 'W' && expected === undefined && wards !== undefined && wards !== group.length) {
    const at = parent.places.get('wards') ?? { row: parent.row, column: 'wards' };
    return [{ check: 'V21', severity: 'W', ...at, reason: 'wards_count', params: { rows: group.length, wards } }];
  }
  const kind = childLevel === 'W' ? 'wards' : isLocal ? 'bodies' : 'same_file';
  const isCertain = expected !== undefined || childLevel === 'W';
  return checkChildren(counts, parent.counts, kind, { place, atMost: isCertain ? 'E' : 'W' }).flatMap((finding) =>
    inFile(finding, parent),
  );
}

/** Against a published parent there is no line of its own: the column is named, for the file as a whole. */
function atChild({ check, severity, cells, reason, params }: CountFinding, child: Area): ImportFinding {
  const [first] = cells;
  const column = first === undefined ? '' : (child.places.get(first)?.column ?? '');
  return { check, severity, row: 0, column, reason, params };
}
