// The reader's choice of appearance. It belongs to the device, not to the person, so it stays in the browser.

export const themes = ['device', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'samanvay.theme';

export function readTheme(): Theme {
  const kept = typeof document === 'undefined' ? null : localStorage.getItem(storageKey);
  return themes.find((theme) => theme === kept) ?? 'device';
}

/** Keeps the choice and draws the page by it. `device` follows the operating system. */
export function applyTheme(theme: Theme): void {
  if (theme === 'device') {
    localStorage.removeItem(storageKey);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(storageKey, theme);
    document.documentElement.dataset['theme'] = theme;
  }
}
