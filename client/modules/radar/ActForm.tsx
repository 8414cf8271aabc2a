import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { newId } from '#shared/kernel/ids.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { leastNoteLetters, mostNoteLetters } from '#shared/modules/radar/rules-standing.ts';
import type { FindingDetail } from '#shared/modules/radar/schema.ts';
import styles from './ActForm.module.css';
import { actOnFinding, type ConflictWords, refreshFindings, useConflictWords } from './api.ts';

type Problems = Partial<Record<'act' | 'note' | 'form', string>>;

/** An owner's word on a conflict. What is typed stays until it has been taken in. */
export function ActForm({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const queryClient = useQueryClient();
  const toast = useToast();
  const say = useFailureWords();
  const id = useId();
  const [act, setAct] = useState('');
  const [note, setNote] = useState('');
  const [key, setKey] = useState(newId);
  const [problems, setProblems] = useState<Problems>({});
  const send = useMutation({ mutationFn: actOnFinding });
  const chosen = detail.can.find((each) => each === act);

  function change(next: { act?: string; note?: string }) {
    setAct(next.act ?? act);
    setNote(next.note ?? note);
    setProblems({});
    setKey(newId());
  }

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (send.isPending) return;
    const found = problemsOf(words, chosen !== undefined, note);
    setProblems(found);
    if (chosen === undefined || Object.keys(found).length > 0) return;
    try {
      await send.mutateAsync({ key, id: detail.finding.id, version: detail.version, act: chosen, note });
      setAct('');
      setNote('');
      toast({ tone: 'done', text: words.act.saved });
    } catch (thrown) {
      setProblems(problemsAtServer(words, readFailure(thrown).details[0]?.reason, say(thrown)));
    }
    setKey(newId());
    await refreshFindings(queryClient);
  }

  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.act.title}</h2>
      <p className={styles.intro}>{words.act.intro}</p>
      <form className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
        <Choice
          label={words.act.act}
          value={chosen ?? ''}
          aria-invalid={problems.act !== undefined}
          aria-describedby={`${id}-act`}
          options={[{ value: '', label: '—' }, ...detail.can.map((value) => ({ value, label: words.act.acts[value] }))]}
          onChange={(event) => change({ act: event.target.value })}
        />
        <Problem id={`${id}-act`} text={problems.act} />
        <div className={styles.note}>
          <label htmlFor={`${id}-note`}>{words.act.note}</label>
          <p id={`${id}-hint`} className={styles.hint}>
            {words.act.noteHint}
          </p>
          <textarea
            id={`${id}-note`}
            rows={3}
            value={note}
            maxLength={mostNoteLetters}
            aria-describedby={`${id}-hint ${id}-error`}
            aria-invalid={problems.note !== undefined}
            onChange={(event) => change({ note: event.target.value })}
          />
          <Problem id={`${id}-error`} text={problems.note} />
        </div>
        {problems.form === undefined ? null : (
          <Notice tone="problem" role="alert">
            {problems.form}
          </Notice>
        )}
        <Button type="submit" look="primary" isBusy={send.isPending} className={styles.send}>
          {send.isPending ? words.act.saving : words.act.save}
        </Button>
      </form>
    </section>
  );
}

function Problem({ id, text }: { id: string; text: string | undefined }) {
  return (
    <p id={id} className={styles.error} role={text === undefined ? undefined : 'alert'}>
      {text}
    </p>
  );
}

/** The same rules as at the server, while the words are still at hand. */
function problemsOf(words: ConflictWords, isChosen: boolean, note: string): Problems {
  const problems: Problems = {};
  if (!isChosen) problems.act = words.act.choose;
  if (normaliseText(note).length < leastNoteLetters) problems.note = words.act.tooShort;
  else if (findPersonalData(note) !== undefined) problems.note = words.act.personal;
  return problems;
}

function problemsAtServer(words: ConflictWords, reason: string | undefined, sentence: string): Problems {
  if (reason === 'finding.stale') return { form: words.act.stale };
  if (reason === 'finding.note') return { note: words.act.tooShort };
  if (reason?.startsWith('personal_data.') === true) return { note: words.act.personal };
  if (reason?.startsWith('finding.') === true) return { form: words.act.blocked };
  return { form: sentence };
}
