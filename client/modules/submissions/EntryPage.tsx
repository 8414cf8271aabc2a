import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { isPeriod } from '#shared/kernel/time.ts';
import type { Capacity } from '#shared/modules/people/permissions.ts';
import { states } from '#shared/modules/states/directory.ts';
import type { SubmissionKey, SubmissionView } from '#shared/modules/submissions/schema.ts';
import { formKeyFor, formQuery, readState } from './api.ts';
import { EntryForm } from './EntryForm.tsx';
import styles from './EntryPage.module.css';
import { statusKinds, useNames, useRoomWords } from './FormContext.tsx';

/** The monthly roll form of one State: typed by the office, published by its second person, read by both. */
export function EntryPage() {
  const words = useRoomWords().entry;
  const { period = '' } = useParams({ strict: false });
  const state = readState(useSearch({ strict: false }).state);
  const session = useLastSession();
  const key = session === null || !isPeriod(period) ? null : formKeyFor(session.capacity, period, state);
  useTitle(useHeading(period, key?.stateCode));
  if (!isPeriod(period)) {
    return (
      <>
        <h1>{words.noSuchMonth}</h1>
        <ErrorFace title={words.noSuchMonthHint} />
      </>
    );
  }
  if (session === null) return null;
  if (key === null) return <StateChoice period={period} codes={codesOf(session.capacity)} />;
  return (
    <OneForm
      key={`${session.personId} ${key.bodyId} ${key.stateCode} ${period}`}
      formKey={key}
      personId={session.personId}
    />
  );
}

/** The States a person may choose from: the office's own, or all for those who read every office's forms. */
function codesOf({ bodyKind, stateCodes }: Capacity): readonly string[] {
  return bodyKind === 'eci' ? states.map(({ code }) => code) : stateCodes;
}

function OneForm({ formKey, personId }: { formKey: SubmissionKey; personId: string }) {
  const words = useRoomWords().entry;
  const explain = useFailureWords();
  const common = useAppWords();
  const heading = useHeading(formKey.period, formKey.stateCode);
  const { data: view, error, refetch } = useQuery(formQuery(formKey));
  if (view !== undefined) {
    return (
      <>
        <Heading view={view} />
        <EntryForm view={view} personId={personId} />
      </>
    );
  }
  if (error === null) return <LoadingFace>{words.loading}</LoadingFace>;
  return (
    <>
      <h1>{heading}</h1>
      <ErrorFace
        title={common.failureTitle}
        sentence={explain(error)}
        actions={<Button onClick={() => void refetch()}>{common.tryAgain}</Button>}
      />
    </>
  );
}

function Heading({ view }: { view: SubmissionView }) {
  const words = useRoomWords();
  const language = useLanguage();
  const heading = useHeading(view.period, view.stateCode);
  const isRevised = view.revisionNo > 1;
  const isOffice = useSession()?.capacity.bodyKind !== 'eci';
  return (
    <header className={styles.heading}>
      {isOffice ? (
        <p className={styles.back}>
          <PathLink to="/desk">{words.entry.backToDesk}</PathLink>
        </p>
      ) : null}
      <h1>{heading}</h1>
      <p className={styles.facts}>
        <StatusMark kind={statusKinds[view.status]} word={words.statuses[view.status]} />
        <span>{words.rolls[view.rollType]}</span>
        <span>{language === 'hi' ? view.bodyNameHi : view.bodyNameEn}</span>
        {isRevised ? <span>{words.entry.correction(view.revisionNo)}</span> : null}
      </p>
    </header>
  );
}

function StateChoice({ period, codes }: { period: string; codes: readonly string[] }) {
  const words = useRoomWords().entry;
  const names = useNames();
  return (
    <>
      <h1>{names.month(period)}</h1>
      <EmptyFace title={words.whichState}>
        <p>{words.whichStateHint}</p>
        <ul className={styles.choices}>
          {codes.map((code) => (
            <li key={code}>
              <PathLink to={`/entry/roll/${period}?state=${code}`}>{names.state(code)}</PathLink>
            </li>
          ))}
        </ul>
      </EmptyFace>
    </>
  );
}

function useHeading(period: string, stateCode: string | undefined): string {
  const words = useRoomWords().entry;
  const names = useNames();
  return stateCode === undefined ? names.month(period) : words.title(names.state(stateCode), names.month(period));
}

/** The session, or the last one when it has ended: what is typed stays on the screen until its person is back. */
function useLastSession() {
  const now = useSession();
  const [last, setLast] = useState(now);
  if (now !== null && now !== last) setLast(now);
  return now ?? last;
}
