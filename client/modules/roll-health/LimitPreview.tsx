import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import type { StatusKind } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { LimitsPreview } from '#shared/modules/roll-health/schema-metrics.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { useRollHealthWords } from './api.ts';
import styles from './LimitForm.module.css';

type Change = LimitsPreview['changes'][number];

const kinds: Record<Change['from'], StatusKind> = {
  green: 'onTrack',
  amber: 'attention',
  red: 'actNow',
  info: 'info',
  not_computed: 'noFigure',
};

export interface LimitPreviewProps {
  preview: LimitsPreview | undefined;
  isAsked: boolean;
  day: string;
}

/** What the limits would do to the States' colours on today's figures, in a sentence and by State. */
export function LimitPreview({ preview, isAsked, day }: LimitPreviewProps) {
  const words = useRollHealthWords().form;
  const appWords = useAppWords();
  const language = useLanguage();
  return (
    <div className={styles.preview} role="status">
      {preview === undefined || !isAsked ? null : (
        <>
          <p>{sentenceOf(preview)}</p>
          <ul>
            {preview.changes.map(({ code, from, to, isSample }) => (
              <li key={code}>
                {words.turns(stateName(code, language), appWords.status[kinds[from]], appWords.status[kinds[to]])}
                {isSample ? ` (${appWords.sample})` : ''}
              </li>
            ))}
          </ul>
          {preview.overtakes === null ? null : (
            <p>
              {words.overtakes(String(preview.overtakes.no), formatDate(preview.overtakes.validFrom), formatDate(day))}
            </p>
          )}
        </>
      )}
    </div>
  );

  function sentenceOf({ changes, computed }: LimitsPreview): string {
    if (computed === 0) return words.previewNoFigures;
    if (changes.length === 0) return words.previewNone(formatCount(computed));
    return changes.length === 1 ? words.previewOne : words.preview(formatCount(changes.length));
  }
}
