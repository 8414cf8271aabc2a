import { languageOf } from '#client/app/language.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import { items } from '#shared/modules/logistics/catalogue-items.ts';
import { parameters } from '#shared/modules/logistics/catalogue-parameters.ts';
import { thresholdIds } from '#shared/modules/logistics/rules-settings.ts';
import type { SettingsList } from '#shared/modules/logistics/schema.ts';
import { useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { valueInWords } from './ParameterTable.tsx';
import { useNames } from './Words.tsx';

type Row = SettingsList['rows'][number];

/** What was set by the nation and by bodies for themselves, newest first. */
export function SettingHistory({ rows }: { rows: readonly Row[] }) {
  const words = useSettingsWords().settings;
  const name = useSettingName();
  return (
    <section className={styles.section}>
      <h2>{words.history}</h2>
      {rows.length === 0 ? (
        <p className={styles.intro}>{words.historyNone}</p>
      ) : (
        <DataTable
          caption={words.history}
          isCaptionHidden
          columns={[
            { id: 'name', header: words.name, isRowHeader: true, cell: ({ setting }: Row) => name(setting) },
            { id: 'body', header: words.forWhom, cell: ({ bodyId }) => bodyId ?? words.nation },
            { id: 'value', header: words.newValue, align: 'end', cell: settingValue },
            { id: 'from', header: words.from, cell: ({ validFrom }) => formatDate(validFrom) },
            { id: 'source', header: words.source, cell: ({ source }) => <Said text={source} /> },
            { id: 'reason', header: words.reason, cell: ({ reason }) => <Said text={reason} /> },
            { id: 'at', header: '', cell: ({ recordedAt }) => <small>{formatInstant(recordedAt)}</small> },
          ]}
          rows={rows.toReversed()}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  );
}

function Said({ text }: { text: string }) {
  return (
    <span className={styles.said} lang={languageOf(text)}>
      {text}
    </span>
  );
}

/** A setting's name in the reader's language: `Default: Reserve of ink`. */
export function useSettingName(): (setting: string) => string {
  const words = useSettingsWords().settings;
  const names = useNames();
  return (setting) => {
    const [kind, id = ''] = setting.split('/');
    const parameter = parameters.find((each) => each.id === id);
    const item = items.find((each) => each.id === id);
    const threshold = thresholdIds.find((each) => each === id);
    if (kind === 'preset' && parameter !== undefined) return words.names.preset(names.parameter(parameter.id));
    if ((kind === 'start' || kind === 'due' || kind === 'critical') && item !== undefined) {
      return words.names[kind](names.item(item.id));
    }
    return threshold === undefined ? setting : words.thresholds[threshold];
  };
}

function settingValue({ setting, value }: Row): string {
  const parameter = parameters.find(({ id }) => setting === `preset/${id}`);
  return parameter === undefined ? formatCount(value) : valueInWords(parameter, value);
}
