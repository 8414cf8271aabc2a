import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { PastDayBanner, ReadingDay } from '#client/modules/states/ReadingDay.tsx';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import { mostMetrics, type UnitsView } from '#shared/modules/rolls/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import {
  partsPath,
  type RollsWords,
  rowsOf,
  sortRows,
  type UnitRow,
  unitsPath,
  unitsQuery,
  useNames,
  useRollsWords,
} from './api.ts';
import { ColumnPicker } from './ColumnPicker.tsx';
import { type Crumb, Crumbs } from './Crumbs.tsx';
import { ListFilter } from './ListFilter.tsx';
import { PopulationLine, SourceLines } from './SourceLines.tsx';
import styles from './UnitsPage.module.css';
import { NotComputedList, UnitTable, unitCounts } from './UnitTable.tsx';

/** What a table shows unless the reader chooses: what fits a desk without scrolling sideways. */
const usualColumns = {
  S: ['electorsTotal', 'parts', 'FL-11', 'FL-03', 'FL-14', 'EN-04', 'PS-02', 'DQ-03'],
  D: ['electorsTotal', 'additions', 'deletions', 'FL-01', 'FL-02', 'FL-03', 'FL-14', 'EN-04', 'DQ-03'],
  A: ['electorsTotal', 'additions', 'deletions', 'FL-01', 'FL-02', 'FL-03', 'FL-14', 'EN-04', 'DQ-03'],
} as const;
const mostColumns = mostMetrics;

/** States, the districts of one, or its constituencies: the way down to a part. */
export function UnitsPage() {
  const { state, district, level } = useSearch({ from: '/signed-in/rolls/units' });
  const { asOn } = useSearch({ strict: false });
  const wanted = state === undefined ? 'S' : district !== undefined || level === 'A' ? 'A' : 'D';
  const columns = useColumns(wanted);
  const input = {
    level: wanted,
    metrics: columns.metrics,
    ...(state === undefined ? {} : { stateCode: state }),
    ...(district === undefined ? {} : { districtCode: district }),
    ...(asOn === undefined ? {} : { asOn }),
  } as const;
  const { data: asked } = useSuspenseQuery(unitsQuery(input));
  // A State whose file names no districts goes straight to its constituencies.
  const isWithoutDistricts = wanted === 'D' && !asked.hasDistricts;
  const { data: view } = useSuspenseQuery(unitsQuery(isWithoutDistricts ? { ...input, level: 'A' } : input));
  return <Units view={view} columns={columns} />;
}

interface Columns {
  counts: string[];
  metrics: (typeof metricIds)[number][];
}

/** The columns of the address, or the usual ones, in their order. */
function useColumns(level: 'S' | 'D' | 'A'): Columns {
  const { columns } = useSearch({ from: '/signed-in/rolls/units' });
  const chosen: readonly string[] = columns?.split(',') ?? usualColumns[level];
  return {
    counts: unitCounts.filter((id) => chosen.includes(id)),
    metrics: chosen.flatMap((id) => metricIds.find((known) => known === id) ?? []).slice(0, mostMetrics),
  };
}

function Units({ view, columns }: { view: UnitsView; columns: Columns }) {
  const words = useRollsWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/rolls/units' });
  const place = usePlace(view);
  const { level } = view;
  const title = level === 'S' ? words.titles.S : words.titles[level](place.name);
  useTitle(title);

  const all = useRows(view);
  const isAlphabetical = level === 'S';
  const sort = search.sort ?? (isAlphabetical ? 'name' : 'worst');
  const order = search.order ?? (isAlphabetical ? 'ascending' : 'descending');
  const shown = sortRows(
    all.filter((row) => passes(row, search.filter, search.only)),
    sort,
    order,
  );
  const whole = useWhole(view, place.name);
  const samples = shown.filter(({ isSample }) => isSample).length;

  function choose(change: Readonly<Record<string, string>>) {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== ''));
    void navigate({ to: '/rolls/units', search: next, replace: true, resetScroll: false });
  }

  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <Crumbs crumbs={place.crumbs} />
        <h1 lang={languageOf(title)}>{title}</h1>
        <p>{words.intro[level]}</p>
        <SourceLines sources={view.sources} />
        <PopulationLine table={view.units} />
        <ReadingDay day={view.day} asOn={view.asOn} />
      </header>
      {view.asOn === null ? null : <PastDayBanner asOn={view.asOn} />}
      {all.length === 0 ? (
        <EmptyFace title={words.empty.units}>
          <p>{words.empty.unitsHint}</p>
        </EmptyFace>
      ) : (
        <>
          <ListFilter
            key={search.filter ?? ''}
            label={words.filters.text}
            text={search.filter ?? ''}
            only={search.only ?? ''}
            shown={words.filters.shown(formatCount(shown.length), formatCount(all.length))}
            onChange={({ text, only }) => choose({ filter: text, only })}
          >
            <ColumnPicker
              counts={unitCounts}
              metrics={metricIds}
              chosen={[...columns.counts, ...columns.metrics]}
              most={mostColumns}
              onChoose={(ids) => choose({ columns: ids.join(',') })}
              onReset={() => choose({ columns: '' })}
            />
          </ListFilter>
          <UnitTable
            level={level}
            caption={level === 'S' ? words.caption.S : words.caption[level](place.name)}
            counts={columns.counts}
            metrics={columns.metrics}
            rows={[...whole, ...shown]}
            sort={{ column: sort, direction: order === 'descending' ? 'descending' : 'ascending' }}
            onSort={({ column, direction }) => choose({ sort: column, order: direction })}
            empty={
              <EmptyFace title={words.empty.filtered}>
                <Button onClick={() => choose({ filter: '', only: '' })}>{words.filters.clear}</Button>
              </EmptyFace>
            }
          />
        </>
      )}
      <p className={styles.screening} lang={language}>
        {screeningNote[language]}
      </p>
      {samples === 0 ? null : <p className={styles.note}>{words.samples(formatCount(samples))}</p>}
      <LeftOutLines view={view} words={words} />
      <NotComputedList rows={shown} metrics={columns.metrics} />
      <Onward view={view} words={words} />
    </>
  );
}

