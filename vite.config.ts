import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const clientFolder = 'dist/client';
const firstRouteLimitBytes = 110 * 1000;
/** Reached from the first route through a list beside a schema or an index of exports, but shaken out of it. */
const onlyForLaterPages =
  /node_modules[\\/](?:zod[\\/]|.*[\\/](?:useMutation|mutationObserver|useQueries|useSuspenseQueries|queriesObserver|usePrefetchQuery)\.js$)/;
const styleFiles = new Map<string, string>();
const apiPort = Number(process.env['PORT'] ?? 4000) + 1;

// One `vite build` makes both: dist/client (hashed assets, manifest) and dist/server/first-view.js (the first page as
// markup). The content security policy allows no `data:` fonts or scripts, hence no inlined assets.
export default defineConfig({
  plugins: [pureSchemas(), react(), precompress()],
  builder: {},
  css: { modules: { generateScopedName: scopedName } },
  build: { assetsInlineLimit: 0, sourcemap: false, modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: {
        outDir: clientFolder,
        manifest: true,
        emptyOutDir: true,
        // Two files for the first route: the libraries, which stay the same from release to release, and our own.
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstRouteGroup }] } } },
      },
    },
    ssr: {
      build: {
        outDir: 'dist/server',
        emptyOutDir: true,
        emitAssets: false,
        rolldownOptions: {
          input: 'client/app/first-view.tsx',
          output: { entryFileNames: 'first-view.js' },
        },
      },
    },
  },
  server: { proxy: { '/api': { target: `http://127.0.0.1:${apiPort}` } } },
});

/** `TileGrid-head`: readable, the same in both builds, and shorter than a hash. Two style files may not share a name. */
function scopedName(name: string, file: string): string {
  const component = basename(file.split('?', 1)[0] ?? '', '.module.css');
  const other = styleFiles.get(component);
  if (other !== undefined && other !== file)
    throw new Error(`Two style files are called ${component}: ${other}, ${file}`);
  styleFiles.set(component, file);
  return `${component}-${name}`;
}

/** `base` for libraries and `first` for our own modules that the entry needs before it can paint; null for the rest. */
function firstRouteGroup(
  id: string,
  context: { getModuleInfo(id: string): Rolldown.ModuleInfo | null },
): string | null {
  const seen = new Set<string>();
  const isReached = (module: string): boolean => {
    if (seen.has(module)) return false;
    seen.add(module);
    const info = context.getModuleInfo(module);
    return info !== null && (info.isEntry || info.importers.some(isReached));
  };
  if (context.getModuleInfo(id)?.isEntry || onlyForLaterPages.test(id) || !isReached(id)) return null;
  return id.includes('node_modules') ? 'base' : 'first';
}

/**
 * Marks the building of schemas as free of effects, so that a list beside a schema does not bring the whole validation
 * library into the first route.
 */
function pureSchemas(): Plugin {
  return {
    name: 'samanvay-pure-schemas',
    enforce: 'pre',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]shared[\\/]modules[\\/][^\\/]+[\\/]schema\.ts$/ },
      handler: (code) => ({ code: code.replace(/\bz\.(?=\w+(?:<\w+>)?\()/g, '/* @__PURE__ */ z.'), map: null }),
    },
  };
}

/** Writes `.br` and `.gz` beside every text asset and prints what the first route's JavaScript weighs. */
function precompress(): Plugin {
  return {
    name: 'samanvay-precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    closeBundle() {
      const assets = resolve(clientFolder, 'assets');
      const sizes = new Map<string, number>();
      for (const name of readdirSync(assets).filter((file) => /\.(?:js|css|svg|json)$/.test(file))) {
        const bytes = readFileSync(join(assets, name));
        const brotli = brotliCompressSync(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        });
        writeFileSync(join(assets, `${name}.br`), brotli);
        writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        sizes.set(`assets/${name}`, brotli.length);
      }
      const page = readFileSync(resolve(clientFolder, 'index.html'), 'utf8');
      const first = [...page.matchAll(/assets\/[\w.-]+\.js/g)].map(([file]) => file);
      const total = first.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
      const verdict = total <= firstRouteLimitBytes ? 'within' : 'OVER';
      this.info(`first route: ${(total / 1000).toFixed(1)} KB of JavaScript (brotli), ${verdict} the 110 KB bar`);
    },
  };
}
