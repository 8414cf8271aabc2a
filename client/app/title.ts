import { useEffect } from 'react';

/** Names the page in the browser's title; the route announcement reads it from there. */
export function useTitle(title: string): void {
  // The title is outside React's tree.
  useEffect(() => {
    document.title = `${title} · Samanvay`;
  }, [title]);
}
