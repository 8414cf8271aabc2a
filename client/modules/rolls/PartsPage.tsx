import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { PastDayBanner, ReadingDay } from '#client/modules/states/ReadingDay.tsx';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { screeningNote } from '#shared/modules/roll-health/catalogue.ts';
import { type GetParts, type PartsView, partMetrics, partSorts } from '#shared/modules/rolls/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { partsQuery, type RollsWords, unitsPath, unitsQuery, useNames, useRollsWords } from './api.ts';
import { ColumnPicker } from './ColumnPicker.tsx';
import { type Crumb, Crumbs } from './Crumbs.tsx';
import { ListFilter } from './ListFilter.tsx';
import { mostPartColumns, type PartRow, PartTable, partCounts, usualPartColumns } from './PartTable.tsx';
import { SourceLines } from './SourceLines.tsx';
import styles from './UnitsPage.module.css';

const windowRows = 200;

/** The parts of a State, a district or a constituency: every one of them, in any order. */
export function PartsPage() {
  const { state } = useSearch({ from: '/signed-in/rolls/parts' });
  const words = useRollsWords();
  if (state === undefined) return <NoState words={words} />;
  return <Parts state={state} />;
}

function Parts({ state }: { state: string }) {
  const words = useRollsWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/rolls/parts' });
  const { asOn } = useSearch({ strict: false });
  const place = usePlace(state);
  const title = words.titles.parts(place.name);
  useTitle(title);

  const sort = partSorts.find((known) => known === search.sort) ?? 'worst';
  const order = search.order === 'ascending' ? 'ascending' : 'descending';
  const chosen = (search.columns?.split(',') ?? usualPartColumns).slice(0, mostPartColumns);
  const question: Omit<GetParts, 'offset'> = {
    metrics: partMetrics.filter((id) => chosen.includes(id)),
    stateCode: state,
    sort,
    order,
    limit: windowRows,
    filter: {
      ...(search.filter === undefined ? {} : { text: search.filter.slice(0, 40) }),
      ...(search.only === 'attention' || search.only === 'actNow' ? { flag: search.only } : {}),
    },
    ...(search.district === undefined ? {} : { districtCode: search.district }),
    ...(search.ac === undefined ? {} : { acNo: Number(search.ac) }),
    ...(asOn === undefined ? {} : { asOn }),
  };
  const { data: view } = useSuspenseQuery(partsQuery({ ...question, offset: 0 }));
  const { rowAt, handleRange } = useWindows(question, view);

  function choose(change: Readonly<Record<string, string>>) {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== ''));
    void navigate({ to: '/rolls/parts', search: next, replace: true, resetScroll: false });
  }

  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <Crumbs crumbs={place.crumbs} />
        <h1 lang={languageOf(title)}>{title}</h1>
        <p>{words.intro.parts}</p>
        {view.source === null ? null : <SourceLines sources={[view.source]} />}
        <ReadingDay day={view.day} asOn={view.asOn} />
      </header>
      {view.asOn === null ? null : <PastDayBanner asOn={view.asOn} />}
      {view.state === 'kept' ? (
        <>
          <ListFilter
            key={search.filter ?? ''}
            label={words.filters.partText}
            hint={words.filters.partHint}
            text={search.filter ?? ''}
            only={search.only ?? ''}
            shown={words.filters.shown(formatCount(view.matching), formatCount(view.total))}
            onChange={({ text, only }) => choose({ filter: text, only })}
          >
            <ColumnPicker
              counts={partCounts}
              metrics={partMetrics}
              chosen={chosen}
              most={mostPartColumns}
              onChoose={(ids) => choose({ columns: ids.join(',') })}
              onReset={() => choose({ columns: '' })}
            />
          </ListFilter>
          {view.matching === 0 ? (
            <EmptyFace title={words.empty.filtered}>
              <Button onClick={() => choose({ filter: '', only: '' })}>{words.filters.clear}</Button>
            </EmptyFace>
          ) : (
            <PartTable
              // Another order or filter begins at its first line.
              key={JSON.stringify(question)}
              caption={words.caption.parts(place.name)}
              columns={chosen}
              withAc={search.ac === undefined}
              rowCount={view.matching}
              rowAt={rowAt}
              onRange={handleRange}
              sort={{ column: sort, direction: order }}
              onSort={({ column, direction }) => choose({ sort: column, order: direction })}
            />
          )}
          <p className={styles.screening}>{screeningNote[language]}</p>
          {view.source?.isSample ? <p className={styles.note}>{words.sampleFile}</p> : null}
        </>
      ) : (
        <Absent view={view} state={state} words={words} />
      )}
      <nav className={styles.links} aria-label={words.links.label}>
        <ul>
          <li>
            <PathLink to={unitsPath(state, search.district, 'A')}>{words.links.allAcs}</PathLink>
          </li>
          <li>
            <PathLink to={`/rolls/outliers?state=${state}`}>{words.links.outliers}</PathLink>
          </li>
        </ul>
      </nav>
    </>
  );
}

