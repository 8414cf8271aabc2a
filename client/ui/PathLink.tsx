import { useRouter, useRouterState } from '@tanstack/react-router';
import { type ComponentProps, type MouseEvent, useMemo } from 'react';

/** What stays in the URL from page to page. */
const kept = ['lang', 'asOn'] as const;

export interface PathLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** A path inside the application, with its own search if it has one. */
  to: string;
  /** Takes the place of the present entry of the history, and leaves the scroll position alone. */
  isSwitch?: boolean;
  /** Told at the press; the address then changes after the next frame, so that what is shown at once is painted first. */
  onPress?: (() => void) | undefined;
}

/** A link inside the application. It carries the language and the as-on date along, and marks the page it is on. */
export function PathLink({ to, isSwitch = false, onPress, onClick, ...rest }: PathLinkProps) {
  const router = useRouter();
  // One text, so that the link is drawn again only when it changes, not at every change of the address.
  const drawn = useRouterState({
    select: ({ location }) =>
      `${isWithin(location.pathname, to) ? '=' : '-'}${withKept(to, new URLSearchParams(location.searchStr))}`,
  });
  const href = drawn.slice(1);

  function handleClick(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (!isPlainClick(event) || event.defaultPrevented) return;
    event.preventDefault();
    const navigate = () => void router.navigate({ href, replace: isSwitch, resetScroll: !isSwitch });
    if (onPress === undefined) {
      navigate();
      return;
    }
    onPress();
    requestAnimationFrame(() => setTimeout(navigate));
  }

  const isHere = drawn.startsWith('=');
  return <a href={href} onClick={handleClick} {...(isHere ? { 'aria-current': 'page' as const } : {})} {...rest} />;
}

/** For many links drawn together: their addresses, and one handler of clicks for what they stand in. */
export function usePathLinks(): { hrefOf: (to: string) => string; handleClick: (event: MouseEvent) => void } {
  const router = useRouter();
  const kept = useRouterState({ select: ({ location }) => withKept('/', new URLSearchParams(location.searchStr)) });
  return useMemo(
    () => ({
      hrefOf: (to) => withKept(to, new URLSearchParams(kept.slice(1))),
      handleClick: (event) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null;
        if (link === null || !isPlainClick(event) || event.defaultPrevented) return;
        event.preventDefault();
        void router.navigate({ href: `${link.pathname}${link.search}` });
      },
    }),
    [router, kept],
  );
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function isWithin(pathname: string, to: string): boolean {
  return to === pathname || (to !== '/' && pathname.startsWith(`${to}/`));
}

/** The path with the kept parameters of the present search, unless it names them itself. */
export function withKept(to: string, present: URLSearchParams): string {
  const [path = '/', query = ''] = to.split('?', 2);
  const search = new URLSearchParams(query);
  for (const key of kept) {
    const value = present.get(key);
    if (value !== null && !search.has(key)) search.set(key, value);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
