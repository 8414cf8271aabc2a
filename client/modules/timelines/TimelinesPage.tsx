import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useBoot } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice as ChoiceField } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, istDay } from '#shared/kernel/time.ts';
import { states } from '#shared/modules/states/directory.ts';
import { exerciseKinds, milestoneStatuses, type Timelines } from '#shared/modules/timelines/schema.ts';
import { type Choice, calendarViews, periods, readChoice, timelinesQuery } from './api.ts';
import { CrunchStrip } from './CrunchStrip.tsx';
import { MonthGroups } from './MonthGroups.tsx';
import { StateGroups } from './StateGroups.tsx';
import styles from './TimelinesPage.module.css';
import { usePlaces, useTimelineWords } from './Words.tsx';

/** The shared calendar of both commissions: what lies ahead, what has passed without a word, and what replaced what. */
export function TimelinesPage() {
  const words = useTimelineWords();
  const boot = useBoot();
  useTitle(words.title);
  if (boot === undefined) return <LoadingFace>{words.loading}</LoadingFace>;
  return <Chosen today={istDay(new Date(boot.now))} />;
}

function Chosen({ today }: { today: IsoDate }) {
  const words = useTimelineWords();
  const say = useFailureWords();
  const choice = readChoice(useSearch({ strict: false }));
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...timelinesQuery(choice, today),
    placeholderData: keepPreviousData,
  });

  return (
    <>
      <Headline timelines={data} choice={choice} />
      <CrunchStrip isShort={Object.keys(choice).some((key) => key !== 'view')} />
      <Filters choice={choice} />
      {error !== null && data === undefined ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
      {data === undefined && error === null ? <LoadingFace>{words.loading}</LoadingFace> : null}
      {data === undefined ? null : (
        <div aria-busy={isPlaceholderData}>
          <Calendar timelines={data} view={choice.view ?? 'state'} />
        </div>
      )}
    </>
  );
}

function Calendar({ timelines, view }: { timelines: Timelines; view: 'state' | 'month' }) {
  const words = useTimelineWords();
  if (timelines.milestones.length === 0) {
    return (
      <EmptyFace title={words.empty.title}>
        <p>{words.empty.sentence}</p>
        <PathLink to="/timelines">{words.clear}</PathLink>
      </EmptyFace>
    );
  }
  return view === 'state' ? <StateGroups timelines={timelines} /> : <MonthGroups timelines={timelines} />;
}

/** The finding, of what is chosen; facts only. */
function Headline({ timelines, choice }: { timelines: Timelines | undefined; choice: Choice }) {
  const words = useTimelineWords();
  const places = usePlaces();
  if (timelines === undefined) return <h1>{words.title}</h1>;
  const { ahead, passedUnconfirmed, toVerify, undated } = timelines.counts;
  const where = choice.state === undefined ? '' : `${places.place(choice.state === 'IN' ? null : choice.state)}: `;
  return (
    <header className={styles.headline}>
      <h1>{`${where}${words.headline(formatCount(ahead), formatCount(passedUnconfirmed))}`}</h1>
      <p className={styles.facts}>
        {toVerify === 0 ? null : <span>{words.toVerifyCount(formatCount(toVerify))}</span>}
        {undated === 0 ? null : <span>{words.undatedCount(formatCount(undated))}</span>}
        <span>{words.asOn(formatDate(timelines.today))}</span>
      </p>
      <p className={styles.intro}>{words.intro}</p>
    </header>
  );
}

function Filters({ choice }: { choice: Choice }) {
  const words = useTimelineWords();
  const places = usePlaces();
  const navigate = useNavigate();

  function choose(key: keyof Choice, value: string) {
    void navigate({
      to: '/timelines',
      search: searchOf({ ...choice, [key]: value }),
      replace: true,
      resetScroll: false,
    });
  }

  const all = { value: '', label: words.allStates };
  const stateOptions = [
    all,
    { value: 'IN', label: words.national },
    ...states.map(({ code }) => ({ value: String(code), label: places.place(code) })),
  ];
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <ChoiceField
        label={words.state}
        options={stateOptions}
        value={choice.state ?? ''}
        onChange={(event) => choose('state', event.target.value)}
      />
      <ChoiceField
        label={words.body}
        options={optionsOf(['eci', 'sec'] as const, words.bodies)}
        value={choice.body ?? ''}
        onChange={(event) => choose('body', event.target.value)}
      />
      <ChoiceField
        label={words.kind}
        options={optionsOf(exerciseKinds, words.kinds)}
        value={choice.kind ?? ''}
        onChange={(event) => choose('kind', event.target.value)}
      />
      <ChoiceField
        label={words.status}
        options={optionsOf(milestoneStatuses, words.statuses)}
        value={choice.status ?? ''}
        onChange={(event) => choose('status', event.target.value)}
      />
      <ChoiceField
        label={words.period}
        options={optionsOf(periods, words.periods)}
        value={choice.period ?? ''}
        onChange={(event) => choose('period', event.target.value)}
      />
      <div className={styles.view}>
        <Segmented
          label={words.view}
          current={choice.view ?? 'state'}
          segments={calendarViews.map((view) => ({
            key: view,
            label: words.views[view],
            to: `/timelines?${new URLSearchParams(searchOf({ ...choice, view }))}`,
          }))}
        />
        {Object.keys(choice).some((key) => key !== 'view') ? (
          <PathLink to="/timelines" isSwitch>
            {words.clear}
          </PathLink>
        ) : null}
      </div>
    </form>
  );
}

function optionsOf<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value | 'all', string>>,
): { value: string; label: string }[] {
  return [{ value: '', label: labels.all }, ...values.map((value) => ({ value, label: labels[value] }))];
}

/** The choice as the address carries it: without what is not chosen, and without the order shown by itself. */
function searchOf(choice: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const search: Record<string, string> = {};
  for (const [key, value] of Object.entries(choice)) {
    if (value !== undefined && value !== '' && !(key === 'view' && value === 'state')) search[key] = value;
  }
  return search;
}
