import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { Button } from '#client/ui/Button.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { changeSample, overviewQuery } from './api.ts';
import styles from './DemonstrationBanner.module.css';

/** Says on every page that this is a demonstration; fills the gaps with sample figures and takes them away again. */
export function DemonstrationBanner() {
  const words = useAppWords().demonstration;
  const session = useSession();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const [isBusy, setIsBusy] = useState(false);
  const canManage = session?.can.sample === true;
  // Most readers see the banner without loading the overview for it; who may change the sample needs to know of it.
  const isKnown = canManage && session.can.figures;
  const hasSample = useQuery({ ...overviewQuery, enabled: isKnown }).data?.overview.hasSample;

  async function handlePress() {
    setIsBusy(true);
    try {
      await changeSample(hasSample ? 'remove' : 'add');
      await queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.topics !== undefined });
      toast({ tone: 'done', text: hasSample ? words.removed : words.filled });
    } catch (error) {
      toast({ tone: 'problem', text: say(error) });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <aside className={styles.banner} aria-label={words.label}>
      <div className={styles.inner}>
        <p>{hasSample ? words.withSample : words.sentence}</p>
        {canManage && hasSample !== undefined ? (
          <Button look="quiet" isBusy={isBusy} onClick={() => void handlePress()}>
            {isBusy ? words.working : hasSample ? words.remove : words.fill}
          </Button>
        ) : null}
      </div>
    </aside>
  );
}
