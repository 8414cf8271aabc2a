import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import {
  choicesQuery,
  importQuery,
  importsQuery,
  type Sending,
  type SendingFile,
  sendFile,
  startImport,
  useImportWords,
  useProblemText,
} from './api.ts';
import { ImportDetails } from './ImportDetails.tsx';
import { ImportForm, type NewImport } from './ImportForm.tsx';
import { ImportList } from './ImportList.tsx';
import styles from './ImportPage.module.css';

/** Sends a file of figures, shows what the checks found, and leads it to publication by a second person. */
export function ImportPage() {
  const words = useImportWords();
  const explain = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id } = useSearch({ from: '/signed-in/entry/import' });
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState('');
  useTitle(words.title);

  async function send(importId: string, file: File) {
    const under: SendingFile = sendFile(importId, file, (bytes) =>
      setSending((now) => (now?.id === importId ? { ...now, bytes } : now)),
    );
    setSending({ id: importId, file, bytes: 0, stop: under.stop });
    try {
      await under.done;
    } catch (thrown) {
      setProblem(explain(thrown));
    } finally {
      setSending((now) => (now?.id === importId ? null : now));
      await client.invalidateQueries({ queryKey: importQuery(importId).queryKey });
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
    }
  }

  async function start({ input, file }: NewImport) {
    setProblem('');
    try {
      const begun = await startImport({ ...input, bytes: file.size });
      await navigate({ to: '.', search: (old) => ({ ...old, id: begun.id }) });
      void send(begun.id, file);
    } catch (thrown) {
      setProblem(explain(thrown));
    }
  }

  return (
    <>
      <header className={styles.header}>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <p className={styles.only}>{words.countsOnly}</p>
      </header>
      {id === undefined ? (
        <Start problem={problem} onStart={start} />
      ) : (
        <One id={id} sending={sending} problem={problem} onSend={(file) => void send(id, file)} />
      )}
    </>
  );
}

function Start({ problem, onStart }: { problem: string; onStart: (made: NewImport) => Promise<void> }) {
  const words = useImportWords();
  const { data: choices, error, refetch } = useQuery(choicesQuery);
  const { data: lines } = useQuery(importsQuery);
  if (choices === undefined) return <Waiting error={error} onAgain={() => void refetch()} />;
  return (
    <>
      {choices.datasets.length === 0 ? (
        <section className={styles.section}>
          <h2>{words.notForYou}</h2>
          <p>{words.notForYouHint}</p>
        </section>
      ) : (
        <ImportForm choices={choices} lines={lines ?? []} problem={problem} onStart={onStart} />
      )}
      {lines === undefined ? null : <ImportList lines={lines.filter(({ bodyId }) => bodyId === choices.bodyId)} />}
    </>
  );
}

function One(props: { id: string; sending: Sending | null; problem: string; onSend: (file: File) => void }) {
  const { id, sending, problem, onSend } = props;
  const { data: view, error, refetch } = useQuery(importQuery(id));
  if (view === undefined) return <Waiting error={error} onAgain={() => void refetch()} />;
  return <ImportDetails view={view} sending={sending?.id === id ? sending : null} problem={problem} onSend={onSend} />;
}

function Waiting({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const words = useImportWords();
  const common = useAppWords();
  const explain = useFailureWords();
  if (error === null) return <LoadingFace>{words.loading}</LoadingFace>;
  return (
    <ErrorFace
      title={common.failureTitle}
      sentence={explain(error)}
      actions={<Button onClick={onAgain}>{common.tryAgain}</Button>}
    />
  );
}
