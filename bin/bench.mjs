// npm run bench: measures, with Chromium for the page loads. Arguments go through: -- --only <id>,<id> --json

import { ensureChromium, handOver, prepare } from './prepare.mjs';

const runtime = await prepare();
ensureChromium();
handOver(runtime, ['test/bench/run.ts', ...process.argv.slice(2)]);
