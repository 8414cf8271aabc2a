import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { states } from '#shared/modules/states/directory.ts';
import { type Chosen, readChosen, searchOf, useNames, useWhatIfWords, whatIfQuery } from './api.ts';
import { Bench } from './Bench.tsx';
import styles from './WhatIfPage.module.css';

/** Other dates of a State, tried before anything is saved, with the findings they make and take away. */
export function WhatIfPage() {
  const words = useWhatIfWords();
  const names = useNames();
  const search = useSearch({ strict: false });
  const chosen = readChosen(search);
  useTitle(chosen.state === undefined ? words.title : `${names.state(chosen.state)} · ${words.title}`);
  if (chosen.state === undefined) {
    return (
      <header className={styles.header}>
        <p className={styles.eyebrow}>{words.title}</p>
        <h1>{words.chooseFirst}</h1>
        <p className={styles.intro}>{words.intro}</p>
        <StateChoice />
      </header>
    );
  }
  return (
    <>
      {search.asOn === undefined ? null : <Notice tone="attention">{words.asNow}</Notice>}
      <OfState key={chosen.state} stateCode={chosen.state} chosen={chosen} />
    </>
  );
}

function StateChoice() {
  const words = useWhatIfWords();
  const names = useNames();
  const navigate = useNavigate();
  const options = states.map(({ code }) => ({ value: String(code), label: names.state(code) }));
  return (
    <Choice
      label={words.state}
      options={[{ value: '', label: words.none }, ...options]}
      value=""
      onChange={(event) => void navigate({ to: '/conflicts/what-if', search: { state: event.target.value } })}
    />
  );
}

function OfState({ stateCode, chosen }: { stateCode: string; chosen: Chosen }) {
  const words = useWhatIfWords();
  const say = useFailureWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(whatIfQuery(stateCode));
  if (data === undefined) {
    return error === null ? (
      <LoadingFace>{words.loading}</LoadingFace>
    ) : (
      <ErrorFace
        title={words.failed}
        sentence={say(error)}
        actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
      />
    );
  }
  const shared = data.shared.find(({ id }) => id === chosen.shared);
  // A shared what-if is read as it was shared, until something in it is changed.
  const changes = shared === undefined || chosen.changes.length > 0 ? chosen.changes : shared.changes;
  return (
    <Bench
      view={data}
      chosen={{ ...chosen, changes }}
      shared={shared}
      onChoose={(next, isStep) =>
        void navigate({
          to: '/conflicts/what-if',
          search: searchOf({ ...chosen, changes, ...next }),
          replace: isStep,
          resetScroll: false,
        })
      }
    />
  );
}
