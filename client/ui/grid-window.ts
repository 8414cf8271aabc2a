import { type RefObject, useEffect, useState } from 'react';

export interface DrawnRows {
  first: number;
  inSight: number;
}

/** Which rows of a region that scrolls are in sight; every row while the page is printed. `rowRem`: height of a row. */
export function useGridWindow(region: RefObject<HTMLElement | null>, rowCount: number, rowRem: number): DrawnRows {
  const [drawn, setDrawn] = useState<DrawnRows>({ first: 0, inSight: 18 });
  const [isPrinted, setIsPrinted] = useState(false);
  // The scroll position is the browser's.
  useEffect(() => {
    const box = region.current;
    if (box === null) return;
    const look = () => {
      const rowPx = rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const first = Math.floor(box.scrollTop / rowPx);
      const inSight = Math.ceil(box.clientHeight / rowPx);
      setDrawn((before) => (before.first === first && before.inSight === inSight ? before : { first, inSight }));
    };
    const print = (event: Event) => setIsPrinted(event.type === 'beforeprint');
    look();
    box.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    window.addEventListener('beforeprint', print);
    window.addEventListener('afterprint', print);
    return () => {
      box.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
      window.removeEventListener('beforeprint', print);
      window.removeEventListener('afterprint', print);
    };
  }, [region, rowRem]);
  return isPrinted ? { first: 0, inSight: rowCount } : drawn;
}
