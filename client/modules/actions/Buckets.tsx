import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import {
  type ActionsOverview,
  type Bucket,
  type BucketFilter,
  overdueBuckets,
} from '#shared/modules/actions/schema.ts';
import { pathOf } from './api.ts';
import styles from './Buckets.module.css';
import { useActionWords } from './Words.tsx';

const others = ['no_record', 'due_soon', 'due_later', 'no_deadline', 'submitted', 'closed'] as const satisfies Bucket[];

/** How many items stand where against their date: the late ones by age, then all others. Each is a link to its list. */
export function Buckets({ total, chosen }: { total: ActionsOverview['total']; chosen: BucketFilter | undefined }) {
  const words = useActionWords();
  return (
    <div className={styles.buckets}>
      <BucketGroup id="ageing" title={words.ageing} names={overdueBuckets} total={total} chosen={chosen} />
      <BucketGroup id="standing" title={words.standing} names={others} total={total} chosen={chosen} />
    </div>
  );
}

interface GroupProps {
  id: string;
  title: string;
  names: readonly Bucket[];
  total: ActionsOverview['total'];
  chosen: BucketFilter | undefined;
}

function BucketGroup({ id, title, names, total, chosen }: GroupProps) {
  const words = useActionWords();
  return (
    <section className={styles.group} data-group={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul className={styles.cells}>
        {names.map((name) => {
          const count = total.byBucket[name] ?? 0;
          const sample = total.sampleByBucket[name] ?? 0;
          return (
            <li key={name}>
              <PathLink
                to={pathOf({ bucket: name })}
                isSwitch
                className={styles.cell}
                data-late={id === 'ageing' && count > 0}
                {...(chosen === name ? { 'aria-current': 'true' as const } : {})}
              >
                <span className={styles.count}>{formatCount(count)}</span>
                <span className={styles.name}>{words.buckets[name]}</span>
                {name === 'no_record' && total.pastNoRecord > 0 ? (
                  <span className={styles.more}>{words.ofWhichPast(formatCount(total.pastNoRecord))}</span>
                ) : null}
                {sample > 0 ? <span className={styles.sample}>{words.sampleCount(formatCount(sample))}</span> : null}
              </PathLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
