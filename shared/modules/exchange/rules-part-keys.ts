// Which part stood in which line, and where its roll began and ended, for a nation's parts: integer arrays, no object a
// part.

export interface PartKeys {
  /** Keeps the line of a part; returns the line of the same part seen before, or 0. */
  claim(stateCode: string, acNo: number, partNo: number, line: number): number;
  /** Keeps the opening (negative: not given) and the total of the part claimed last. */
  note(opening: number, total: number): void;
  /** What is kept of a part, or undefined. The object is the same at every call. */
  find(stateCode: string, acNo: number, partNo: number): Readonly<KeptPart> | undefined;
}

export interface KeptPart {
  line: number;
  opening: number;
  total: number;
}

const acRange = 1_000;
const partRange = 10_000;
const empty = -1;

/** An empty list of keys. `acNo` is below 1,000 and `partNo` below 10,000. */
export function createPartKeys(): PartKeys {
  const states = new Map<string, number>();
  // Room for the largest State's parts without growing.
  let slots = 1 << 19;
  let keys = new Int32Array(slots).fill(empty);
  let lines = new Int32Array(slots);
  let openings = new Int32Array(slots);
  let totals = new Int32Array(slots);
  let size = 0;
  let last = 0;
  const found: KeptPart = { line: 0, opening: 0, total: 0 };

  function keyOf(stateCode: string, acNo: number, partNo: number): number {
    let state = states.get(stateCode);
    if (state === undefined) {
      state = states.size;
      states.set(stateCode, state);
    }
    return (state * acRange + acNo) * partRange + partNo;
  }

  function slotOf(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    while (keys[slot] !== empty && keys[slot] !== key) slot = (slot + 1) & (slots - 1);
    return slot;
  }

  function grow(): void {
    const old = { keys, lines, openings, totals };
    slots *= 2;
    keys = new Int32Array(slots).fill(empty);
    lines = new Int32Array(slots);
    openings = new Int32Array(slots);
    totals = new Int32Array(slots);
    for (let index = 0; index < old.keys.length; index += 1) {
      const key = old.keys[index] ?? empty;
      if (key === empty) continue;
      const slot = slotOf(key);
      keys[slot] = key;
      lines[slot] = old.lines[index] ?? 0;
      openings[slot] = old.openings[index] ?? 0;
      totals[slot] = old.totals[index] ?? 0;
    }
  }

  return {
    claim(stateCode, acNo, partNo, line) {
      if (size * 5 > slots * 3) grow();
      const key = keyOf(stateCode, acNo, partNo);
      const slot = slotOf(key);
      if (keys[slot] === key) return lines[slot] ?? 0;
      keys[slot] = key;
      lines[slot] = line;
      size += 1;
      last = slot;
      return 0;
    },
    note(opening, total) {
      openings[last] = opening;
      totals[last] = total;
    },
    find(stateCode, acNo, partNo) {
      const key = keyOf(stateCode, acNo, partNo);
      const slot = slotOf(key);
      if (keys[slot] !== key) return undefined;
      found.line = lines[slot] ?? 0;
      found.opening = openings[slot] ?? 0;
      found.total = totals[slot] ?? 0;
      return found;
    },
  };
}
