// node bin/run.mjs <file.ts> [arguments]: runs a TypeScript file of the project under the pinned Node.

import { fail, handOver, prepare } from './prepare.mjs';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) fail('Name the TypeScript file to run: node bin/run.mjs <file.ts> [arguments].');
handOver(await prepare(), [file, ...rest]);
