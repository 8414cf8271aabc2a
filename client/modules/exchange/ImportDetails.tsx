import { type FormEvent, useState } from 'react';
import { useLanguage } from '#client/app/language.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Dialog } from '#client/ui/Dialog.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount, formatDecimal } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant } from '#shared/kernel/time.ts';
import type { ImportView } from '#shared/modules/exchange/schema.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { checkName, type Sending, useImportWords, useSteps, useTableWords } from './api.ts';
import { FindingTable } from './FindingTable.tsx';
import { importKinds } from './ImportList.tsx';
import styles from './ImportPage.module.css';
import { StateSums } from './StateSums.tsx';

const megabyte = 1024 * 1024;
const shortestNote = 5;

/** One file: how far it is read, what the checks found, what would stand, and the next step. */
export function ImportDetails(props: {
  view: ImportView;
  sending: Sending | null;
  problem: string;
  onSend: (file: File) => void;
}) {
  const { view, sending, problem, onSend } = props;
  const words = useImportWords();
  const tables = useTableWords();
  const language = useLanguage();
  const steps = useSteps(view);
  const place = view.stateCode === null ? words.form.nation : stateName(view.stateCode, language);
  const said = steps.problem === '' ? problem : steps.problem;
  return (
    <>
      <p>
        <PathLink to="/entry/import">{words.view.back}</PathLink>
      </p>
      <section className={styles.section}>
        <h2>{words.view.title(String(view.no), tables.datasets[view.dataset].name)}</h2>
        <p>
          <StatusMark kind={importKinds[view.status]} word={words.statuses[view.status]} />{' '}
          {words.view.of(place, formatDate(view.header.asOf), view.header.sourceRef)}
        </p>
        {view.corrects === null ? null : <p>{words.view.corrects(String(view.corrects.no), view.corrects.erratum)}</p>}
        {said === '' ? null : (
          <Notice tone="problem" role="alert">
            {said}
          </Notice>
        )}
        <Standing view={view} sending={sending} steps={steps} onSend={onSend} />
      </section>
      {view.states.length === 0 ? null : <StateSums view={view} />}
      {view.findings.items.length === 0 ? null : <FindingTable view={view} />}
    </>
  );
}

type Steps = ReturnType<typeof useSteps>;

function Standing(props: { view: ImportView; sending: Sending | null; steps: Steps; onSend: (file: File) => void }) {
  const { view, sending, steps, onSend } = props;
  const words = useImportWords();
  switch (view.status) {
    case 'receiving':
      return <Progress view={view} sending={sending} steps={steps} />;
    case 'refused':
      return (
        <Notice tone="problem" title={words.view.refusedTitle(formatCount(view.findings.errors))}>
          {words.view.refusedHint}
          <SendAgain onSend={onSend} />
        </Notice>
      );
    case 'cancelled':
    case 'interrupted':
      return (
        <Notice tone="attention">
          {view.status === 'cancelled' ? words.progress.cancelled : words.progress.interrupted}
          <SendAgain onSend={onSend} />
        </Notice>
      );
    case 'staged':
      return <Staged view={view} steps={steps} />;
    case 'submitted':
      return <Submitted view={view} steps={steps} />;
    case 'published':
      return (
        <Notice tone="done" title={words.view.publishedTitle}>
          {words.view.publishedBy(
            view.decidedBy ?? '',
            view.publishedAt === null ? '' : formatInstant(view.publishedAt),
          )}
        </Notice>
      );
    case 'discarded':
      return <Notice>{words.view.discardedTitle}</Notice>;
  }
}

function Progress({ view, sending, steps }: { view: ImportView; sending: Sending | null; steps: Steps }) {
  const words = useImportWords().progress;
  const whole = sending?.file.size ?? view.bytesTotal ?? 0;
  const part = Math.max(sending?.bytes ?? 0, view.bytesRead);
  const inMegabytes = (bytes: number) => formatDecimal(bytes / megabyte, 1);
  return (
    <div className={styles.progress}>
      <progress max={Math.max(whole, 1)} value={part} aria-label={words.sent(inMegabytes(part), inMegabytes(whole))} />
      <p role="status">
        {words.sent(inMegabytes(part), inMegabytes(whole))}. {words.rows(formatCount(view.rowsRead))}.
      </p>
      {view.can.cancel ? (
        <Button
          isBusy={steps.busy === 'cancel'}
          onClick={() => {
            sending?.stop();
            void steps.take('cancel');
          }}
        >
          {words.cancel}
        </Button>
      ) : null}
    </div>
  );
}

