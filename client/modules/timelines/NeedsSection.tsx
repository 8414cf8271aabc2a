import { type FormEvent, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { formatCount, parseCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { ExercisePage, Need } from '#shared/modules/timelines/schema-entry.ts';
import { timelineWrites } from './api.ts';
import styles from './Entry.module.css';
import { Foldable, Refusals, useEntry } from './EntryFields.tsx';
import { notRefused, useEntryWords } from './EntryWords.tsx';

const kinds = ['staff', 'police', 'capf', 'BU', 'CU', 'VVPAT'] as const;
type Kind = (typeof kinds)[number];

/** What the exercise takes while it is in the field; what is not entered is not known, never nothing. */
export function NeedsSection({ page }: { page: ExercisePage }) {
  const words = useEntryWords().needs;
  const { needs, rooms, needsSource } = page;
  return (
    <Foldable
      title={words.title}
      open={words.edit}
      canOpen={page.exercise.can.write && page.withdrawn === null}
      form={(close) => <NeedsForm page={page} onDone={close} />}
    >
      {needs.length === 0 && rooms.length === 0 ? <p>{words.none}</p> : null}
      <dl className={styles.facets}>
        {needs.map((need) => (
          <div key={`${need.districtCode} ${kindOf(need)}`}>
            <dt>
              {words[kindOf(need)]}
              {need.districtCode === '' ? '' : `, ${words.inDistrict(need.districtCode)}`}
            </dt>
            <dd>{formatCount(need.needed)}</dd>
          </div>
        ))}
        {rooms.map(({ roomId, from, to }) => (
          <div key={roomId}>
            <dt>{words.room}</dt>
            <dd>{words.roomLine(roomId, formatDate(from), formatDate(to))}</dd>
          </div>
        ))}
      </dl>
      {needsSource === null ? null : (
        <p className={styles.quiet}>
          {words.source}: {needsSource}
        </p>
      )}
    </Foldable>
  );
}

function NeedsForm({ page, onDone }: { page: ExercisePage; onDone: () => void }) {
  const all = useEntryWords();
  const words = all.needs;
  const entry = useEntry(['source']);
  const [counts, setCounts] = useState(() => countsOf(page));
  const [rooms, setRooms] = useState(() =>
    page.rooms.map(({ roomId, from, to }) => ({ roomId, from: formatDate(from), to: formatDate(to) })),
  );
  const [source, setSource] = useState(page.needsSource ?? '');
  const [wrong, setWrong] = useState<readonly Kind[]>([]);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const read = kinds.map((kind) => ({ kind, count: parseCount(counts[kind]) }));
    const bad = read.filter(({ count }) => !count.ok && count.reason !== 'empty').map(({ kind }) => kind);
    setWrong(bad);
    if (bad.length > 0) return entry.setRefused(notRefused);
    const own = read.flatMap(({ kind, count }) => (count.ok ? [needOf(kind, count.value)] : []));
    const { id: exerciseId, version } = page.exercise;
    const needs = [...page.needs.filter(({ districtCode }) => districtCode !== ''), ...own];
    const kept = rooms.filter(({ roomId }) => roomId.trim() !== '');
    const asked = { exerciseId, version, needs, rooms: kept, source };
    const done = await entry.send(async (key) => await timelineWrites.setNeeds.mutate({ key, ...asked }));
    if (done !== null) onDone();
  }

  function setRoom(place: number, change: Partial<(typeof rooms)[number]>) {
    setRooms(rooms.map((room, at) => (at === place ? { ...room, ...change } : room)));
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
      <p className={styles.quiet}>{words.whole}</p>
      <div className={styles.fields}>
        {kinds.map((kind) => (
          <Field
            key={kind}
            label={words[kind]}
            value={counts[kind]}
            inputMode="numeric"
            maxLength={20}
            error={wrong.includes(kind) ? all.faults.count : undefined}
            onChange={({ target }) => setCounts({ ...counts, [kind]: target.value })}
          />
        ))}
      </div>
      <h3>{words.roomTitle}</h3>
      {rooms.map((room, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rooms are only added at the end, and a number may be typed twice.
        <div className={styles.fields} key={place}>
          <Field
            label={words.room}
            value={room.roomId}
            maxLength={40}
            onChange={({ target }) => setRoom(place, { roomId: target.value })}
          />
          <Field
            label={words.from}
            value={room.from}
            maxLength={40}
            onChange={({ target }) => setRoom(place, { from: target.value })}
          />
          <Field
            label={words.to}
            value={room.to}
            maxLength={40}
            onChange={({ target }) => setRoom(place, { to: target.value })}
          />
        </div>
      ))}
      <p>
        <Button look="quiet" onClick={() => setRooms([...rooms, { roomId: '', from: '', to: '' }])}>
          {words.addRoom}
        </Button>
      </p>
      <Field
        label={words.source}
        hint={words.sourceHint}
        value={source}
        maxLength={300}
        error={entry.refused.fields['source']}
        onChange={({ target }) => setSource(target.value)}
      />
      <Refusals refused={entry.refused} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={entry.isBusy}>
          {words.save}
        </Button>
        <Button onClick={onDone}>{all.form.cancel}</Button>
      </div>
    </form>
  );
}

function kindOf({ resource, unit }: Need): Kind {
  if (resource !== 'machines') return resource;
  return unit === '' ? 'CU' : unit;
}

function needOf(kind: Kind, needed: number): Need {
  const isMachine = kind === 'BU' || kind === 'CU' || kind === 'VVPAT';
  return {
    districtCode: '',
    needed,
    ...(isMachine ? { resource: 'machines', unit: kind } : { resource: kind, unit: '' }),
  };
}

function countsOf({ needs }: ExercisePage): Record<Kind, string> {
  const of = (kind: Kind) => {
    const need = needs.find((each) => each.districtCode === '' && kindOf(each) === kind);
    return need === undefined ? '' : formatCount(need.needed);
  };
  return { staff: of('staff'), police: of('police'), capf: of('capf'), BU: of('BU'), CU: of('CU'), VVPAT: of('VVPAT') };
}
