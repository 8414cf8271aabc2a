import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import { cellKey } from '#shared/modules/logistics/rules-entry.ts';
import { type ExerciseReadiness, themes } from '#shared/modules/logistics/schema.ts';
import { exerciseQuery, itemLinesOf, readTheme } from './api.ts';
import styles from './DistrictEntryPage.module.css';
import { ItemFields } from './ItemFields.tsx';
import { Mend } from './Mend.tsx';
import { useReturnDraft } from './ReturnDraft.tsx';
import { Restored, SaveForm } from './SaveForm.tsx';
import { useExerciseName, useNames, useReturnWords } from './Words.tsx';

/** The return of one district, item by item in large fields: the form for a phone. */
export function DistrictEntryPage() {
  const words = useReturnWords();
  const explain = useFailureWords();
  const { exerciseId = '', district = '' } = useParams({ strict: false });
  const session = useSession();
  const { data: view, error, refetch } = useQuery(exerciseQuery(exerciseId));
  const names = useNames(view?.areas ?? []);
  const isKnown = view?.areas.some(({ code }) => code === district) ?? false;
  useTitle(isKnown ? words.districtTitle(names.areaName(district)) : words.title);
  return (
    <>
      <p>
        <PathLink to={`/logistics/entry/${exerciseId}`}>{words.toGrid}</PathLink>
      </p>
      {view !== undefined && session !== null && isKnown ? (
        <District
          key={`${session.personId} ${exerciseId} ${district}`}
          view={view}
          personId={session.personId}
          district={district}
        />
      ) : (
        <>
          {view === undefined && error === null ? null : <h1>{words.title}</h1>}
          {view !== undefined ? (
            <EmptyFace title={words.noDistrict} />
          ) : error === null ? (
            <LoadingFace>{words.loading}</LoadingFace>
          ) : (
            <ErrorFace
              title={words.failed}
              sentence={explain(error)}
              actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
            />
          )}
        </>
      )}
    </>
  );
}

function District({ view, personId, district }: { view: ExerciseReadiness; personId: string; district: string }) {
  const words = useReturnWords();
  const names = useNames(view.areas);
  const name = useExerciseName(view);
  const asked = readTheme(useSearch({ strict: false }).theme);
  const wanted = useMemo(() => [...new Set(itemLinesOf(view).map(({ itemId }) => itemId))], [view]);
  const draft = useReturnDraft({ view, personId, wanted, districtCode: district });
  const { list, checked } = draft;
  const there = themes.filter((theme) => list.some(({ itemId }) => itemOf(itemId).theme === theme));
  return (
    <>
      <header className={styles.header}>
        <h1>{words.districtTitle(names.areaName(district))}</h1>
        <p>{name}</p>
        {view.isWholeState ? <p>{words.wholeState}</p> : null}
        {view.can.write ? null : <Notice>{words.readOnly}</Notice>}
        {view.exercise.isSample ? <Notice>{words.sample}</Notice> : null}
        <Restored draft={draft} />
      </header>
      {draft.isLoaded ? null : <LoadingFace>{words.loading}</LoadingFace>}
      {draft.isLoaded && list.length === 0 ? (
        <EmptyFace title={words.noItems}>
          <p>{words.noItemsHint}</p>
        </EmptyFace>
      ) : null}
      {there.map((theme) => {
        const own = list.filter(({ itemId }) => itemOf(itemId).theme === theme);
        const changed = checked.lines.filter(({ itemId }) => itemOf(itemId).theme === theme).length;
        return (
          <details key={theme} className={styles.theme} open={theme === (asked ?? there[0])}>
            <summary>
              <h2>{words.themes[theme]}</h2>
              {changed === 0 ? null : <span className={styles.quiet}>{words.changed(formatCount(changed))}</span>}
            </summary>
            {own.map((line) => (
              <ItemFields
                key={cellKey({ ...line, figure: 'available' })}
                line={line}
                draft={draft}
                names={names}
                canWrite={view.can.write}
              />
            ))}
          </details>
        );
      })}
      <Mend
        draft={draft}
        names={names}
        onGo={(cell) => {
          const field = document.getElementById(cellKey(cell));
          // A field in a closed fold takes no focus.
          for (let fold = field?.closest('details'); fold != null; fold = fold.parentElement?.closest('details')) {
            fold.open = true;
          }
          field?.focus();
        }}
      />
      {view.can.write ? <SaveForm draft={draft} /> : null}
    </>
  );
}
