import { memo } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { daysBetween, formatDate } from '#shared/kernel/time.ts';
import { type AttentionItem, boardMetrics, type NationalOverview } from '#shared/modules/national/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import styles from './AttentionList.module.css';
import { limitOf, useNationalWords, withUnit } from './MetricWords.tsx';

const mostItems = 7;

/** At most seven reasons: the sentence with its number, the limit and whose it is, how long it has stood, what to open. */
export const AttentionList = memo(function AttentionList({ overview }: { overview: NationalOverview }) {
  const words = useNationalWords();
  const items = overview.attention.slice(0, mostItems);
  return (
    <section className={styles.section} aria-labelledby="attention-title">
      <h2 id="attention-title">{words.attention.title}</h2>
      <p className={styles.intro}>{items.length === 0 ? words.attention.none : words.attention.intro}</p>
      <ol>
        {items.map((item) => (
          <AttentionLine key={`${item.state} ${item.rule}`} item={item} overview={overview} />
        ))}
      </ol>
    </section>
  );
});

function AttentionLine({ item, overview }: { item: AttentionItem; overview: NationalOverview }) {
  const words = useNationalWords();
  const appWords = useAppWords();
  const { title, details, next } = useSentences(item, overview);
  const kind = item.status === 'red' ? 'actNow' : 'attention';
  return (
    <li className={styles.line}>
      <p className={styles.meta}>
        <StatusMark kind={kind} word={appWords.status[kind]} />
        <span>{ageText(words, item.since, overview.today)}</span>
      </p>
      <h3>{title}</h3>
      {details.length === 0 ? null : <p className={styles.details}>{details.join(' ')}</p>}
      <p>
        <PathLink to={item.next} className={styles.next}>
          {next}
          <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
            <path d="M0 5h12M8 1l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.3" />
          </svg>
        </PathLink>
      </p>
    </li>
  );
}

function ageText(words: ReturnType<typeof useNationalWords>, since: string | null, today: string): string {
  if (since === null) return words.attention.undated;
  const days = daysBetween(since, today);
  return days < 0 ? words.attention.inDays(formatCount(-days)) : words.attention.days(formatCount(days));
}

interface Sentences {
  title: string;
  details: string[];
  next: string;
}

/** The rule in words. A rule not known here is still said, with its metric and value. */
function useSentences(item: AttentionItem, overview: NationalOverview): Sentences {
  const words = useNationalWords();
  const language = useLanguage();
  const say = words.attention;
  const state = item.state === 'IN' ? say.nation : stateName(item.state, language);
  const open = say.openState(state);
  const metric = boardMetrics.find((known) => known === (item.rule === 'FINAL_OVERDUE' ? 'FL-11' : item.rule));
  const value = numberOf(item, 'value');
  const text = metric === undefined || value === null ? String(value ?? '—') : withUnit(words, metric, value);
  const limit = metric === undefined ? '' : limitOf(words, overview, metric, item);
  const band = limit === '' ? '' : say.band(item.status === 'red' ? say.actNow(limit) : say.attention(limit));
  const count = (name: string) => (numberOf(item, name) === null ? null : formatCount(numberOf(item, name) ?? 0));
  const day = (name: string) => (textOf(item, name) === null ? null : formatDate(textOf(item, name) ?? ''));

  switch (item.rule) {
    case 'FL-11':
      return {
        title: say.notInDraft(state, text),
        details: present(line(say.ofBefore, count('numerator'), count('denominator')), band),
        next: open,
      };
    case 'FINAL_OVERDUE': {
      const [planned, first] = [day('plannedOn'), day('firstPlannedOn')];
      const plan =
        planned === null
          ? null
          : first === null || first === planned
            ? say.plannedOnce(planned)
            : say.planned(planned, first);
      const too = value === null ? null : say.notInDraftToo(text);
      return { title: say.overdue(state), details: present(plan, too, band), next: say.confirmFinal };
    }
    case 'FL-14': {
      const net = numberOf(item, 'net');
      const without = net === null ? null : say.pendingNet(withUnit(words, 'FL-03', net));
      return {
        title: say.pending(state, count('pending') ?? count('numerator') ?? '—', text),
        details: present(without, band),
        next: open,
      };
    }
    case 'LR-01': {
      const title = (value ?? 0) < 0 ? say.gapBelow : say.gapAbove;
      const both = line(
        say.gapTotals,
        count('localTotal'),
        day('localAsOn'),
        count('assemblyTotal'),
        day('assemblyAsOn'),
      );
      return {
        title: title(state, text.replace(/^[+\u2212]/, '')),
        details: present(both, band),
        next: say.compareRolls,
      };
    }
    case 'FL-03':
      return {
        title: say.net(state, text),
        details: present(line(say.fromTo, count('before'), count('final')), band),
        next: open,
      };
    case 'DQ-03': {
      const sum = line(say.residualSum, count('before'), count('notInDraft'), count('draft'));
      return { title: say.residual(state, formatCount(value ?? 0)), details: present(sum, band), next: open };
    }
    case 'PS-02':
      return { title: say.stations(state, formatCount(value ?? 0)), details: present(band), next: open };
    case 'CONFLICT':
      return {
        title: say.conflict(state, count('critical') ?? '0', count('high') ?? '0'),
        details: present(say.conflictOthers(count('others') ?? '0')),
        next: say.openConflicts,
      };
    case 'ROADMAP':
      return {
        title: say.roadmap(formatCount(value ?? 0)),
        details: present(line(say.roadmapDue, day('dueOn'))),
        next: say.openActions,
      };
    default:
      return {
        title: say.generic(state, metric === undefined ? item.rule : words.metrics[metric].name, text),
        details: present(band),
        next: open,
      };
  }
}

function numberOf({ figures }: AttentionItem, name: string): number | null {
  const figure = figures[name];
  return typeof figure === 'number' ? figure : null;
}

function textOf({ figures }: AttentionItem, name: string): string | null {
  const figure = figures[name];
  return typeof figure === 'string' ? figure : null;
}

/** The sentence, or null when one of its figures is not there. */
function line(
  say: (...figures: [string, string, string, string]) => string,
  ...figures: (string | null)[]
): string | null {
  const [first = '', second = '', third = '', fourth = ''] = figures;
  const isWhole = figures.every((figure) => figure !== null);
  return isWhole ? say(first ?? '', second ?? '', third ?? '', fourth ?? '') : null;
}

function present(...sentences: (string | null)[]): string[] {
  return sentences.filter((sentence): sentence is string => sentence !== null && sentence !== '');
}
