import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { useFailureWords } from '#client/app/errors.ts';
import { languageOf, useLanguage, useWords } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { admin as en } from '#client/messages/en/admin.ts';
import { admin as hi } from '#client/messages/hi/admin.ts';
import { Button } from '#client/ui/Button.tsx';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { Dialog } from '#client/ui/Dialog.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { PersonRow } from '#shared/modules/people/schema.ts';
import styles from './AdminPage.module.css';
import { bodiesQuery, endOffice, peopleQuery } from './api.ts';
import { OfficeForm } from './OfficeForm.tsx';
import { isHeld, type Membership, Offices } from './Offices.tsx';

type Open =
  | { form: 'add' }
  | { form: 'grant'; person: PersonRow }
  | { form: 'end'; person: PersonRow; office: Membership };

/** Accounts and the offices they hold. The role that keeps them has no right over figures. */
export function AdminPage() {
  const words = useWords({ en, hi });
  const { data: people } = useSuspenseQuery(peopleQuery);
  const { data: bodies } = useSuspenseQuery(bodiesQuery);
  const queryClient = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState<Open | null>(null);
  const held = people.flatMap(({ memberships }) => memberships.filter(isHeld)).length;
  useTitle(words.title);

  async function handleDone(sentence: string) {
    setOpen(null);
    toast({ tone: 'done', text: sentence });
    await queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey });
  }

  const columns: Column<PersonRow>[] = [
    { id: 'name', header: words.columns.name, isRowHeader: true, cell: (person) => <Name person={person} /> },
    {
      id: 'offices',
      header: words.columns.offices,
      cell: (person) => (
        <Offices
          person={person}
          onEnd={(office) => setOpen({ form: 'end', person, office })}
          onGrant={() => setOpen({ form: 'grant', person })}
        />
      ),
    },
  ];

  return (
    <>
      <header className={styles.header}>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <div className={styles.line}>
          <p>{words.counts(formatCount(people.length), formatCount(held))}</p>
          <Button look="primary" onClick={() => setOpen({ form: 'add' })}>
            {words.add}
          </Button>
        </div>
      </header>
      <DataTable
        caption={words.caption}
        isCaptionHidden
        columns={columns}
        rows={people}
        rowKey={({ personId }) => personId}
      />
      <Dialog
        isOpen={open?.form === 'add' || open?.form === 'grant'}
        onClose={() => setOpen(null)}
        title={open?.form === 'grant' ? words.grantTitle(open.person.name) : words.addTitle}
        closeWord={words.cancel}
      >
        <OfficeForm
          bodies={bodies}
          personId={open?.form === 'grant' ? open.person.personId : null}
          onDone={(sentence) => void handleDone(sentence)}
        />
      </Dialog>
      {open?.form === 'end' ? (
        <EndOffice
          person={open.person}
          office={open.office}
          onClose={() => setOpen(null)}
          onDone={() => void handleDone(words.endDone)}
        />
      ) : null}
    </>
  );
}

function Name({ person }: { person: PersonRow }) {
  const words = useWords({ en, hi });
  const marks = [person.isDemonstration ? words.demonstration : '', person.isDisabled ? words.disabled : ''].filter(
    (mark) => mark !== '',
  );
  return (
    <>
      <span lang={languageOf(person.name)}>{person.name}</span>
      <span className={styles.under} lang="en">
        {person.email}
      </span>
      {marks.length === 0 ? null : <span className={styles.under}>{marks.join(', ')}</span>}
    </>
  );
}

/** Asks before an office is ended, and says what that means. */
function EndOffice(props: { person: PersonRow; office: Membership; onClose: () => void; onDone: () => void }) {
  const { person, office, onClose, onDone } = props;
  const words = useWords({ en, hi });
  const roles = useAppWords().roles;
  const language = useLanguage();
  const toast = useToast();
  const say = useFailureWords();
  const [isBusy, setIsBusy] = useState(false);

  async function handleEnd() {
    setIsBusy(true);
    try {
      await endOffice({ membershipId: office.membershipId, version: office.version });
      onDone();
    } catch (error) {
      toast({ tone: 'problem', text: say(error) });
      setIsBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.endTitle}
      closeWord={words.cancel}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void handleEnd()}>
            {isBusy ? words.working : words.endConfirm}
          </Button>
        </>
      }
    >
      <p>
        {words.endSentence(person.name, roles[office.role], language === 'hi' ? office.bodyNameHi : office.bodyNameEn)}
      </p>
    </Dialog>
  );
}
