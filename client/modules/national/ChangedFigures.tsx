import { useEffect, useEffectEvent, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { useAnnounce } from '#client/ui/Announcer.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { type BoardMetric, boardMetrics, type NationalOverview } from '#shared/modules/national/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useNationalWords, withUnit } from './MetricWords.tsx';

const markedMs = 10_000;
/** More than this are counted instead of named. */
const mostNamed = 2;

/** Key of one figure: a metric or a count, of one State. */
export function changeKey(figure: string, code: string): string {
  return `${figure} ${code}`;
}

/** The figures that changed under the reader's eyes in the last ten seconds. They are announced once. */
export function useChangedFigures(overview: NationalOverview, metric: BoardMetric): ReadonlySet<string> {
  const words = useNationalWords();
  const language = useLanguage();
  const announce = useAnnounce();
  const [seen, setSeen] = useState(overview);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());

  if (seen !== overview) {
    setSeen(overview);
    setChanged(new Set(listChanges(seen, overview)));
  }

  const tell = useEffectEvent(() => {
    const named = overview.codes.filter((code) => changed.has(changeKey(metric, code)));
    if (named.length === 0 || named.length > mostNamed) announce(words.changedMany(formatCount(changed.size)));
    else for (const code of named) announce(sentenceOf(code));
  });

  // Speaking, and forgetting after ten seconds, happen outside the render.
  useEffect(() => {
    if (changed.size === 0) return;
    tell();
    const timer = window.setTimeout(() => setChanged(new Set()), markedMs);
    return () => window.clearTimeout(timer);
  }, [changed]);

  function sentenceOf(code: string): string {
    const value = overview.metrics[metric]?.value[overview.codes.indexOf(code)];
    const text = value == null ? '—' : withUnit(words, metric, value);
    return words.changed(stateName(code, language), words.metrics[metric].name, text);
  }

  return changed;
}

/** Keys of the metrics and counts whose value differs between two payloads, ages left out: they grow by themselves. */
export function listChanges(before: NationalOverview, after: NationalOverview): string[] {
  const keys: string[] = [];
  const compare = (
    figure: string,
    old: readonly (number | null)[] | undefined,
    now: readonly (number | null)[] | undefined,
  ) => {
    after.codes.forEach((code, index) => {
      if ((old?.[before.codes.indexOf(code)] ?? null) !== (now?.[index] ?? null)) keys.push(changeKey(figure, code));
    });
  };
  for (const metric of boardMetrics) {
    if (metric !== 'DQ-01') compare(metric, before.metrics[metric]?.value, after.metrics[metric]?.value);
  }
  for (const measure of Object.keys(after.counts)) compare(measure, before.counts[measure], after.counts[measure]);
  return keys;
}
