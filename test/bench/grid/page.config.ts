import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** The naive table of inputs, drawn and checked as a first version would, on a page that holds nothing else; the bench names the output folder. */
export const gridPage: InlineConfig = {
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  logLevel: 'error',
  build: { emptyOutDir: true, chunkSizeWarningLimit: 2000 },
};
