// npm run check: the quick part of the tests, for every commit. No database, no browser.

import { prepare } from './prepare.mjs';
import { format, lint, runChecks, types } from './steps.mjs';

await prepare();
await runChecks([format, lint, types], ['unit', 'house']);
