import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { languageOf, useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import type { FeedView } from '#shared/modules/calendar/schema.ts';
import { bodyShortNames, exerciseKindNames } from '#shared/modules/timelines/catalogue-names.ts';
import { type CalendarWords, type Choice, feedsQuery, refreshFeeds, revokeFeed, useCalendarWords } from './api.ts';
import { placeOf } from './DateMarks.tsx';
import { FeedForm, type MadeFeed } from './FeedForm.tsx';
import styles from './Feeds.module.css';

/** The reader's own addresses for calendar programs: what each holds, when it was last read, and its end. */
export function Feeds({ choice }: { choice: Choice }) {
  const words = useCalendarWords().feeds;
  const say = useFailureWords();
  const { data, error } = useQuery(feedsQuery());
  const [made, setMade] = useState<MadeFeed>();
  const live = data?.feeds.filter(({ revokedAt }) => revokedAt === null).length ?? 0;
  return (
    <section className={styles.feeds} aria-labelledby="feeds-title">
      <h2 id="feeds-title">{words.title}</h2>
      <p className={styles.intro}>{words.intro}</p>
      {error === null ? null : (
        <Notice tone="problem" title={words.failed}>
          {say(error)}
        </Notice>
      )}
      {made === undefined ? null : <NewAddress made={made} onDone={() => setMade(undefined)} />}
      {data === undefined ? null : (
        <>
          {data.feeds.length === 0 ? <p>{words.none}</p> : <FeedTable feeds={data.feeds} />}
          {live >= data.most ? (
            <p>{words.most(formatCount(data.most))}</p>
          ) : made === undefined ? (
            <details className={styles.make}>
              <summary>{words.make}</summary>
              <FeedForm choice={choice} onMade={setMade} />
            </details>
          ) : null}
        </>
      )}
    </section>
  );
}

/** The address in full, this once. */
function NewAddress({ made: { name, address }, onDone }: { made: MadeFeed; onDone: () => void }) {
  const words = useCalendarWords().feeds;
  const toast = useToast();
  const shown = useRef<HTMLDivElement>(null);

  async function handleCopy() {
    const input = shown.current?.querySelector('input');
    input?.select();
    // Outside a secure context there is no clipboard, and a browser may refuse it.
    const isCopied = await Promise.resolve()
      .then(async () => await navigator.clipboard.writeText(address))
      .then(
        () => true,
        () => false,
      );
    toast(isCopied ? { tone: 'done', text: words.copied } : { tone: 'fact', text: words.copyByHand });
  }

  return (
    <div className={styles.made} role="status">
      <p>{words.made1(name)}</p>
      <div className={styles.address} ref={shown}>
        <Field label={words.address} value={address} readOnly onFocus={(event) => event.target.select()} />
        <Button look="primary" onClick={() => void handleCopy()}>
          {words.copy}
        </Button>
        <Button onClick={onDone}>{words.done}</Button>
      </div>
      <p className={styles.intro}>{words.how}</p>
    </div>
  );
}

function FeedTable({ feeds }: { feeds: readonly FeedView[] }) {
  const words = useCalendarWords();
  const language = useLanguage();
  const { feeds: own } = words;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{own.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{own.name}</th>
            <th scope="col">{own.holds}</th>
            <th scope="col">{own.made}</th>
            <th scope="col">{own.read}</th>
            <th scope="col">{own.state}</th>
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <tr key={feed.id} data-over={feed.revokedAt !== null || feed.hasEnded}>
              <th scope="row" lang={languageOf(feed.name)}>
                {feed.name}
              </th>
              <td data-label={own.holds}>{holdsOf(words, feed, language)}</td>
              <td data-label={own.made}>{formatInstant(feed.createdAt)}</td>
              <td data-label={own.read}>{feed.readAt === null ? own.never : formatInstant(feed.readAt)}</td>
              <td data-label={own.state}>
                <Standing feed={feed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Standing({ feed }: { feed: FeedView }) {
  const words = useCalendarWords().feeds;
  const say = useFailureWords();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [key] = useState(newId);
  const revoke = useMutation({ mutationFn: revokeFeed });
  if (feed.revokedAt !== null) return words.revokedAt(formatInstant(feed.revokedAt));

  async function handleRevoke() {
    try {
      await revoke.mutateAsync({ key, id: feed.id });
      toast({ tone: 'done', text: words.revoked(feed.name) });
    } catch (thrown) {
      // Revoked in another window: the list tells it.
      if (readFailure(thrown).code !== 'stale') toast({ tone: 'problem', text: say(thrown) });
    }
    await refreshFeeds(queryClient);
  }

  return (
    <>
      {feed.hasEnded ? words.ended : words.live}{' '}
      <Button
        look="quiet"
        isBusy={revoke.isPending}
        aria-label={words.revokeOf(feed.name)}
        onClick={() => void handleRevoke()}
      >
        {words.revoke}
      </Button>
    </>
  );
}

function holdsOf({ feeds: words }: CalendarWords, { filter, language: of }: FeedView, language: 'en' | 'hi'): string {
  const { stateCode, body, kind, sample } = filter;
  const parts = [
    stateCode === undefined ? '' : placeOf(stateCode === 'IN' ? null : stateCode, language),
    body === undefined ? '' : bodyShortNames[body][language],
    kind === undefined ? '' : exerciseKindNames[kind][language],
  ].filter((part) => part !== '');
  const what = parts.length === 0 ? words.everything : parts.join(', ');
  return [what, sample === 'yes' ? words.withSample : '', words.languages[of]]
    .filter((part) => part !== '')
    .join(' · ');
}
