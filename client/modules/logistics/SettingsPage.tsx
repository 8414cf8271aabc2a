import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { addDays, startOfIstDay } from '#shared/kernel/time.ts';
import type { SettingsList } from '#shared/modules/logistics/schema.ts';
import { settingsQuery, useLogisticsWords, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { LogisticsNav } from './LogisticsNav.tsx';
import { PastDay } from './PastDay.tsx';
import { SettingForm } from './SettingForm.tsx';
import { SettingHistory } from './SettingHistory.tsx';
import { ItemSettings, PresetSettings, ThresholdSettings } from './SettingTables.tsx';

const kinds = ['preset', 'items', 'threshold'] as const;

/** What decides a colour: default numbers, the items with their days, the limits; each with its day, source and reason. */
export function SettingsPage() {
  const room = useLogisticsWords();
  const words = useSettingsWords().settings;
  const say = useFailureWords();
  const search = useSearch({ strict: false });
  const kind = kinds.find((each) => each === search.kind) ?? 'preset';
  const { data, error } = useQuery(settingsQuery());
  useTitle(words.title);
  return (
    <>
      <LogisticsNav />
      <header className={styles.headline}>
        <h1>{words.headline}</h1>
        <p className={styles.intro}>{words.intro}</p>
      </header>
      <PastDay asOn={search.asOn} />
      <Segmented
        label={words.kind}
        segments={kinds.map((key) => ({
          key,
          label: words.kinds[key],
          to: key === 'preset' ? '/logistics/settings' : `/logistics/settings?kind=${key}`,
        }))}
        current={kind}
      />
      {data === undefined ? (
        error === null ? (
          <LoadingFace>{room.loading}</LoadingFace>
        ) : (
          <ErrorFace title={room.failed} sentence={say(error)} />
        )
      ) : (
        <Tables kind={kind} list={asOf(data, search.asOn)} isPast={search.asOn !== undefined} />
      )}
    </>
  );
}

function Tables({ kind, list, isPast }: { kind: (typeof kinds)[number]; list: SettingsList; isPast: boolean }) {
  const words = useSettingsWords().settings;
  const mayAdd = !isPast && (list.can.national || (kind === 'preset' && list.can.own));
  const prefixes = { preset: ['preset'], items: ['start', 'due', 'critical'], threshold: ['threshold'] }[kind];
  const rows = list.rows.filter(({ setting }) => prefixes.some((prefix) => setting.startsWith(`${prefix}/`)));
  return (
    <>
      <section className={styles.section}>
        <h2>{words.kinds[kind]}</h2>
        {kind === 'preset' ? <PresetSettings list={list} /> : null}
        {kind === 'items' ? <ItemSettings list={list} /> : null}
        {kind === 'threshold' ? <ThresholdSettings list={list} /> : null}
      </section>
      <SettingHistory rows={rows} />
      {mayAdd ? <SettingForm key={kind} kind={kind} can={list.can} /> : null}
    </>
  );
}

/** The list as it stood at the end of a day. */
function asOf(list: SettingsList, asOn: string | undefined): SettingsList {
  if (asOn === undefined) return list;
  const end = startOfIstDay(addDays(asOn, 1)).toISOString();
  return { ...list, today: asOn, rows: list.rows.filter(({ recordedAt }) => recordedAt < end) };
}
