// An SVG of the page as a PNG that stands by itself: colours resolved, fonts inlined, nothing fetched when it is drawn.

const scale = 2;
/** Browsers refuse larger canvases. */
const largestSidePx = 16_000;
const tokenName = /var\((--[\w-]+)/g;

/** Draws the SVG, as the page's theme has it, at twice its size or as large as a canvas may be. @throws when it cannot be drawn. */
export async function pictureOf(svg: SVGSVGElement): Promise<Blob> {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('The drawing cannot be copied.');
  const text = new XMLSerializer().serializeToString(copy);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = `${await fontFaces(svg.textContent ?? '')}\nsvg{${tokensIn(text)}}`;
  copy.prepend(style);
  const source = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${base64Of(new TextEncoder().encode(source))}`;
  await image.decode();
  const factor = Math.min(scale, largestSidePx / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * factor);
  canvas.height = Math.round(height * factor);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)),
      'image/png',
    );
  });
}

/** The tokens the drawing uses, with the values they have on the page just now. */
function tokensIn(text: string): string {
  const names = new Set([...text.matchAll(tokenName)].map(([, name = '']) => name));
  const probe = document.createElement('span');
  document.body.append(probe);
  const values = [...names].map((name) => {
    if (name === '--font') return `${name}:${getComputedStyle(document.documentElement).getPropertyValue(name)}`;
    probe.style.color = `var(${name})`;
    return `${name}:${getComputedStyle(probe).color}`;
  });
  probe.remove();
  return values.join(';');
}

/** The page's own font faces that the text needs, with their bytes. */
async function fontFaces(text: string): Promise<string> {
  const hasHindi = /[\u0900-\u097f]/.test(text);
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  );
  const faces = await Promise.all(
    rules.map(async (rule) => {
      const family = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
      const isNeeded = family === 'Noto Sans Variable' || (hasHindi && family === 'Noto Sans Devanagari Variable');
      const address = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (!isNeeded || address === undefined) return '';
      const url = new URL(address, rule.parentStyleSheet?.href ?? document.baseURI);
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const weight = rule.style.getPropertyValue('font-weight');
      return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${base64Of(bytes)}) format('woff2')}`;
    }),
  );
  return faces.join('\n');
}

function base64Of(bytes: Uint8Array): string {
  const chunk = 32_768;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}
