import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { loadFirstWords } from '#client/app/first-words.ts';
import { languageOf, readLanguage, useLanguage, useWords } from '#client/app/language.tsx';
import { sessionQuery, signOutEverywhere, useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { login as en } from '#client/messages/en/login.ts';
import { login as hi } from '#client/messages/hi/login.ts';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { formatInstant } from '#shared/kernel/time.ts';
import type { SessionView } from '#shared/modules/people/schema.ts';
import styles from './AccountPage.module.css';
import { actAs, endSession, sessionsQuery, setLanguage } from './api.ts';

/** Who one is here, in which office, in which language, and where one is signed in. */
export function AccountPage() {
  const words = useWords({ en, hi }).account;
  const session = useSession();
  useTitle(words.title);
  return (
    <>
      <h1>{words.title}</h1>
      {session === null ? null : <Person session={session} />}
      <Sessions />
    </>
  );
}

function Person({ session }: { session: SessionView }) {
  const words = useWords({ en, hi }).account;
  const roles = useAppWords().roles;
  const language = useLanguage();
  const queryClient = useQueryClient();
  const attempt = useAttempt();
  const officeOf = ({ role, bodyNameEn, bodyNameHi }: SessionView['capacity']) =>
    `${roles[role]}, ${language === 'hi' ? bodyNameHi : bodyNameEn}`;
  const others = session.capacities.filter(({ membershipId }) => membershipId !== session.capacity.membershipId);

  return (
    <section className={styles.person}>
      <dl>
        <dt>{words.person}</dt>
        <dd lang={languageOf(session.name)}>{session.name}</dd>
        <dt>{words.capacity}</dt>
        <dd>{officeOf(session.capacity)}</dd>
      </dl>
      {others.length === 0 ? null : (
        <div>
          <h2>{words.otherCapacities}</h2>
          <ul className={styles.offices}>
            {others.map((capacity) => (
              <li key={capacity.membershipId}>
                <Button
                  onClick={() =>
                    void attempt(async () => {
                      await actAs(capacity.membershipId);
                      window.location.assign('/');
                    })
                  }
                >
                  {officeOf(capacity)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Choice
        label={words.language}
        value={session.language}
        options={[
          { value: 'en', label: words.languages.en, lang: languageOf(words.languages.en) },
          { value: 'hi', label: words.languages.hi, lang: languageOf(words.languages.hi) },
        ]}
        onChange={(event) =>
          void attempt(async () => {
            const chosen = readLanguage(event.target.value) ?? 'en';
            await Promise.all([setLanguage(chosen), loadFirstWords(chosen)]);
            // The server may still remember the session as it was for some seconds; the page follows at once.
            const next: SessionView = { ...session, language: chosen };
            queryClient.setQueryData(sessionQuery.queryKey, next);
          }, words.languageSaved)
        }
      />
    </section>
  );
}

type OpenSession = NonNullable<ReturnType<typeof useSessions>['data']>[number];

function useSessions() {
  return useQuery(sessionsQuery);
}

function Sessions() {
  const words = useWords({ en, hi }).account;
  const loading = useAppWords().loading;
  const say = useFailureWords();
  const attempt = useAttempt();
  const queryClient = useQueryClient();
  const { data, error, isPending } = useSessions();

  const columns: Column<OpenSession>[] = [
    { id: 'device', header: words.device, isRowHeader: true, cell: ({ device }) => device ?? words.unknownDevice },
    { id: 'started', header: words.started, cell: ({ createdAt }) => formatInstant(createdAt) },
    { id: 'ends', header: words.ends, cell: ({ expiresAt }) => formatInstant(expiresAt) },
    {
      id: 'end',
      header: words.end,
      cell: ({ id, device, createdAt, isThisOne }) =>
        isThisOne ? (
          words.thisOne
        ) : (
          <Button
            look="quiet"
            aria-label={words.endOf(device ?? words.unknownDevice, formatInstant(createdAt))}
            onClick={() =>
              void attempt(async () => {
                await endSession(id);
                await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
              }, words.ended)
            }
          >
            {words.end}
          </Button>
        ),
    },
  ];

  return (
    <section className={styles.sessions} aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessions}</h2>
      {isPending ? <LoadingFace>{loading}</LoadingFace> : null}
      {error === null ? null : <ErrorFace title={say(error)} />}
      {data === undefined ? null : (
        <DataTable caption={words.caption} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
      <div className={styles.everywhere}>
        <Button
          onClick={() =>
            void attempt(async () => {
              await signOutEverywhere();
              window.location.assign('/login');
            })
          }
        >
          {words.everywhere}
        </Button>
        <span>{words.everywhereHint}</span>
      </div>
    </section>
  );
}

/** Runs a change; says what came of it once, as a toast. */
function useAttempt(): (change: () => Promise<void>, done?: string) => Promise<void> {
  const toast = useToast();
  const say = useFailureWords();
  return async (change, done) => {
    try {
      await change();
      if (done !== undefined) toast({ tone: 'done', text: done });
    } catch (error) {
      toast({ tone: 'problem', text: say(error) });
    }
  };
}
