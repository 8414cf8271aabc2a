import { languageOf } from '#client/app/language.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { type Edge, type Item, items } from '#shared/modules/logistics/catalogue-items.ts';
import { type Parameter, parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import { settingsOn, type ThresholdId, thresholdIds } from '#shared/modules/logistics/rules-settings.ts';
import type { Basis, SettingsList } from '#shared/modules/logistics/schema.ts';
import { useLogisticsWords, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { valueInWords } from './ParameterTable.tsx';
import { useNames } from './Words.tsx';

type Row = SettingsList['rows'][number];

/** The nation's row of a setting that holds today, the newest first found. */
function nationalRow({ rows, today }: SettingsList, setting: string): Row | undefined {
  return rows
    .filter((row) => row.bodyId === null && row.setting === setting && row.validFrom <= today)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom) || b.recordedAt.localeCompare(a.recordedAt))[0];
}

/** Default numbers: the nation's value, since when, and what it rests on. */
export function PresetSettings({ list }: { list: SettingsList }) {
  const words = useSettingsWords().settings;
  const names = useNames();
  const ruled = settingsOn(list.rows, null, list.today);
  return (
    <DataTable
      caption={words.kinds.preset}
      isCaptionHidden
      columns={[
        { id: 'name', header: words.name, isRowHeader: true, cell: ({ id }: Parameter) => names.parameter(id) },
        {
          id: 'value',
          header: words.value,
          align: 'end',
          cell: (parameter) => {
            const value = ruled.presetOf(parameter.id);
            return value === null ? '–' : valueInWords(parameter, value);
          },
        },
        ...useProvenance(list, ({ id, basis, source }: Parameter) => ({ setting: `preset/${id}`, basis, source })),
      ]}
      rows={parameters}
      rowKey={({ id }) => id}
    />
  );
}

/** Items with their critical mark and the days they start and are due. */
export function ItemSettings({ list }: { list: SettingsList }) {
  const room = useLogisticsWords();
  const words = useSettingsWords().settings;
  const names = useNames();
  const ruled = settingsOn(list.rows, null, list.today);
  const edge = ({ from, days }: Edge) => words.edges[from](String(days));
  return (
    <DataTable
      caption={words.kinds.items}
      isCaptionHidden
      columns={[
        { id: 'name', header: words.item, isRowHeader: true, cell: ({ id }: Item) => names.item(id) },
        { id: 'theme', header: words.kind, cell: ({ theme }) => room.themes[theme] },
        { id: 'gate', header: words.value, cell: ({ gate }) => room.gates[gate] },
        { id: 'critical', header: words.critical, cell: ({ id }) => (ruled.isCritical(id) ? words.yes : words.no) },
        {
          id: 'start',
          header: words.start,
          cell: (item) => {
            const timing = ruled.timingOf(item);
            return timing === 'standing' ? words.standing : edge(timing.start);
          },
        },
        {
          id: 'due',
          header: words.due,
          cell: (item) => {
            const timing = ruled.timingOf(item);
            return timing === 'standing' ? '–' : edge(timing.due);
          },
        },
        ...useProvenance(list, ({ id, timing }: Item) => ({
          setting: `due/${id}`,
          basis: timing === 'standing' ? ('proposed' as const) : timing.basis,
          source: timing === 'standing' ? '' : timing.source,
        })),
      ]}
      rows={items}
      rowKey={({ id }) => id}
    />
  );
}

/** The limits of the colours. All are this product's defaults until the nation sets its own. */
export function ThresholdSettings({ list }: { list: SettingsList }) {
  const words = useSettingsWords().settings;
  const { thresholds } = settingsOn(list.rows, null, list.today);
  return (
    <DataTable
      caption={words.kinds.threshold}
      isCaptionHidden
      columns={[
        {
          id: 'name',
          header: words.name,
          isRowHeader: true,
          cell: ({ id }: { id: ThresholdId }) => words.thresholds[id],
        },
        { id: 'value', header: words.value, align: 'end', cell: ({ id }) => String(thresholds[id]) },
        ...useProvenance(list, ({ id }: { id: ThresholdId }) => ({
          setting: `threshold/${id}`,
          basis: 'proposed' as const,
          source: '',
        })),
      ]}
      rows={thresholdIds.map((id) => ({ id }))}
      rowKey={({ id }) => id}
    />
  );
}

/** Since when a value holds, on what it rests, and its source: of the row that set it, or as delivered. */
function useProvenance<T>(
  list: SettingsList,
  of: (row: T) => { setting: string; basis: Basis; source: string },
): Column<T>[] {
  const room = useLogisticsWords();
  const words = useSettingsWords().settings;
  return [
    {
      id: 'from',
      header: words.from,
      cell: (row) => {
        const set = nationalRow(list, of(row).setting);
        return set === undefined ? <small>{words.standard}</small> : formatDate(set.validFrom);
      },
    },
    {
      id: 'basis',
      header: words.basis,
      cell: (row) => {
        const { setting, basis } = of(row);
        return <small>{room.bases[nationalRow(list, setting) === undefined ? basis : 'office']}</small>;
      },
    },
    {
      id: 'source',
      header: words.source,
      cell: (row) => {
        const { setting, source } = of(row);
        const text = nationalRow(list, setting)?.source ?? source;
        return (
          <span className={styles.said} lang={languageOf(text)}>
            {text}
          </span>
        );
      },
    },
  ];
}
