import { useRouter, useRouterState } from '@tanstack/react-router';
import type { ComponentProps, MouseEvent } from 'react';

/** What stays in the URL from page to page. */
const kept = ['lang', 'asOn'] as const;

export interface PathLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** A path inside the application, with its own search if it has one. */
  to: string;
  /** Takes the place of the present entry of the history, and leaves the scroll position alone. */
  isSwitch?: boolean;
}

/** A link inside the application. It carries the language and the as-on date along, and marks the page it is on. */
export function PathLink({ to, isSwitch = false, onClick, ...rest }: PathLinkProps) {
  const router = useRouter();
  const location = useRouterState({ select: (state) => state.location });
  const href = withKept(to, new URLSearchParams(location.searchStr));
  const isHere = to === location.pathname || (to !== '/' && location.pathname.startsWith(`${to}/`));

  function handleClick(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    void router.navigate({ href, replace: isSwitch, resetScroll: !isSwitch });
  }

  return <a href={href} onClick={handleClick} {...(isHere ? { 'aria-current': 'page' as const } : {})} {...rest} />;
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
