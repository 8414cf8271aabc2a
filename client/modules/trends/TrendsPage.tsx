import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { RollsNav } from '#client/modules/bulletins/RollsNav.tsx';
import { PastDayBanner, ReadingDay } from '#client/modules/states/ReadingDay.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { stateName, states } from '#shared/modules/states/directory.ts';
import { type TrendView, trendKeys } from '#shared/modules/trends/schema.ts';
import { AllStates } from './AllStates.tsx';
import { readKey, trendQuery, useTrendsWords } from './api.ts';
import { CohortSection } from './CohortSection.tsx';
import { StateTrend } from './StateTrend.tsx';
import styles from './TrendsPage.module.css';

/** One State's line against the middle of the States, all 36 at a glance, and one State's ages. */
export function TrendsPage() {
  const words = useTrendsWords();
  const language = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/rolls/trends' });
  const key = readKey(search.key);
  const { data } = useSuspenseQuery(trendQuery(key, search.asOn));
  useTitle(words.title);
  const code =
    states.find((each) => each.code === search.state)?.code ?? firstState(data, session?.capacity.stateCodes);

  function choose(change: { key?: string; state?: string }) {
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false });
  }

  return (
    <>
      <RollsNav />
      <header className={styles.header}>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <div className={styles.reading}>
          <span>{words.asOn(formatDate(data.day))}</span>
          <ReadingDay day={data.day} asOn={data.asOn} />
        </div>
      </header>
      {data.asOn === null ? null : <PastDayBanner asOn={data.asOn} />}
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{words.choose}</legend>
        <Choice
          label={words.figure}
          value={key}
          options={trendKeys.map((value) => ({ value, label: words.keys[value] }))}
          onChange={(event) => choose({ key: event.target.value })}
        />
        <Choice
          label={words.state}
          value={code}
          options={states.map((each) => ({ value: each.code, label: stateName(each.code, language) }))}
          onChange={(event) => choose({ state: event.target.value })}
        />
      </fieldset>
      <StateTrend view={data} stateCode={code} />
      <AllStates view={data} stateCode={code} />
      <CohortSection stateCode={code} asOn={search.asOn} />
    </>
  );
}

/** The reader's own State, else the first with the most published values. */
function firstState(view: TrendView, own: readonly string[] | undefined): string {
  const most = Math.max(...view.lines.map(({ points }) => points.filter(({ isSample }) => !isSample).length));
  const fullest = view.lines.find(({ points }) => points.filter(({ isSample }) => !isSample).length === most);
  return own?.[0] ?? fullest?.stateCode ?? 'IN-AN';
}
