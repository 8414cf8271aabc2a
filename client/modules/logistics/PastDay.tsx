import { useRouterState } from '@tanstack/react-router';
import { Notice } from '#client/ui/Notice.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import { useLogisticsWords } from './api.ts';

/** Says that the page stands as of a past day, and leads back to today. */
export function PastDay({ asOn }: { asOn: string | undefined }) {
  const words = useLogisticsWords();
  const searchStr = useRouterState({ select: ({ location }) => location.searchStr });
  if (asOn === undefined) return null;
  const today = new URLSearchParams(searchStr);
  today.delete('asOn');
  // A plain link: PathLink would carry the day along.
  return (
    <Notice>
      {words.pastDay(formatDate(asOn))} <a href={`?${today}`}>{words.pastDayLeave}</a>
    </Notice>
  );
}