/** The windows near the rows in sight; those seen before stay in the cache. */
function useWindows(question: Omit<GetParts, 'offset'>, start: PartsView) {
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const [from, to] = range.map((row) => Math.floor(Math.min(row, Math.max(0, start.matching - 1)) / windowRows));
  const places = Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, step) => (from ?? 0) + step);
  const found = useQueries({
    queries: places.map((place) => partsQuery({ ...question, offset: place * windowRows })),
  });
  const views = new Map<number, PartsView>([[0, start]]);
  for (const [step, { data }] of found.entries()) if (data !== undefined) views.set(places[step] ?? 0, data);
  return {
    rowAt: (index: number): PartRow | undefined => {
      const view = views.get(Math.floor(index / windowRows));
      return view && { view, row: index % windowRows };
    },
    handleRange: (first: number, last: number) => setRange([first, last]),
  };
}

function usePlace(state: string): { name: string; crumbs: Crumb[] } {
  const words = useRollsWords();
  const language = useLanguage();
  const names = useNames();
  const { ac, district } = useSearch({ from: '/signed-in/rolls/parts' });
  const { asOn } = useSearch({ strict: false });
  const base = { stateCode: state, metrics: [], ...(asOn === undefined ? {} : { asOn }) };
  // Without a constituency or district the question is asked of the State, which the cache most often has.
  const { data: one } = useSuspenseQuery(
    unitsQuery(ac === undefined ? { ...base, level: 'S' } : { ...base, level: 'A', code: ac }),
  );
  const code = district ?? (ac === undefined ? undefined : (one.units.parents[0] ?? undefined));
  const { data: above } = useSuspenseQuery(
    unitsQuery(code === undefined ? { ...base, level: 'S' } : { ...base, level: 'D', code }),
  );
  const ofState = stateName(state, language);
  const ofDistrict = code === undefined ? undefined : words.district(code, names(above.units, 0));
  const ofAc = ac === undefined ? undefined : words.ac(ac, names(one.units, 0));
  const crumbs: Crumb[] = [
    { name: words.india, to: unitsPath() },
    { name: ofState, to: unitsPath(state) },
    ...(ofDistrict === undefined || code === undefined ? [] : [{ name: ofDistrict, to: unitsPath(state, code) }]),
    ...(ofAc === undefined ? [] : [{ name: ofAc }]),
  ];
  const name = ofAc ?? ofDistrict ?? ofState;
  return { name, crumbs: crumbs.map((crumb) => (crumb.name === name ? { name } : crumb)) };
}

/** No file, or one whose parts are no longer kept: then the constituencies of that day are. */
function Absent({ view, state, words }: { view: PartsView; state: string; words: RollsWords }) {
  if (view.state === 'none') {
    return (
      <EmptyFace title={words.empty.none}>
        <p>{words.empty.noneHint}</p>
      </EmptyFace>
    );
  }
  return (
    <EmptyFace title={words.empty.gone(formatDate(view.source?.asOf ?? view.day))}>
      <p>{words.empty.goneHint}</p>
      <PathLink to={unitsPath(state, undefined, 'A')}>{words.empty.toAcs}</PathLink>
    </EmptyFace>
  );
}

function NoState({ words }: { words: RollsWords }) {
  useTitle(words.titles.S);
  return (
    <>
      <h1>{words.titles.S}</h1>
      <EmptyFace title={words.empty.units}>
        <PathLink to={unitsPath()}>{words.titles.S}</PathLink>
      </EmptyFace>
    </>
  );
}
