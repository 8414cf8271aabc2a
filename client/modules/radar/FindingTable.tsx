import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { FindingExercise, FindingView } from '#shared/modules/radar/schema.ts';
import { findingPath, useConflictWords } from './api.ts';
import styles from './FindingTable.module.css';
import { AnswerMark, areaInWords, FindingMarks, leadInWords, SeverityMark, useNames } from './Words.tsx';

export interface FindingTableProps {
  caption: string;
  findings: readonly FindingView[];
  exercises: readonly FindingExercise[];
  /** Left out where the page is of one State. */
  isOfOneState?: boolean;
}

/** Findings in the order given: the sentence, whose dates they are, where, and how soon. */
export function FindingTable({ caption, findings, exercises, isOfOneState = false }: FindingTableProps) {
  const columns = useColumns(exercises, isOfOneState);
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={columns}
      rows={findings}
      rowKey={({ id }) => id}
      isWide={false}
    />
  );
}

function useColumns(exercises: readonly FindingExercise[], isOfOneState: boolean): Column<FindingView>[] {
  const words = useConflictWords();
  const names = useNames();
  const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  return [
    {
      id: 'finding',
      header: words.columns.finding,
      isRowHeader: true,
      cell: (finding) => (
        <div className={styles.finding}>
          <p className={styles.meta}>
            <SeverityMark outcome={finding.outcome} />
            <span className={styles.rule}>
              {finding.rule} {names.rule(finding.rule)}
            </span>
            <FindingMarks finding={finding} />
          </p>
          <PathLink to={findingPath(finding.id)} className={styles.sentence}>
            {names.sentence(finding)}
          </PathLink>
        </div>
      ),
    },
    {
      id: 'owners',
      header: words.columns.owners,
      cell: (finding) => <Owners finding={finding} known={known} />,
    },
    {
      id: 'area',
      header: words.columns.area,
      cell: (finding) => (
        <span className={styles.small}>
          {isOfOneState ? null : <b>{names.state(finding.stateCode)} </b>}
          {areaInWords(words, finding)}
        </span>
      ),
    },
    {
      id: 'first',
      header: words.columns.first,
      unit: words.columns.lead,
      cell: (finding) => (
        <span className={styles.day}>
          {finding.from === null ? null : formatDate(finding.from)}
          <span className={styles.lead}>{leadInWords(words, finding)}</span>
        </span>
      ),
    },
    {
      id: 'days',
      header: words.columns.days,
      align: 'end',
      cell: ({ days }) => (days === null ? '–' : formatCount(days)),
    },
    { id: 'status', header: words.columns.status, cell: ({ status }) => <AnswerMark status={status} /> },
  ];
}

/** The bodies whose dates meet, each once. */
function Owners({ finding, known }: { finding: FindingView; known: ReadonlyMap<string, FindingExercise> }) {
  const words = useConflictWords();
  const names = useNames();
  const owners = new Map<string, string>();
  for (const id of finding.exerciseIds) {
    const exercise = known.get(id);
    if (exercise !== undefined) owners.set(exercise.bodyId ?? id, names.body(exercise) ?? words.noOwner);
  }
  return (
    <ul className={styles.owners}>
      {[...owners].map(([id, name]) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
