import type { MouseEvent } from 'react';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import type { CheckFinding } from '#shared/modules/roll-health/checks.ts';
import styles from './CheckSummary.module.css';
import { useFindingText } from './FindingText.tsx';
import { fieldOf, focusField, inputId, useForm, useRoomWords } from './FormContext.tsx';

interface Line {
  key: string;
  kind: StatusKind;
  word: string;
  /** The field to go to, by its name in the checks. */
  name: string;
  check: string;
  sentence: string;
}

/** All findings in one list, each a link to its field. The sentence stands at the field; here only what has no one field. */
export function CheckSummary() {
  const words = useRoomWords();
  const { check, texts, isEditable } = useForm();
  const say = useFindingText();
  const missing = isEditable ? check.obstacles.missing : [];
  const lines: Line[] = [
    ...check.findings.map((finding) => lineOf(finding)),
    ...missing.map((name) => ({
      key: `missing ${name}`,
      kind: 'noFigure' as const,
      word: words.checks.missing,
      name,
      check: '',
      sentence: '',
    })),
  ];

  function lineOf(finding: CheckFinding): Line {
    const note = (texts[`notes.${finding.check}`] ?? '').trim();
    const isExplained = finding.severity === 'W' && note !== '';
    const kind = isExplained ? 'info' : ({ E: 'actNow', W: 'attention', F: 'info' } as const)[finding.severity];
    return {
      key: `${finding.check} ${finding.cells.join()}`,
      kind,
      word: isExplained ? words.checks.wordsOf.explained : words.checks.wordsOf[finding.severity],
      name: finding.cells[0] ?? '',
      check: finding.check,
      sentence: finding.severity === 'F' ? say(finding) : '',
    };
  }

  return (
    <section className={styles.summary} aria-labelledby="checks-title">
      <h2 id="checks-title">{words.checks.title}</h2>
      {lines.length === 0 ? <p>{words.checks.clear}</p> : null}
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.key} className={styles.line}>
            <StatusMark kind={line.kind} word={line.word} />
            <span>
              <FieldLink name={line.name} /> <span className={styles.id}>{line.check}</span>
              {line.sentence === '' ? null : <span className={styles.sentence}>{line.sentence}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link that takes the focus to a field. */
function FieldLink({ name }: { name: string }) {
  const words = useRoomWords().entry;
  const { isEditable } = useForm();
  const labels: Readonly<Record<string, string>> = { ...words.cells, ...words.header };
  const field = fieldOf(name);
  if (!isEditable) return labels[name] ?? name;

  function handleClick(event: MouseEvent) {
    event.preventDefault();
    focusField(field);
  }

  return (
    <a href={`#${inputId(field)}`} onClick={handleClick}>
      {labels[name] ?? name}
    </a>
  );
}
