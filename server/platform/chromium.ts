import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = ['/usr/bin', '/usr/local/bin'];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium or Chrome on this machine: the setting `CHROMIUM` first, then the usual places and PATH. */
export function findChromium(source: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = source.CHROMIUM;
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const onPath = (source.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders, ...onPath]
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .concat(fixed)
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
