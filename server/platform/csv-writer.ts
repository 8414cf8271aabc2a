// Rows of numbers and codes as CSV, straight into bytes: no text is made on the way.

export interface RowWriter {
  /** Adds one row; the columns say where its cells come from. */
  add(row: Int32Array, codes: readonly string[]): void;
  /** The rows written since the last call, in pieces. */
  takePieces(): Uint8Array[];
}

/** From the array of numbers at a place (negative is empty), or a code by its index, which must be plain ASCII. */
export type CellSource = { number: number } | { code: number };

const pieceBytes = 256 * 1024;
/** Cells of one row are fewer and shorter than this. */
const longestRow = 2_048;

/** A writer of rows with these columns. */
export function createRowWriter(columns: readonly CellSource[]): RowWriter {
  const pieces: Uint8Array[] = [];
  let out = Buffer.allocUnsafe(pieceBytes);
  let end = 0;

  function flush(): void {
    if (end === 0) return;
    pieces.push(out.subarray(0, end));
    out = Buffer.allocUnsafe(pieceBytes);
    end = 0;
  }

  function putNumber(value: number): void {
    if (value > 9) putNumber(Math.trunc(value / 10));
    out[end] = 48 + (value % 10);
    end += 1;
  }

  return {
    add(row, codes) {
      if (end > pieceBytes - longestRow) flush();
      for (const column of columns) {
        if ('code' in column) end += out.write(codes[column.code] ?? '', end, 'latin1');
        else if ((row[column.number] ?? -1) >= 0) putNumber(row[column.number] ?? 0);
        out[end] = 44;
        end += 1;
      }
      out[end - 1] = 10;
    },
    takePieces() {
      flush();
      return pieces.splice(0);
    },
  };
}
