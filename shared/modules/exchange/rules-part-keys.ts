// Which part stood in which line, for a nation's parts: two integer arrays, no object a part.

export interface PartKeys {
  /** Keeps the line of a part; returns the line of the same part seen before, or 0. */
  claim(stateCode: string, acNo: number, partNo: number, line: number): number;
  /** The line of a part, or 0. */
  lineOf(stateCode: string, acNo: number, partNo: number): number;
  readonly size: number;
}

const acRange = 1_000;
const partRange = 10_000;
const empty = -1;

/** An empty list of keys. `acNo` is below 1,000 and `partNo` below 10,000. */
export function createPartKeys(): PartKeys {
  const states = new Map<string, number>();
  let slots = 1 << 14;
  let keys = new Int32Array(slots).fill(empty);
  let lines = new Int32Array(slots);
  let size = 0;

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
    const [oldKeys, oldLines] = [keys, lines];
    slots *= 2;
    keys = new Int32Array(slots).fill(empty);
    lines = new Int32Array(slots);
    for (let index = 0; index < oldKeys.length; index += 1) {
      const key = oldKeys[index] ?? empty;
      if (key === empty) continue;
      const slot = slotOf(key);
      keys[slot] = key;
      lines[slot] = oldLines[index] ?? 0;
    }
  }

  return {
    claim(stateCode, acNo, partNo, line) {
      const key = keyOf(stateCode, acNo, partNo);
      const slot = slotOf(key);
      if (keys[slot] === key) return lines[slot] ?? 0;
      keys[slot] = key;
      lines[slot] = line;
      size += 1;
      if (size * 5 > slots * 3) grow();
      return 0;
    },
    lineOf(stateCode, acNo, partNo) {
      const key = keyOf(stateCode, acNo, partNo);
      const slot = slotOf(key);
      return keys[slot] === key ? (lines[slot] ?? 0) : 0;
    },
    get size() {
      return size;
    },
  };
}
