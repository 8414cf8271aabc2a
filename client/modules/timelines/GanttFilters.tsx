import { useNavigate } from '@tanstack/react-router';
import { Choice as ChoiceField } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { severities } from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { barOrders } from '#shared/modules/timelines/rules-layout.ts';
import { zooms } from '#shared/modules/timelines/rules-scale.ts';
import { exerciseKinds, milestoneStatuses } from '#shared/modules/timelines/schema.ts';
import { type Choice, calendarViews, defaults, periods } from './api.ts';
import styles from './GanttFilters.module.css';
import { usePlaces, useTimelineWords } from './Words.tsx';

/** What is shown, in which order and at which scale. All of it is in the address: a link is a report. */
export function GanttFilters({ choice }: { choice: Choice }) {
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

  function field<Value extends string>(
    key: keyof Choice,
    label: string,
    values: readonly Value[],
    labels: Readonly<Record<Value | 'all', string>>,
  ) {
    return (
      <ChoiceField
        label={label}
        options={[{ value: '', label: labels.all }, ...values.map((value) => ({ value, label: labels[value] }))]}
        value={choice[key] ?? ''}
        onChange={(event) => choose(key, event.target.value)}
      />
    );
  }

  const stateOptions = [
    { value: '', label: words.allStates },
    { value: 'IN', label: words.national },
    ...states.map(({ code }) => ({ value: String(code), label: places.place(code) })),
  ];
  const isNarrowed = ['state', 'body', 'kind', 'status', 'period', 'severity'].some((key) => key in choice);
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <ChoiceField
        label={words.state}
        options={stateOptions}
        value={choice.state ?? ''}
        onChange={(event) => choose('state', event.target.value)}
      />
      {field('body', words.body, ['eci', 'sec'], words.bodies)}
      {field('kind', words.kind, exerciseKinds, words.kinds)}
      {field('status', words.status, milestoneStatuses, words.statuses)}
      {field('period', words.period, periods, words.periods)}
      {field('severity', words.severity, severities, words.severities)}
      <ChoiceField
        label={words.order}
        options={barOrders.map((value) => ({ value, label: words.orders[value] }))}
        value={choice.order ?? defaults.order}
        onChange={(event) => choose('order', event.target.value)}
      />
      <div className={styles.views}>
        <Segmented
          label={words.zoom}
          current={choice.zoom ?? defaults.zoom}
          segments={zooms.map((zoom) => ({ key: zoom, label: words.zooms[zoom], to: pathOf({ ...choice, zoom }) }))}
        />
        <Segmented
          label={words.view}
          current={choice.view ?? defaults.view}
          segments={calendarViews.map((view) => ({
            key: view,
            label: words.views[view],
            to: pathOf({ ...choice, view }),
          }))}
        />
        {isNarrowed ? (
          <PathLink to="/timelines" isSwitch>
            {words.clear}
          </PathLink>
        ) : null}
      </div>
    </form>
  );
}

function pathOf(choice: Choice): string {
  const search = new URLSearchParams(searchOf({ ...choice })).toString();
  return search === '' ? '/timelines' : `/timelines?${search}`;
}

/** The choice as the address carries it: without what is not chosen, and without what the page shows by itself. */
function searchOf(choice: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const byItself: Readonly<Record<string, string>> = defaults;
  const search: Record<string, string> = {};
  for (const [key, value] of Object.entries(choice)) {
    if (value !== undefined && value !== '' && byItself[key] !== value) search[key] = value;
  }
  return search;
}
