import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { wordFor } from '#client/app/word-for.ts';
import { StateReadiness } from '#client/modules/logistics/StateReadiness.tsx';
import { useNationalWords } from '#client/modules/national/MetricWords.tsx';
import { StateConflicts } from '#client/modules/radar/StateConflicts.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant, lastFullPeriod } from '#shared/kernel/time.ts';
import type { StatePage as Page, StateProfile } from '#shared/modules/states/schema.ts';
import { ActionLines } from './ActionLines.tsx';
import { type StatesWords, stateQuery, useStatesWords } from './api.ts';
import { BodyHalf } from './BodyHalf.tsx';
import { CalendarSection } from './CalendarSection.tsx';
import { Differences } from './Differences.tsx';
import { MetricLines } from './MetricLines.tsx';
import { PastDayBanner, ReadingDay } from './ReadingDay.tsx';
import { RollGap } from './RollGap.tsx';
import { StatementTable } from './StatementTable.tsx';
import styles from './StatePage.module.css';

/** Two constitutional bodies of one State side by side: their figures, the distance of their rolls, their dates. */
export function StatePage() {
  const { code = '' } = useParams({ strict: false });
  const { asOn } = useSearch({ strict: false });
  const { data: page } = useSuspenseQuery(stateQuery(code, asOn));
  const metricNames = useMetricNames();
  const language = useLanguage();
  const { profile } = page;
  useTitle(language === 'hi' ? profile.nameHi : profile.nameEn);
  return (
    <>
      <StateHeader page={page} />
      {page.asOn === null ? null : <PastDayBanner asOn={page.asOn} />}
      <div className={styles.halves}>
        <BodyHalf side={page.ceo} page={page} />
        <BodyHalf side={page.sec} page={page} />
      </div>
      <RollGap page={page} />
      <Differences page={page} />
      <CalendarSection page={page} />
      <StateConflicts stateCode={code} asOn={asOn} />
      <StateReadiness stateCode={code} asOn={asOn} />
      <MetricLines page={page} names={metricNames} />
      <ActionLines actions={page.actions} />
      <StatementTable page={page} />
    </>
  );
}

function useMetricNames(): Readonly<Record<string, { name: string }>> {
  const { metrics } = useNationalWords();
  return Object.fromEntries(Object.entries(metrics).map(([id, { title }]) => [id, { name: title }]));
}

function StateHeader({ page }: { page: Page }) {
  const words = useStatesWords();
  const language = useLanguage();
  const { profile, asOn, day, readAt } = page;
  const [name, other] = language === 'hi' ? [profile.nameHi, profile.nameEn] : [profile.nameEn, profile.nameHi];
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>{name}</h1>
        <p>
          <span lang={language === 'hi' ? 'en' : 'hi'}>{other}</span> · {seatsText(words, profile)} ·{' '}
          {wordFor(words.zones, profile.zone)}
        </p>
      </div>
      <div className={styles.reading}>
        <span>{words.reading.asOn(asOn === null ? formatInstant(readAt) : formatDate(asOn))}</span>
        <ReadingDay day={day} asOn={asOn} />
      </div>
      <Facts profile={profile} />
      <Links page={page} />
    </header>
  );
}

function seatsText(words: StatesWords, { assemblySeats, lokSabhaSeats }: StateProfile): string {
  const lokSabha = formatCount(lokSabhaSeats);
  return assemblySeats === 0
    ? words.profile.noAssembly(lokSabha)
    : words.profile.seats(formatCount(assemblySeats), lokSabha);
}

function Facts({ profile }: { profile: StateProfile }) {
  const words = useStatesWords().profile;
  const {
    assemblyTermEnds: ends,
    assemblyTermBasis: basis,
    sirPhase,
    localRollBasis2020: roll,
    assemblySeats,
  } = profile;
  const term =
    ends === null
      ? words.unknown
      : `${ends.slice(5)}-${ends.slice(0, 4)}${basis === null ? '' : `, ${words.termBasis[basis]}`}`;
  return (
    <dl className={styles.facts}>
      {assemblySeats === 0 ? null : <Fact name={words.term} says={term} />}
      <Fact name={words.sir} says={sirPhase === null ? words.unknown : wordFor(words.sirPhases, sirPhase)} />
      <Fact
        name={words.localRoll}
        says={roll === null ? words.unknown : `${words.localRolls[roll]} (${words.localRollBasis})`}
      />
    </dl>
  );
}

function Fact({ name, says }: { name: string; says: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </div>
  );
}

/** What can be done or read from here; entering only for the office whose record it is. */
function Links({ page: { profile, can, day } }: { page: Page }) {
  const words = useStatesWords().links;
  const { code } = profile;
  const entry = `/entry/roll/${lastFullPeriod(day)}?state=${code}`;
  const links = [
    ...(can.enterAssemblyRoll ? [{ to: entry, word: words.enterAssembly }] : []),
    ...(can.enterLocalRoll ? [{ to: entry, word: words.enterLocal }] : []),
    { to: `/timelines?state=${code}`, word: words.timelines },
    { to: `/actions?state=${code}`, word: words.actions },
    ...(can.readAudit ? [{ to: `/audit?state=${code}`, word: words.audit }] : []),
  ];
  return (
    <nav className={styles.links} aria-label={words.label}>
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
