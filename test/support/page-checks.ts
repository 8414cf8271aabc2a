// What can be measured on a page of any kind: text that is cut off, targets too small to hit, words in the wrong
// tongue, focus that cannot be seen. Each returns one line for every place at fault; nothing is excused here.

import type { Page } from 'playwright-core';

/** Waits until the page stands as its reader will find it: drawn by its script, filled with what it shows, fonts there. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.title !== 'समन्वय · Samanvay');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('main p[role="status"][class*="face"]').waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The spacing a reader may set by WCAG 1.4.12, laid over the page's own. */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
       p { margin-block-end: 2em !important; }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** What stands further right than the window and not in a region that scrolls by itself; empty when the page fits. */
export async function findOverflow(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const inScroller = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      }
      return false;
    };
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !inScroller(element),
    );
    const deepest = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    return deepest.map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`);
  });
}

/**
 * Text that leaves the box it is drawn in, or is cut off by it. A region that scrolls cuts nothing off. So many pixels to
 * either side are let pass where the box cuts nothing off and what stands beside it is further away.
 */
export async function findClipped(page: Page, slackPx = 1): Promise<string[]> {
  return await page.evaluate((slack) => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (parent === null || text === '' || parent.closest('.visually-hidden, [href="#main"], svg') !== null) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      // Shortened to its lines, with the whole of it in the title.
      if (parent.getAttribute('title')?.trim() === text) continue;
      const box = boxOf(parent);
      if (box === undefined) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const edge = box.getBoundingClientRect();
      // Letters may reach into the leading above and below without being cut.
      const isOut = [...range.getClientRects()].some(
        (rect) =>
          rect.left < edge.left - slack ||
          rect.right > edge.right + slack ||
          rect.top < edge.top - 4 ||
          rect.bottom > edge.bottom + 4,
      );
      if (isOut) found.add(`${box.tagName} ${box.className}: ${text.slice(0, 60)}`);
    }
    return [...found];

    /** The nearest box with an edge that is seen; none when it scrolls. */
    function boxOf(element: Element): Element | undefined {
      for (let box: Element | null = element; box !== null && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        // Left to those who hear the page.
        if (style.clipPath !== 'none') return undefined;
        if (/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) return undefined;
        if (style.display === 'inline' || style.display === 'contents') continue;
        const isFramed = Number.parseFloat(style.borderLeftWidth) > 0 && Number.parseFloat(style.borderRightWidth) > 0;
        const isCut = /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
        if (isFramed || isCut) return box;
      }
      return undefined;
    }
  }, slackPx);
}

/** Controls and links under 24 × 24 px; a link within a sentence may be as low as its line. */
export async function findSmallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const targets = document.querySelectorAll(
      'a[href], button, summary, select, textarea, input:not([type="hidden"], [type="radio"], [type="checkbox"])',
    );
    return [...targets].flatMap((target) => {
      if (!target.checkVisibility() || target.closest('.visually-hidden, [href="#main"]') !== null) return [];
      const { width, height } = target.getBoundingClientRect();
      if ((width > 23.5 && height > 23.5) || isInSentence(target)) return [];
      return [`${target.tagName} ${target.textContent?.slice(0, 40)}: ${width.toFixed(1)} × ${height.toFixed(1)}`];
    });

    function isInSentence(target: Element): boolean {
      if (target.tagName !== 'A' || getComputedStyle(target).display !== 'inline') return false;
      let block = target.parentElement;
      while (block !== null && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      const around = (block?.textContent ?? '').replace(target.textContent ?? '', '');
      return /\p{L}{2}/u.test(around);
    }
  });
}

/** Text that is in another language than its surroundings say: Hindi letters, or three English words in a row. */
export async function findWrongTongues(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (parent === null || text === '' || parent.closest('script') !== null) continue;
      const language = parent.closest('[lang]')?.getAttribute('lang');
      const isHindi = /[\u0900-\u097F]/.test(text);
      const isEnglish = !isHindi && /(?:\b[A-Za-z][a-z]+[\s,;:.–-]+){2}[A-Za-z][a-z]+/.test(text);
      if ((isHindi && language !== 'hi') || (isEnglish && language !== 'en')) found.add(`${language}: ${text}`);
    }
    return [...found];
  });
}

/** Number of the page's first headings; every page has one. */
export async function countFirstHeadings(page: Page): Promise<number> {
  return await page.evaluate(() => document.querySelectorAll('h1').length);
}

interface Stop {
  name: string;
  fault: string;
}

/**
 * Presses Tab up to so many times and says where the focus could not be seen, was covered, or did not move on; then goes
 * one stop back. The end of the page ends the walk.
 */
export async function walkFocus(page: Page, most = 40): Promise<string[]> {
  const faults: string[] = [];
  let before: string | undefined;
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await readStop(page, stop);
    if (here === null) return stop === 0 ? ['nothing can be reached by Tab'] : faults;
    if (here.fault !== '') faults.push(`${here.name}: ${here.fault}`);
    before = here.name;
  }
  await page.keyboard.press('Shift+Tab');
  const back = await readStop(page, most);
  if (back !== null && back.name === before) faults.push(`${back.name}: cannot be left backwards`);
  return faults;
}

/** The element in focus, numbered so that a stop that comes twice is told; null when the focus has left the page. */
async function readStop(page: Page, number: number): Promise<Stop | null> {
  return await page.evaluate((index): Stop | null => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const seen = element.dataset['stop'];
    element.dataset['stop'] ??= String(index);
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    const name = `${element.dataset['stop']} ${element.tagName} ${label.slice(0, 40)}`;
    if (seen !== undefined && Number(seen) === index - 1) return { name, fault: 'Tab did not move on' };
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2)
      return { name, fault: `outline ${style.outlineStyle} ${style.outlineWidth}` };
    const { top, left, bottom, right } = element.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return { name, fault: 'out of sight' };
    const hit = document.elementFromPoint(x, y);
    const isOnTop = hit !== null && (element.contains(hit) || hit.contains(element));
    return { name, fault: isOnTop ? '' : `covered by ${hit?.tagName} ${hit?.className}` };
  }, number);
}

/** Number of animations and transitions that run just now. */
export async function countAnimations(page: Page): Promise<number> {
  return await page.evaluate(() => document.getAnimations().length);
}