function SendAgain({ onSend }: { onSend: (file: File) => void }) {
  const words = useImportWords();
  return (
    <Field
      label={words.progress.again}
      type="file"
      accept=".csv,.txt,text/csv"
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        if (file !== undefined) onSend(file);
      }}
    />
  );
}

function Staged({ view, steps }: { view: ImportView; steps: Steps }) {
  const all = useImportWords();
  const words = all.view;
  const [missing, setMissing] = useState<readonly string[]>([]);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const notes: Record<string, string> = {};
    for (const { check } of view.findings.toExplain) {
      const note = typed.get(check);
      notes[check] = typeof note === 'string' ? note.trim() : '';
    }
    const short = Object.keys(notes).filter((check) => (notes[check] ?? '').length < shortestNote);
    setMissing(short);
    if (short[0] !== undefined) document.getElementById(`note-${short[0]}`)?.focus();
    else void steps.take('submit', { notes });
  }

  return (
    <>
      <Notice tone="done" title={words.readyTitle(formatCount(view.rowsRead))}>
        {view.returnReason === null ? '' : words.returned(view.returnReason)}
      </Notice>
      {view.can.submit ? (
        <form className={styles.notes} onSubmit={handleSubmit} noValidate>
          {view.findings.toExplain.length === 0 ? null : (
            <>
              <h3>{words.explain}</h3>
              <p>{words.explainHint}</p>
              {view.findings.toExplain.map(({ check, count }) => (
                <Field
                  key={check}
                  id={`note-${check}`}
                  name={check}
                  label={words.note(checkName(all, check), formatCount(count))}
                  defaultValue={view.notes[check] ?? ''}
                  maxLength={500}
                  error={missing.includes(check) ? words.needsNote : ''}
                />
              ))}
            </>
          )}
          <p className={styles.buttons}>
            <Button look="primary" type="submit" isBusy={steps.busy === 'submit'}>
              {steps.busy === 'submit' ? words.working : words.submit}
            </Button>
            {view.can.discard ? (
              <Button isBusy={steps.busy === 'discard'} onClick={() => void steps.take('discard')}>
                {words.discard}
              </Button>
            ) : null}
          </p>
        </form>
      ) : null}
    </>
  );
}

function Submitted({ view, steps }: { view: ImportView; steps: Steps }) {
  const all = useImportWords();
  const words = all.view;
  const [asked, setAsked] = useState<'publish' | 'return' | null>(null);
  const [reason, setReason] = useState('');
  const close = () => setAsked(null);
  const isShort = reason.trim().length < shortestNote;
  return (
    <>
      <p>{words.submittedBy(view.submittedBy ?? '')}</p>
      {Object.entries(view.notes).map(([check, note]) => (
        <p key={check} className={styles.note}>
          <strong>{checkName(all, check)}</strong>: {note}
        </p>
      ))}
      <p className={styles.buttons}>
        {view.can.publish ? (
          <Button look="primary" isBusy={steps.busy === 'publish'} onClick={() => setAsked('publish')}>
            {steps.busy === 'publish' ? words.working : words.publish}
          </Button>
        ) : null}
        {view.can.return ? (
          <Button isBusy={steps.busy === 'return'} onClick={() => setAsked('return')}>
            {words.return}
          </Button>
        ) : null}
      </p>
      <Dialog
        isOpen={asked === 'publish'}
        onClose={close}
        title={words.publishTitle}
        closeWord={words.cancel}
        actions={
          <Button
            look="primary"
            onClick={() => {
              close();
              void steps.take('publish');
            }}
          >
            {words.publish}
          </Button>
        }
      >
        <p>{words.publishSure}</p>
      </Dialog>
      <Dialog
        isOpen={asked === 'return'}
        onClose={close}
        title={words.returnTitle}
        closeWord={words.cancel}
        actions={
          <Button
            look="primary"
            aria-disabled={isShort}
            onClick={() => {
              if (isShort) return;
              close();
              void steps.take('return', { reason: reason.trim() });
            }}
          >
            {words.return}
          </Button>
        }
      >
        <Field
          label={words.reason}
          value={reason}
          maxLength={500}
          error={isShort && reason !== '' ? words.needsNote : ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </Dialog>
    </>
  );
}
