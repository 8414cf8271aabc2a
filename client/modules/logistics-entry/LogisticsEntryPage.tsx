import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import type { GridHandle } from '#client/ui/EntryGrid.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { CellName } from '#shared/modules/logistics/rules-entry.ts';
import { type ExerciseReadiness, themes } from '#shared/modules/logistics/schema.ts';
import {
  columnId,
  columnsOfTheme,
  type EntryColumn,
  exerciseQuery,
  type ItemLine,
  itemLinesOf,
  mostColumns,
  readColumns,
  readTheme,
} from './api.ts';
import { ColumnChoice, ThemeChoice } from './ColumnChoice.tsx';
import styles from './LogisticsEntryPage.module.css';
import { Mend } from './Mend.tsx';
import { useReturnDraft } from './ReturnDraft.tsx';
import { ReturnGrid } from './ReturnGrid.tsx';
import { Restored, SaveForm } from './SaveForm.tsx';
import { useExerciseName, useNames, useReturnWords } from './Words.tsx';

/** The returns of one exercise, district by district, in one grid. */
export function LogisticsEntryPage() {
  const words = useReturnWords();
  const explain = useFailureWords();
  const { exerciseId = '' } = useParams({ strict: false });
  const session = useSession();
  const { data: view, error, refetch } = useQuery(exerciseQuery(exerciseId));
  const name = useExerciseName(view);
  useTitle(name === null ? words.title : words.titleOf(name));
  return (
    <>
      <p>
        <PathLink to={`/logistics/exercise/${exerciseId}`}>{words.back}</PathLink>
      </p>
      {view !== undefined && session !== null ? (
        <Returns key={`${session.personId} ${exerciseId}`} view={view} personId={session.personId} />
      ) : error === null ? (
        <LoadingFace>{words.loading}</LoadingFace>
      ) : (
        <>
          <h1>{words.title}</h1>
          <ErrorFace
            title={words.failed}
            sentence={explain(error)}
            actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
          />
        </>
      )}
    </>
  );
}

function Returns({ view, personId }: { view: ExerciseReadiness; personId: string }) {
  const words = useReturnWords();
  const name = useExerciseName(view);
  const names = useNames(view.areas);
  const navigate = useNavigate();
  const explain = useFailureWords();
  const { columns: named, theme: asked } = useSearch({ strict: false });
  const grid = useRef<GridHandle>(null);
  const lines = itemLinesOf(view);
  const own = readColumns(named)?.filter((column) => lines.some((line) => isOf(line, column)));
  const theme = readTheme(asked) ?? themes.find((each) => columnsOfTheme(each, lines).length > 0) ?? 'stations';
  const all = own ?? columnsOfTheme(theme, lines);
  const columns = all.slice(0, mostColumns);
  const wanted = [...new Set(columns.map(({ itemId }) => itemId))];
  const draft = useReturnDraft({ view, personId, wanted });

  function go(cell: CellName) {
    const row = view.areas.findIndex(({ code }) => code === cell.districtCode);
    const column = columns.findIndex((each) => columnId(each) === columnId(cell));
    if (column >= 0 && row >= 0) grid.current?.goTo({ row, column });
    else void navigate({ to: '.', search: { columns: columnId(cell) }, resetScroll: false });
  }

  return (
    <>
      <header className={styles.header}>
        <h1>{words.titleOf(name ?? '')}</h1>
        <p>{words.lead(formatCount(view.areas.length), formatCount(columns.length))}</p>
        {view.isWholeState ? <p>{words.wholeState}</p> : null}
        {view.can.write ? null : <Notice>{words.readOnly}</Notice>}
        {view.exercise.isSample ? <Notice>{words.sample}</Notice> : null}
        <Restored draft={draft} />
      </header>
      {lines.length === 0 ? (
        <EmptyFace title={words.noItems}>
          <p>{words.noItemsHint}</p>
        </EmptyFace>
      ) : (
        <>
          <div className={styles.choices}>
            <ThemeChoice lines={lines} theme={theme} isOwn={own !== undefined} />
            <DistrictChoice view={view} theme={theme} />
          </div>
          <ColumnChoice lines={lines} chosen={columns} names={names} />
          {all.length > columns.length ? (
            <p className={styles.quiet}>{words.columns.more(formatCount(columns.length), formatCount(all.length))}</p>
          ) : null}
          {draft.isLoaded ? (
            <ReturnGrid view={view} draft={draft} columns={columns} names={names} handle={grid} />
          ) : draft.error === null ? (
            <LoadingFace>{words.loading}</LoadingFace>
          ) : (
            <ErrorFace
              title={words.failed}
              sentence={explain(draft.error)}
              actions={<Button onClick={() => void draft.refetch()}>{words.tryAgain}</Button>}
            />
          )}
          <Mend draft={draft} names={names} onGo={go} />
          {view.can.write ? <SaveForm draft={draft} /> : null}
        </>
      )}
    </>
  );
}

/** The way to the form of one district: on a phone the better one, so it comes first there. */
function DistrictChoice({ view, theme }: { view: ExerciseReadiness; theme: string }) {
  const words = useReturnWords();
  const names = useNames(view.areas);
  const [code, setCode] = useState(view.areas[0]?.code ?? '');
  return (
    <div className={styles.district}>
      <Choice
        label={words.oneDistrict}
        value={code}
        options={view.areas.map((area) => ({ value: area.code, label: names.areaName(area.code) }))}
        onChange={({ target }) => setCode(target.value)}
      />
      <PathLink to={`/logistics/entry/${view.exercise.id}/${encodeURIComponent(code)}?theme=${theme}`}>
        {words.openDistrict}
      </PathLink>
    </div>
  );
}

function isOf(line: ItemLine, column: EntryColumn): boolean {
  return line.itemId === column.itemId && line.facet === column.facet;
}
