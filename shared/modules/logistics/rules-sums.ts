// The sums of an exercise's returns, item by item, as they are kept ready to send.

import type { IsoDate } from '#shared/kernel/time.ts';
import { type Item, items } from './catalogue-items.ts';
import { areaParameters, type ParameterId, type ParameterValues } from './catalogue-parameters.ts';
import { type AreaStatus, type Readiness, type RollUp, rollUp } from './rules.ts';
import { type Equipped, hasItem } from './rules-anchors.ts';
import { type Requirement, requiredOf } from './rules-required.ts';
import type { Settings } from './rules-settings.ts';
import { facilities, type ItemId, type StatusFigures } from './schema.ts';

export interface ParameterRow {
  /** '' for the whole exercise. */
  districtCode: string;
  parameter: ParameterId;
  value: number | null;
}

export interface ReturnRow extends StatusFigures {
  districtCode: string;
  itemId: ItemId;
  facet: string;
  /** Set by a person instead of the formula. */
  required: number | null;
  asOn: IsoDate;
}

export interface ItemSum extends RollUp {
  itemId: ItemId;
  facet: string;
}

/** An item's lines: the item itself, or one for each of the seven facilities. */
export function facetsOf(item: Item): readonly string[] {
  return item.id === 'amf_each' ? facilities : [''];
}

/** The parameters of one district: its own, then those of the exercise that hold for all. */
export function valuesOf(rows: readonly ParameterRow[], districtCode: string, isWholeState: boolean): ParameterValues {
  const values: Partial<Record<ParameterId, number | null>> = {};
  for (const row of rows) {
    if (row.districtCode === '' && (isWholeState || !areaParameters.has(row.parameter))) {
      values[row.parameter] ??= row.value;
    }
  }
  for (const row of rows) if (row.districtCode === districtCode) values[row.parameter] = row.value;
  return values;
}

export interface Fleet {
  exercise: Equipped;
  /** The districts of the exercise; one alone with the State's own code where none are known. */
  districts: readonly string[];
  isWholeState: boolean;
  parameters: readonly ParameterRow[];
  returns: readonly ReturnRow[];
  settings: Settings;
}

/** What is required of an item in each district: a person's own number first, the formula's otherwise. */
export function requirementsOf(fleet: Fleet, item: Item): Map<string, Requirement & { byPerson: number | null }> {
  const facet = facetsOf(item)[0] ?? '';
  const own = new Map(
    fleet.returns
      .filter((row) => row.itemId === item.id && row.facet === facet)
      .map((row) => [row.districtCode, row.required]),
  );
  return new Map(
    fleet.districts.map((district) => {
      const values = valuesOf(fleet.parameters, district, fleet.isWholeState);
      const formula = requiredOf(item.id, values, fleet.exercise.bodyKind === 'eci', fleet.settings);
      const byPerson = own.get(district) ?? null;
      return [district, { ...formula, required: byPerson ?? formula.required, byPerson }];
    }),
  );
}

/** Sums every item the exercise has, in the order of the catalogue; returns of items it has not are left out. */
export function sumsOf(fleet: Fleet): ItemSum[] {
  const byLine = Map.groupBy(fleet.returns, ({ itemId, facet }) => `${itemId}/${facet}`);
  return items
    .filter((item) => hasItem(item, fleet.exercise))
    .flatMap((item) => {
      const required = requirementsOf(fleet, item);
      return facetsOf(item).map((facet) => {
        const rows = new Map((byLine.get(`${item.id}/${facet}`) ?? []).map((row) => [row.districtCode, row]));
        const areas = fleet.districts.map((area): AreaStatus => {
          const row = rows.get(area);
          return {
            area,
            required: row?.required ?? required.get(area)?.required ?? null,
            numerator: row?.[item.gate] ?? null,
            asOf: row?.asOn ?? null,
          };
        });
        return { itemId: item.id, facet, ...rollUp(areas) };
      });
    });
}

type Packed = [
  itemId: ItemId,
  facet: string,
  required: number,
  numerator: number,
  percent: number | null,
  nothing: string | null,
  reporting: number,
  areas: number,
  lowestArea: string | null,
  lowestPercent: number | null,
  asOf: IsoDate | null,
];

/** The sums as one line of text, without names: what the board reads for every exercise. */
export function packSums(sums: readonly ItemSum[]): string {
  return JSON.stringify(
    sums.map(
      ({ itemId, facet, required, numerator, readiness, reporting, areas, lowest, asOf }): Packed => [
        itemId,
        facet,
        required,
        numerator,
        readiness.percent,
        readiness.percent === null ? readiness.reason : null,
        reporting,
        areas,
        lowest?.area ?? null,
        lowest?.percent ?? null,
        asOf,
      ],
    ),
  );
}

/** The sums of a packed line. Only lines this file packed are read. */
export function unpackSums(text: string): ItemSum[] {
  const rows: Packed[] = JSON.parse(text);
  return rows.map(
    ([itemId, facet, required, numerator, percent, nothing, reporting, areas, lowestArea, lowestPercent, asOf]) => ({
      itemId,
      facet,
      required,
      numerator,
      readiness: readinessFrom(percent, nothing),
      reporting,
      areas,
      lowest: lowestArea === null || lowestPercent === null ? null : { area: lowestArea, percent: lowestPercent },
      asOf,
    }),
  );
}

function readinessFrom(percent: number | null, nothing: string | null): Readiness {
  if (percent !== null) return { percent, surplus: 0 };
  const reason = nothing === 'not_applicable' || nothing === 'requirement_not_known' ? nothing : 'no_figure';
  return { percent: null, surplus: 0, reason };
}
