// The page itself: index.html with the session and, on the national board, the overview and its first view, so that
// the figures are readable before the script has come. Nothing here is cached by anyone.

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { NationalOverview } from '#shared/modules/national/schema.ts';
import type { Boot } from '#shared/modules/people/schema.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type FirstView = (input: { url: string; boot: Boot; overview: NationalOverview | null }) => Promise<string>;

export interface PageInput {
  boot: Boot;
  /** The overview as it is sent by `/api/overview`, or null when this reader or route does without. */
  overview: Buffer | null;
}

export interface PageRenderer {
  send(request: Request, response: Response, input: PageInput): Promise<void>;
}

/** Reads the built client. Without one (a server started by hand before the first build) every page says so. */
export async function createPageRenderer(options: {
  clientDir: URL;
  firstView: URL;
  log: Logger;
}): Promise<PageRenderer> {
  const template = await readFile(new URL('index.html', options.clientDir), 'utf8').catch(() => undefined);
  const renderFirstView = await loadFirstView(options.firstView, options.log);

  async function html(url: string, { boot, overview }: PageInput): Promise<string> {
    if (template === undefined)
      return '<!doctype html><title>Samanvay</title><p>The client is not built yet. Start with npm start.</p>';
    const view = await renderFirstView({
      url,
      boot,
      overview: overview === null ? null : parseOverview(overview),
    }).catch((error: unknown) => {
      options.log.warn({ url, error: String(error) }, 'first view could not be drawn; the script will draw it');
      return '';
    });
    const data =
      script('boot', JSON.stringify(boot)) + (overview === null ? '' : script('overview', overview.toString('utf8')));
    return template
      .replace(/<html lang="[a-z]+"/, () => `<html lang="${boot.language}"`)
      .replace('<!--first-view-->', () => view)
      .replace('<!--data-->', () => data);
  }

  return {
    async send(request, response, input) {
      const text = Buffer.from(await html(request.originalUrl, input));
      response.set({
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        Vary: 'Accept-Encoding, Cookie',
      });
      const accepts = request.acceptsEncodings('br', 'gzip', 'identity');
      if (accepts === 'br') {
        response
          .set('Content-Encoding', 'br')
          .send(await compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
      } else if (accepts === 'gzip') {
        response.set('Content-Encoding', 'gzip').send(await compressGzip(text, { level: 5 }));
      } else {
        response.send(text);
      }
    },
  };
}

async function loadFirstView(file: URL, log: Logger): Promise<FirstView> {
  try {
    const module: { renderFirstView: FirstView } = await import(file.href);
    return module.renderFirstView;
  } catch (error) {
    log.debug({ error: String(error) }, 'no first view built');
    return () => Promise.resolve('');
  }
}

function parseOverview(bytes: Buffer): NationalOverview {
  return JSON.parse(bytes.toString('utf8')) satisfies NationalOverview;
}

/** A JSON data block: never run as script, and unable to end its own element. */
function script(id: string, json: string): string {
  return `<script type="application/json" id="${id}">${json.replaceAll('<', '\\u003c')}</script>`;
}
