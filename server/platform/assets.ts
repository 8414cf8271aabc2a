// The built client's files, read once at start and sent from memory, compressed as the build left them.

import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';

interface Asset {
  type: string;
  etag: string;
  plain: Buffer;
  br: Buffer | undefined;
  gz: Buffer | undefined;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the files below the folder but `index.html`. Names that carry a hash may be kept for ever. */
export async function createAssetHandler(folder: URL): Promise<RequestHandler> {
  const assets = await readAssets(folder);
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const asset = assets.get(request.path);
    if (asset === undefined) {
      if (request.path.startsWith('/assets/')) {
        response
          .status(404)
          .set('Cache-Control', 'no-store')
          .type('text/plain')
          .send('No such file. Load the page again.');
        return;
      }
      return next();
    }
    const isHashed = request.path.startsWith('/assets/');
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: asset.etag,
      Vary: 'Accept-Encoding',
    });
    if (request.get('if-none-match') === asset.etag) {
      response.status(304).end();
      return;
    }
    const accepts = request.acceptsEncodings('br', 'gzip', 'identity');
    const [encoding, body] =
      accepts === 'br' && asset.br
        ? ['br', asset.br]
        : accepts === 'gzip' && asset.gz
          ? ['gzip', asset.gz]
          : [undefined, asset.plain];
    if (encoding !== undefined) response.set('Content-Encoding', encoding);
    response.set('Content-Length', String(body.length));
    response.status(200).end(request.method === 'HEAD' ? undefined : body);
  };
}

async function readAssets(folder: URL): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>();
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const read = (suffix: string) => readFile(new URL(`${name}${suffix}`, folder)).catch(() => undefined);
    const [plain, br, gz] = await Promise.all([read(''), read('.br'), read('.gz')]);
    if (plain === undefined) continue;
    assets.set(`/${name.replaceAll('\\', '/')}`, { type, etag: `"${name}-${String(plain.length)}"`, plain, br, gz });
  }
  return assets;
}
