import type { MilestoneView, Timelines } from '#shared/modules/timelines/schema.ts';

const dayPx = 1.2;
const rowPx = 38;
const nameWidth = 304;

/** The obvious Gantt: the same layout of rows, every bar and mark of them in one drawing, whatever is in sight. */
export function NaiveGantt({ timelines: { exercises, milestones, today } }: { timelines: Timelines }) {
  const days = milestones.flatMap(({ start, end }) => [start, end].filter((day) => day !== null)).toSorted();
  const from = days.find((day) => day >= '2024') ?? today;
  const to = days.at(-1) ?? today;
  const x = (day: string) => nameWidth + ((Date.parse(day) - Date.parse(from)) / 86_400_000) * dayPx;
  const byExercise = Map.groupBy(milestones, ({ exerciseId }) => exerciseId);
  const ordered = exercises.toSorted((a, b) => (a.stateCode ?? '').localeCompare(b.stateCode ?? ''));
  return (
    <section style={{ height: 700, overflow: 'auto' }}>
      <svg width={x(to) + 200} height={ordered.length * rowPx} fontSize="12">
        <title>Gantt</title>
        <line x1={x(today)} x2={x(today)} y1="0" y2={ordered.length * rowPx} stroke="currentColor" />
        {ordered.map((exercise, index) => (
          <g key={exercise.id} transform={`translate(0 ${index * rowPx})`}>
            <line x1="0" x2={x(to)} y1="0" y2="0" stroke="currentColor" opacity="0.2" />
            <text y="20">{exercise.nameEn}</text>
            {byExercise.get(exercise.id)?.map((milestone) => (
              <Mark key={milestone.id} milestone={milestone} x={x} />
            ))}
          </g>
        ))}
      </svg>
    </section>
  );
}

function Mark({ milestone, x }: { milestone: MilestoneView; x: (day: string) => number }) {
  const { start, end } = milestone;
  const first = start ?? end;
  if (first === null) return null;
  const name = milestone.milestone.replaceAll('_', ' ');
  if (start !== null && end !== null && end > start) {
    return (
      <g>
        <title>{name}</title>
        <rect x={x(start)} y="10" width={x(end) - x(start)} height="16" fill="currentColor" opacity="0.5" />
        <text x={x(start)} y="22">
          {name}
        </text>
      </g>
    );
  }
  return (
    <g>
      <title>{name}</title>
      <circle cx={x(first)} cy="18" r="4" fill="currentColor" />
      <text x={x(first) + 8} y="22">
        {name}
      </text>
    </g>
  );
}
