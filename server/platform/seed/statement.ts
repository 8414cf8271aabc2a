import type { Insertable } from 'kysely';
import type { Database } from '../tables.ts';
import { stableId } from './rows.ts';

export type StatementRow = Insertable<Database['rollStatement']>;
export type FigureRow = Insertable<Database['rollFigure']>;

/** A published statement about a roll with its figures, ready to insert. */
export interface Statement {
  row: StatementRow;
  figures: FigureRow[];
}

/** Puts a statement together under an id made from what it is about, so that it is the same on every machine. */
export function statementOf(
  row: Omit<StatementRow, 'id'>,
  figures: readonly Omit<FigureRow, 'statementId'>[],
): Statement {
  const id = stableId(
    'roll',
    row.basis,
    row.bodyId,
    row.stateCode,
    row.footprint ?? 'whole',
    row.exerciseType,
    row.stage,
    row.period ?? row.asOn ?? '',
    row.recordBasis ?? '',
  );
  return { row: { id, ...row }, figures: figures.map((figure) => ({ statementId: id, ...figure })) };
}
