import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { Positions, PositionView } from '#shared/modules/logistics/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { positionsQuery, useLogisticsWords, useSettingsWords } from './api.ts';
import styles from './Logistics.module.css';
import { LogisticsNav } from './LogisticsNav.tsx';
import { PastDay } from './PastDay.tsx';
import { PositionForm } from './PositionForm.tsx';
import { type PlacedSum, PositionTable, sumOf } from './PositionTable.tsx';
import { useNames } from './Words.tsx';

/** Machines by condition: the nation, the States, the districts of one; every row checked to add up. */
export function PositionsPage() {
  const room = useLogisticsWords();
  const words = useSettingsWords().positions;
  const say = useFailureWords();
  const search = useSearch({ strict: false });
  const stateCode = states.find(({ code }) => code === search.state)?.code;
  const { data, error } = useQuery({
    ...positionsQuery(stateCode, search.asOn),
    placeholderData: keepPreviousData,
  });
  useTitle(words.title);
  if (data === undefined) {
    return (
      <>
        <LogisticsNav />
        <h1>{words.title}</h1>
        {error === null ? (
          <LoadingFace>{room.loading}</LoadingFace>
        ) : (
          <ErrorFace title={room.failed} sentence={say(error)} />
        )}
      </>
    );
  }
  const real = data.positions.filter(({ isSample }) => !isSample);
  const samples = data.positions.filter(({ isSample }) => isSample);
  return (
    <>
      <LogisticsNav />
      <Headline rows={real} today={data.today} />
      <PastDay asOn={search.asOn} />
      <StateChoice chosen={stateCode} />
      {real.length === 0 ? (
        <EmptyFace title={words.headlineNone}>
          <p>{words.empty}</p>
        </EmptyFace>
      ) : (
        <Levels rows={real} data={data} stateCode={stateCode} />
      )}
      {samples.length === 0 ? null : (
        <section className={styles.section} aria-labelledby="samples-title">
          <h2 id="samples-title">
            {words.samplesTitle} ({room.sample})
          </h2>
          <Levels rows={samples} data={data} stateCode={stateCode} />
        </section>
      )}
      {search.asOn === undefined ? <Entry data={data} stateCode={stateCode} /> : null}
    </>
  );
}

function Headline({ rows, today }: { rows: readonly PositionView[]; today: string }) {
  const room = useLogisticsWords();
  const words = useSettingsWords().positions;
  const machines = rows.reduce((sum, { total }) => sum + total, 0);
  const inStates = new Set(rows.map(({ stateCode }) => stateCode)).size;
  return (
    <header className={styles.headline}>
      <h1>{rows.length === 0 ? words.headlineNone : words.headline(formatCount(machines), formatCount(inStates))}</h1>
      <p className={styles.facts}>{room.asOn(formatDate(today))}</p>
      <p className={styles.intro}>{words.intro}</p>
    </header>
  );
}

function StateChoice({ chosen }: { chosen: string | undefined }) {
  const words = useSettingsWords().positions;
  const names = useNames();
  const navigate = useNavigate();
  return (
    <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={words.state}
        value={chosen ?? ''}
        options={[
          { value: '', label: words.allStates },
          ...states.map(({ code }) => ({ value: code, label: names.state(code) })),
        ]}
        onChange={({ target: { value } }) =>
          void navigate({
            href: value === '' ? '/logistics/positions' : `/logistics/positions?state=${value}`,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </form>
  );
}

/** The nation's sums and the States', or one State's districts. */
function Levels(props: { rows: readonly PositionView[]; data: Positions; stateCode: string | undefined }) {
  const { rows, data, stateCode } = props;
  const words = useSettingsWords();
  const names = useNames();
  if (stateCode !== undefined) {
    const areas = new Map(data.areas.map(({ code, nameEn, nameHi }) => [code, names.pick(nameEn, nameHi)]));
    const place = (code: string) => (code === stateCode ? words.wholeState : (areas.get(code) ?? code));
    const title = words.positions.districtsTitle(names.state(stateCode));
    return (
      <>
        <PositionTable caption={names.state(stateCode)} rows={groupsOf(rows, () => names.state(stateCode))} />
        <PositionTable
          caption={title}
          rows={rows.map((row) => ({ ...sumOf(place(row.districtCode), [row]), source: row.source }))}
        />
      </>
    );
  }
  const inOrder = states.flatMap(({ code }) => rows.filter((row) => row.stateCode === code));
  return (
    <>
      <PositionTable caption={words.positions.nationTitle} rows={groupsOf(rows, () => words.positions.nation, true)} />
      <PositionTable
        caption={words.positions.statesTitle}
        rows={groupsOf(inOrder, (row) => names.state(row.stateCode))}
      />
    </>
  );
}

/** One sum per place, owner's side, unit and model, in the order the rows come. */
function groupsOf(
  rows: readonly PositionView[],
  place: (row: PositionView) => string,
  acrossOwners = false,
): PlacedSum[] {
  const groups = Map.groupBy(rows, (row) =>
    [place(row), acrossOwners ? row.ownerId.slice(0, 3) : row.ownerId, row.unit, row.model].join('/'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const sum = sumOf(place(first), group);
    return [acrossOwners ? { ...sum, owner: first.ownerId.startsWith('SEC') ? 'SEC' : 'ECI' } : sum];
  });
}

function Entry({ data, stateCode }: { data: Positions; stateCode: string | undefined }) {
  const words = useSettingsWords().positions;
  if (data.own === null) return null;
  const chosen = stateCode ?? (data.own.stateCodes.length === 1 ? data.own.stateCodes[0] : undefined);
  const isReady = chosen !== undefined && chosen === stateCode && data.own.stateCodes.includes(chosen);
  if (!isReady) return <p className={styles.intro}>{words.chooseState}</p>;
  return <PositionForm key={chosen} stateCode={chosen} bodyId={data.own.bodyId} data={data} />;
}