function passes(row: UnitRow, text = '', only = ''): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted !== '' && !row.name.toLocaleLowerCase().includes(wanted) && !row.code.includes(wanted)) return false;
  return only === 'actNow' ? row.weight >= 1_000 : only === 'attention' ? row.weight > 0 : true;
}

function useRows({ units, reasons, sources, level }: UnitsView): UnitRow[] {
  const words = useRollsWords();
  const names = useNames();
  return rowsOf(units, reasons, sources, (row) => {
    const [code = '', name] = [units.codes[row], names(units, row)];
    return level === 'S' ? name : level === 'D' ? words.district(code, name) : words.ac(code, name);
  });
}

/** The line of the area itself; none for the nation. */
function useWhole({ whole, reasons, sources }: UnitsView, name: string): UnitRow[] {
  const words = useRollsWords();
  if (whole === null) return [];
  return rowsOf(whole, reasons, sources, () => words.wholeRow(name)).map((row) => ({ ...row, isWhole: true }));
}

/** The name of the area and the way to it. */
function usePlace({ level, whole }: UnitsView): { name: string; crumbs: Crumb[] } {
  const words = useRollsWords();
  const language = useLanguage();
  const names = useNames();
  const { state, district } = useSearch({ from: '/signed-in/rolls/units' });
  if (level === 'S' || state === undefined) return { name: words.india, crumbs: [{ name: words.india }] };
  const ofState = stateName(state, language);
  const india = { name: words.india, to: unitsPath() };
  if (district === undefined) return { name: ofState, crumbs: [india, { name: ofState }] };
  const name = words.district(district, whole === null ? '' : names(whole, 0));
  return { name, crumbs: [india, { name: ofState, to: unitsPath(state) }, { name }] };
}

function LeftOutLines({ view, words }: { view: UnitsView; words: RollsWords }) {
  const language = useLanguage();
  const nameOf = (code: string) => (view.level === 'S' ? stateName(code, language) : code);
  return (
    <>
      {view.leftOut.map(({ reason, note, codes }) => (
        <p key={`${reason} ${codes.join(' ')}`} className={styles.note}>
          {reason === 'no_figures'
            ? words.leftOut.no_figures(codes.map(nameOf).join(', '))
            : reason === 'no_row'
              ? words.leftOut.no_row(formatCount(codes.length))
              : words.leftOut.left_out(codes.map(nameOf).join(', '), note ?? '')}
        </p>
      ))}
    </>
  );
}

/** What else can be opened for this area. */
function Onward({ view, words }: { view: UnitsView; words: RollsWords }) {
  const { state, district } = useSearch({ from: '/signed-in/rolls/units' });
  const links = [
    ...(state !== undefined && view.hasParts ? [{ to: partsPath(state, district), word: words.links.parts }] : []),
    ...(state !== undefined && view.level === 'D'
      ? [{ to: unitsPath(state, undefined, 'A'), word: words.links.allAcs }]
      : []),
    ...(state !== undefined && view.level === 'A' && view.hasDistricts
      ? [{ to: unitsPath(state), word: words.links.districts }]
      : []),
    { to: '/rolls/outliers', word: words.links.outliers },
    { to: '/metrics', word: words.links.metrics },
  ];
  return (
    <nav className={styles.links} aria-label={words.links.label}>
      <ul>
        {links.map(({ to, word }) => (
          <li key={to}>
            <PathLink to={to}>{word}</PathLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
