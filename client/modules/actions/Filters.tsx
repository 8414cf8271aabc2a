import { useNavigate } from '@tanstack/react-router';
import { useLanguage } from '#client/app/language.tsx';
import { useSession } from '#client/app/session.ts';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import {
  type ActionsOverview,
  actionStatuses,
  bucketFilters,
  type ListActions,
} from '#shared/modules/actions/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import styles from './Filters.module.css';
import { useActionWords, useNames } from './Words.tsx';

/** What is listed, by item, State, owner, status and date; the address carries it. */
export function Filters({ items, filter }: { items: ActionsOverview['items']; filter: ListActions }) {
  const words = useActionWords();
  const names = useNames();
  const language = useLanguage();
  const navigate = useNavigate();
  const all = { value: '', label: words.all };

  function choose(key: 'item' | 'state' | 'body' | 'status' | 'bucket', value: string) {
    const search: Record<string, string> = {};
    const { itemId, stateCode, bodyId, status, bucket } = filter;
    const chosen = { item: itemId, state: stateCode, body: bodyId, status, bucket, [key]: value };
    for (const [name, each] of Object.entries(chosen)) if (each !== undefined && each !== '') search[name] = each;
    void navigate({ to: '/actions', search, replace: true, resetScroll: false });
  }

  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={words.item}
        value={filter.itemId ?? ''}
        options={[all, ...items.map((item) => ({ value: item.id, label: `${item.id} ${names.title(item)}` }))]}
        onChange={(event) => choose('item', event.target.value)}
      />
      <Choice
        label={words.state}
        value={filter.stateCode ?? ''}
        options={[
          all,
          ...states.map(({ code, nameEn, nameHi }) => ({ value: code, label: language === 'hi' ? nameHi : nameEn })),
        ]}
        onChange={(event) => choose('state', event.target.value)}
      />
      <Choice
        label={words.owner}
        value={filter.bodyId ?? ''}
        options={[all, ...useOwners(filter.bodyId)]}
        onChange={(event) => choose('body', event.target.value)}
      />
      <Choice
        label={words.status}
        value={filter.status ?? ''}
        options={[all, ...actionStatuses.map((status) => ({ value: status, label: words.statuses[status] }))]}
        onChange={(event) => choose('status', event.target.value)}
      />
      <Choice
        label={words.bucket}
        value={filter.bucket ?? ''}
        options={[all, ...bucketFilters.map((bucket) => ({ value: bucket, label: words.buckets[bucket] }))]}
        onChange={(event) => choose('bucket', event.target.value)}
      />
      {Object.keys(filter).length === 0 ? null : (
        <p className={styles.clear}>
          <PathLink to="/actions" isSwitch>
            {words.clear}
          </PathLink>
        </p>
      )}
    </form>
  );
}

/** The ECI, the reader's own office, and whichever the address names. */
function useOwners(chosen: string | undefined): { value: string; label: string }[] {
  const words = useActionWords();
  const names = useNames();
  const capacity = useSession()?.capacity;
  const owners = [{ value: 'ECI', label: words.eci }];
  if (capacity !== undefined && capacity.bodyKind !== 'eci') {
    owners.push({ value: capacity.bodyId, label: words.myOffice(names.body(capacity)) });
  }
  if (chosen !== undefined && !owners.some(({ value }) => value === chosen))
    owners.push({ value: chosen, label: chosen });
  return owners;
}
