import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** The naive page as `vite build` makes it by default; the bench names the output folder. */
export const naivePage: InlineConfig = {
  configFile: false,
  root: fileURLToPath(new URL('./page', import.meta.url)),
  plugins: [react()],
  logLevel: 'error',
  build: { emptyOutDir: true, chunkSizeWarningLimit: 2000 },
};
