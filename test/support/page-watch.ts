// What a browser says aloud while pages are open: complaints in its console, breaches of the content policy, requests
// that leave our origin. Started before the first page, so that nothing is missed.

import type { BrowserContext } from 'playwright-core';

export interface PageWatch {
  /** Errors and warnings of the console, breaches of the content policy among them. */
  complaints: string[];
  /** Addresses asked for on any other origin. */
  foreign: string[];
  /** How many requests were seen: a watch that saw none proves nothing. */
  requests(): number;
}

/** Watches every page of the browser from now on. */
export async function watchPages(context: BrowserContext, origin: string): Promise<PageWatch> {
  const complaints: string[] = [];
  const foreign: string[] = [];
  let requests = 0;
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (defect) => complaints.push(String(defect.error())));
  context.on('request', (request) => {
    requests += 1;
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:') foreign.push(request.url());
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      reportError(new Error(`content policy: ${effectiveDirective} ${blockedURI}`));
    });
  });
  return { complaints, foreign, requests: () => requests };
}
