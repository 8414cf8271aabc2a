// npm run bench [-- --json] [-- --only <id>,<id>]: runs the cases one after another and prints their rows as a table;
// with --json the last line of output is one JSON array of them. A new case is a file of its own and a line in `cases`.

import { parseArgs } from 'node:util';
import { coldLoad } from './cold-load.ts';
import { conflicts100x, conflictsFull, conflictsOneDate } from './conflicts.ts';
import { drillP99 } from './drill-p99.ts';
import { ganttPaint, ganttScroll } from './gantt.ts';
import { type Case, type Context, openContext } from './harness.ts';
import { importNation, importState } from './import-rows.ts';
import { gridPaste, logisticsPush, logisticsRead } from './logistics.ts';
import { metricsAll } from './metrics-all.ts';
import { outlierQuery } from './outlier-query.ts';
import { overviewBytes } from './overview-bytes.ts';
import { overviewRps } from './overview-rps.ts';
import { push500 } from './push-500.ts';
import { printTable, type Row, unmeasured } from './row.ts';
import { saveCost } from './save-cost.ts';
import { secondStart } from './second-start.ts';

const cases: readonly Case[] = [
  overviewRps,
  overviewBytes,
  saveCost,
  push500,
  coldLoad,
  secondStart,
  metricsAll,
  drillP99,
  outlierQuery,
  ganttPaint,
  ganttScroll,
  importState,
  importNation,
  conflictsFull,
  conflicts100x,
  conflictsOneDate,
  logisticsRead,
  logisticsPush,
  gridPaste,
];

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = choose(values.only);
const { context, close } = openContext();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().finally(() => process.exit(1)));
}
try {
  const rows: Row[] = [];
  for (const each of chosen) rows.push(await runCase(each, context));
  console.log(printTable(rows));
  if (values.json) console.log(JSON.stringify(rows));
} finally {
  await close();
}

/** A case that fails has a row all the same: not met, with the reason. */
async function runCase(each: Case, context: Context): Promise<Row> {
  context.say(`${each.id} …`);
  const start = performance.now();
  try {
    return await each.run(context);
  } catch (error) {
    return unmeasured(each.id, each.bar, error instanceof Error ? error.message : String(error));
  } finally {
    context.say(`${each.id}: ${Math.round((performance.now() - start) / 1_000)} s`);
  }
}

function choose(only: string | undefined): readonly Case[] {
  if (only === undefined) return cases;
  const ids = only.split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !cases.some((each) => each.id === id));
  if (unknown.length > 0) {
    console.error(`No such row: ${unknown.join(', ')}. There are ${cases.map((each) => each.id).join(', ')}.`);
    process.exit(2);
  }
  return cases.filter((each) => ids.includes(each.id));
}
