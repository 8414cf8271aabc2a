import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { ExercisePage } from '#shared/modules/timelines/schema-entry.ts';
import { DescribeForm } from './DescribeForm.tsx';
import styles from './Entry.module.css';
import { Foldable, useNameOf } from './EntryFields.tsx';
import { useEntryWords } from './EntryWords.tsx';

/** What the exercise covers and uses, as its office said; what it did not say is called so. */
export function DescribeSection({ page }: { page: ExercisePage }) {
  const words = useEntryWords().describe;
  return (
    <Foldable
      title={words.title}
      open={words.edit}
      canOpen={page.exercise.can.write && page.withdrawn === null}
      form={(close) => <DescribeForm page={page} onDone={close} />}
    >
      <Facets page={page} />
    </Foldable>
  );
}

function Facets({ page }: { page: ExercisePage }) {
  const all = useEntryWords();
  const words = all.describe;
  const nameOf = useNameOf();
  const { exercise } = page;
  const names = (exercise.districts ?? []).map((code) => {
    const district = page.districts.find((each) => each.code === code);
    return district === undefined ? code : nameOf(district);
  });
  const owner = page.machineOwners.find(({ code }) => code === exercise.machineOwner);
  const tiers = exercise.tiers.map(({ tier, method }) => `${all.tiers[tier]}: ${words.methods[method]}`);
  const facts: readonly (readonly [string, string | null])[] = [
    ...(exercise.revisionKind === null
      ? []
      : [[words.revisionKind, words.revisionKinds[exercise.revisionKind]] as const]),
    ...(exercise.outsideKind === null ? [] : [[words.outsideKind, words.outsideKinds[exercise.outsideKind]] as const]),
    [words.districts, exercise.districts === null ? words.wholeState : names.join(', ')],
    [words.areaClass, exercise.areaClass === null ? null : words.areaClasses[exercise.areaClass]],
    [words.method, exercise.method === null ? null : words.methods[exercise.method]],
    ...(tiers.length === 0 ? [] : [[words.tiers, tiers.join('; ')] as const]),
    [words.machineOwner, owner === undefined ? null : nameOf(owner)],
    [words.machineModel, exercise.machineModel],
    [words.baseRollDate, exercise.baseRollDate === null ? null : formatDate(exercise.baseRollDate)],
    [words.petitionDays, exercise.petitionDays === null ? null : formatCount(exercise.petitionDays)],
  ];
  return (
    <dl className={styles.facets}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value ?? <span className={styles.quiet}>{words.notSaid}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
