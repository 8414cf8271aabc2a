import { useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { cellKey, type Figure, heldText } from '#shared/modules/logistics/rules-entry.ts';
import { type GridLine, gates } from '#shared/modules/logistics/schema.ts';
import styles from './DistrictEntryPage.module.css';
import type { Draft } from './ReturnDraft.tsx';
import { faultSentence, readable, type useNames, useReturnWords } from './Words.tsx';

interface ItemFieldsProps {
  line: GridLine;
  draft: Draft;
  names: ReturnType<typeof useNames>;
  canWrite: boolean;
}

/** One item of one district: its three counts, what is required of it, and its own save. */
export function ItemFields({ line, draft, names, canWrite }: ItemFieldsProps) {
  const words = useReturnWords();
  const { keeping, checked, save, isSaving } = draft;
  const isThis = ({ itemId, facet, districtCode }: Pick<GridLine, 'itemId' | 'facet' | 'districtCode'>) =>
    itemId === line.itemId && facet === line.facet && districtCode === line.districtCode;
  const isChanged = checked.lines.some(isThis);
  // As it was found: a fold that followed the typing would close over it.
  const [isOverridden] = useState(() =>
    (['required', 'requiredReason'] as const).some(
      (figure) => line[figure] !== null || keeping.cells[cellKey({ ...line, figure })] !== undefined,
    ),
  );
  return (
    <fieldset className={styles.item} disabled={!canWrite}>
      <legend>
        {names.itemName(line)} <span className={styles.quiet}>({names.unitName(line)})</span>
      </legend>
      <p className={styles.quiet}>
        {requirementOf()} {line.asOn === null ? words.never : words.last(formatDate(line.asOn))}
      </p>
      <div className={styles.figures}>
        {gates.map((figure) => (
          <FigureField key={figure} {...{ line, draft, figure }} />
        ))}
      </div>
      <details className={styles.override} open={isOverridden}>
        <summary>{words.requirement.override}</summary>
        <div className={styles.figures}>
          <FigureField {...{ line, draft }} figure="required" />
          <FigureField {...{ line, draft }} figure="requiredReason" />
        </div>
      </details>
      {isChanged && canWrite ? (
        <Button isBusy={isSaving} onClick={() => void save(isThis)}>
          {words.save.saveItem}
          <span className="visually-hidden">: {names.itemName(line)}</span>
        </Button>
      ) : null}
    </fieldset>
  );

  function requirementOf(): string {
    const { requirement } = words;
    if (line.required !== null) return requirement.own(formatCount(line.required), line.requiredReason ?? '');
    if (line.byFormula !== null) return requirement.formula(formatCount(line.byFormula));
    return line.isForBodyToSet ? requirement.toSet : requirement.unknown;
  }
}

function FigureField(props: { line: GridLine; draft: Draft; figure: Figure }) {
  const { line, draft, figure } = props;
  const words = useReturnWords();
  const { keeping, lines, faults, conflicts, type } = draft;
  const key = cellKey({ ...line, figure });
  const isText = figure === 'requiredReason';
  const held = heldText(lines, key) ?? '';
  const text = keeping.cells[key]?.text;
  const fault = faults.get(key);
  const theirs = conflicts[key];
  const was = held === '' ? words.beside.blank : readable(held, isText);
  const waits = theirs === undefined ? undefined : words.conflicts.both(was, text ?? '');
  return (
    <Field
      id={key}
      label={words.fields[figure]}
      value={text ?? readable(held, isText)}
      inputMode={isText ? 'text' : 'numeric'}
      autoComplete="off"
      maxLength={isText ? 1_000 : 40}
      className={styles.field}
      error={fault === undefined ? waits : faultSentence(words, fault)}
      hint={words.beside.last(was)}
      onChange={({ target }) => type({ [key]: target.value })}
    />
  );
}
