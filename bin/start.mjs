// npm start: installs what is missing and runs the server under the pinned Node.

import { handOver, prepare } from './prepare.mjs';

handOver(await prepare(), ['server/main.ts', ...process.argv.slice(2)], { isWatched: true });
