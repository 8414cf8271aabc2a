import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData, type PersonalDataKind } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type Change, leastNoteLetters, mostNoteLetters, type WhatIfView } from '#shared/modules/what-if/schema.ts';
import { refreshWhatIfs, shareWhatIf, useWhatIfWords, type WhatIfWords } from './api.ts';
import styles from './Forms.module.css';

/** Shows the plan to the other body, with a note. What was typed stays until it has been taken in. */
export function ShareForm({ view, changes }: { view: WhatIfView; changes: readonly Change[] }) {
  const words = useWhatIfWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const id = useId();
  const [note, setNote] = useState('');
  const [key, setKey] = useState(newId);
  const [wrong, setWrong] = useState('');
  const share = useMutation({ mutationFn: shareWhatIf });
  if (!view.can.share) return null;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (share.isPending) return;
    const problem = problemOf(words, note, changes);
    setWrong(problem);
    if (problem !== '') return;
    try {
      await share.mutateAsync({ key, stateCode: view.sandbox.stateCode, changes: [...changes], note });
      setNote('');
      setKey(newId());
      toast({ tone: 'done', text: words.share.shared });
      await refreshWhatIfs(queryClient);
    } catch (thrown) {
      setWrong(problemAtServer(words, readFailure(thrown).details[0]?.reason));
      setKey(newId());
    }
  }

  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.share.title}</h2>
      <p className={styles.intro}>{words.share.intro}</p>
      {/* What is written here prints with the what-if. */}
      {note === '' ? null : (
        <p className={styles.printed}>
          <b>{words.share.note}:</b> {note}
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => void handleSubmit(event)}
        noValidate
        aria-labelledby={`${id}-title`}
      >
        <div className={styles.note}>
          <label htmlFor={id}>{words.share.note}</label>
          <p id={`${id}-hint`} className={styles.intro}>
            {words.share.noteHint}
          </p>
          <textarea
            id={id}
            rows={3}
            value={note}
            maxLength={mostNoteLetters}
            aria-describedby={`${id}-hint ${id}-error`}
            aria-invalid={wrong !== ''}
            onChange={(event) => {
              setNote(event.target.value);
              setWrong('');
            }}
          />
          <p id={`${id}-error`} className={styles.error} role={wrong === '' ? undefined : 'alert'}>
            {wrong}
          </p>
        </div>
        {share.error === null || wrong !== '' ? null : (
          <Notice tone="problem" role="alert">
            {say(share.error)}
          </Notice>
        )}
        <Button type="submit" look="primary" isBusy={share.isPending} className={styles.send}>
          {share.isPending ? words.share.sharing : words.share.share}
        </Button>
      </form>
    </section>
  );
}

/** The same rules as at the server, while the words are still at hand. */
function problemOf(words: WhatIfWords, note: string, changes: readonly Change[]): string {
  if (changes.length === 0) return words.share.nothing;
  const kind = findPersonalData(note);
  if (kind !== undefined) return words.share.personal(words.share.kinds[kind]);
  return normaliseText(note).length < leastNoteLetters ? words.share.short : '';
}

const personalKinds: readonly PersonalDataKind[] = ['epic', 'aadhaar', 'phone', 'email', 'pan'];

function problemAtServer(words: WhatIfWords, reason: string | undefined): string {
  const kind = personalKinds.find((each) => reason === `personal_data.${each}`);
  if (kind !== undefined) return words.share.personal(words.share.kinds[kind]);
  return reason === 'what_if.note' ? words.share.short : '';
}
