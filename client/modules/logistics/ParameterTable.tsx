import { languageOf } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { type Parameter, type ParameterId, parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import type { ExerciseReadiness } from '#shared/modules/logistics/schema.ts';
import { useLogisticsWords, useSettingsWords } from './api.ts';

import styles from './Logistics.module.css';
import { useNames } from './Words.tsx';

interface Line {
  parameter: Parameter;
  preset: number | null;
  /** For the whole exercise; undefined where none was entered. */
  own: { value: number | null; source: string } | undefined;
  inDistricts: number;
}

/** Every number behind the requirements: what was entered, what stands otherwise, and where that comes from. */
export function ParameterTable({ readiness }: { readiness: ExerciseReadiness }) {
  const words = useSettingsWords().parameters;
  return (
    <section className={styles.section}>
      <h2>{words.title}</h2>
      <p className={styles.intro}>{words.intro}</p>
      <DataTable
        caption={words.title}
        isCaptionHidden
        columns={useColumns()}
        rows={linesOf(
          readiness,
          parameters.map(({ id }) => id),
        )}
        rowKey={({ parameter }) => parameter.id}
      />
    </section>
  );
}

/** The same for the numbers of one item. */
export function NumbersUsed({ ids, readiness }: { ids: readonly ParameterId[]; readiness: ExerciseReadiness }) {
  const words = useLogisticsWords();
  const columns = useColumns();
  if (ids.length === 0) return null;
  return (
    <DataTable
      caption={words.item.numbers}
      columns={columns}
      rows={linesOf(readiness, ids)}
      rowKey={({ parameter }) => parameter.id}
    />
  );
}

/** `25 %` or `12`, by the parameter's unit: shares are kept in hundredths of a percent. */
export function valueInWords({ unit }: Pick<Parameter, 'unit'>, value: number): string {
  if (unit === 'count') return formatCount(value);
  return `${formatDecimal(value / 100, 2).replace(/\.?0+$/, '')} %`;
}

function useColumns(): Column<Line>[] {
  const words = useSettingsWords().parameters;
  const room = useLogisticsWords();
  const names = useNames();
  return [
    { id: 'name', header: words.name, isRowHeader: true, cell: ({ parameter }) => names.parameter(parameter.id) },
    {
      id: 'own',
      header: words.own,
      align: 'end',
      cell: ({ parameter, own, inDistricts }) => {
        if (own?.value != null) return valueInWords(parameter, own.value);
        return inDistricts === 0 ? '–' : <small>{words.inDistricts(formatCount(inDistricts))}</small>;
      },
    },
    {
      id: 'preset',
      header: words.preset,
      align: 'end',
      cell: ({ parameter, preset }) => (preset === null ? '–' : valueInWords(parameter, preset)),
    },
    { id: 'basis', header: words.basis, cell: ({ parameter }) => <small>{room.bases[parameter.basis]}</small> },
    {
      id: 'source',
      header: words.source,
      cell: ({ parameter, own }) => {
        const text = own?.value == null ? parameter.source : own.source;
        return (
          <span className={styles.said} lang={languageOf(text)}>
            {text}
          </span>
        );
      },
    },
  ];
}

function linesOf({ parameters: entered, presets }: ExerciseReadiness, ids: readonly ParameterId[]): Line[] {
  return parameters
    .filter(({ id }) => ids.includes(id))
    .map((parameter) => {
      const rows = entered.filter((row) => row.parameter === parameter.id && row.value !== null);
      return {
        parameter,
        preset: presets.find((each) => each.parameter === parameter.id)?.value ?? null,
        own: rows.find(({ districtCode }) => districtCode === ''),
        inDistricts: rows.filter(({ districtCode }) => districtCode !== '').length,
      };
    });
}
