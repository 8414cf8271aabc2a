import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { BoardMetric } from '#shared/modules/national/schema.ts';
import { listStatements, type Statement } from './queries.ts';
import { type BoardCell, computeBoard, drawPicture, type RollPicture } from './views.ts';

export interface StatePicture {
  stateCode: string;
  statements: Statement[];
  /** From real figures only. */
  real: RollPicture;
  /** With sample figures where no real one is. */
  filled: RollPicture;
  /** Board metrics, sample figures filling gaps. */
  cells: Record<BoardMetric, BoardCell>;
  /** Board metrics from real figures only. */
  realCells: Record<BoardMetric, BoardCell>;
}

/** The roll picture of every State named, in that order, as it stood at the end of `asOn` (now when absent). */
export async function listPictures(
  reader: Reader,
  codes: readonly string[],
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture[]> {
  const all = await listStatements(reader, asOn === undefined ? {} : { asOn });
  const byState = Map.groupBy(all, (statement) => statement.stateCode);
  return codes.map((code) => toPicture(code, byState.get(code) ?? [], today));
}

/** The roll picture of one State. */
export async function getPicture(
  reader: Reader,
  stateCode: string,
  today: IsoDate,
  asOn?: IsoDate,
): Promise<StatePicture> {
  return toPicture(
    stateCode,
    await listStatements(reader, asOn === undefined ? { stateCode } : { stateCode, asOn }),
    today,
  );
}

function toPicture(stateCode: string, statements: Statement[], today: IsoDate): StatePicture {
  const realOnes = statements.filter((item) => !item.isSample);
  return {
    stateCode,
    statements,
    real: drawPicture(stateCode, realOnes),
    filled: drawPicture(stateCode, statements),
    cells: computeBoard(stateCode, statements, today),
    realCells: computeBoard(stateCode, realOnes, today),
  };
}
