// npm test: installs what is missing, runs every check, and ends with one line: N passed, N failed.

import { ensureChromium, prepare } from './prepare.mjs';
import { format, lint, runChecks, types, unused } from './steps.mjs';

await prepare();
ensureChromium();
await runChecks([format, lint, types, unused]);
