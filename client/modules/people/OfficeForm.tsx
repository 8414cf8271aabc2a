import { type FormEvent, useRef, useState } from 'react';
import { useAppWords } from '#client/app/app-words.ts';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { admin as en } from '#client/messages/en/admin.ts';
import { admin as hi } from '#client/messages/hi/admin.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice, Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { type BodyKind, rolesOfBody } from '#shared/modules/people/permissions.ts';
import { AddPerson } from '#shared/modules/people/schema.ts';
import styles from './AdminPage.module.css';
import { addPerson, grantOffice } from './api.ts';

export interface OfficeFormProps {
  bodies: readonly { id: string; kind: BodyKind; nameEn: string; nameHi: string }[];
  /** Whose further office it is; null for a new account. */
  personId: string | null;
  onDone: (sentence: string) => void;
}

const fields = ['name', 'email', 'password'] as const;
type Problems = Partial<Record<(typeof fields)[number] | 'role' | 'form', string>>;

/** An office by body and role; for a new account its name, e-mail and first password too. */
export function OfficeForm({ bodies, personId, onDone }: OfficeFormProps) {
  const words = useWords({ en, hi });
  const roleWords = useAppWords().roles;
  const language = useLanguage();
  const say = useFailureWords();
  const form = useRef<HTMLFormElement>(null);
  const [bodyId, setBodyId] = useState(bodies[0]?.id ?? '');
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, setIsBusy] = useState(false);
  const roles = rolesOfBody[bodies.find(({ id }) => id === bodyId)?.kind ?? 'eci'];

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // A password is taken as typed; spaces at its ends count.
    const text = (name: string) => {
      const typed = data.get(name);
      if (typeof typed !== 'string') return '';
      return name === 'password' ? typed : typed.trim();
    };
    const role = roles.find((each) => each === text('role')) ?? roles[0];
    const wrong: Problems = {};
    if (personId === null) {
      for (const name of fields)
        if (!AddPerson.shape[name].safeParse(text(name)).success) wrong[name] = words.wrong[name];
    }
    setProblems(wrong);
    const first = fields.find((name) => wrong[name] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
    if (first !== undefined || role === undefined) return;
    setIsBusy(true);
    try {
      if (personId === null) {
        await addPerson({ name: text('name'), email: text('email'), password: text('password'), bodyId, role });
      } else {
        await grantOffice({ personId, bodyId, role });
      }
      onDone(personId === null ? words.addDone : words.grantDone);
    } catch (error) {
      setProblems(explain(error));
      setIsBusy(false);
    }
  }

  function explain(error: unknown): Problems {
    const reason = readFailure(error).details[0]?.reason;
    if (reason === 'person.email_taken') return { email: words.wrong.emailTaken };
    if (reason === 'role.not_of_body') return { role: words.wrong.role };
    return { form: say(error) };
  }

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void handleSubmit(event)} noValidate>
      {personId === null ? (
        <>
          <Field label={words.name} hint={words.nameHint} name="name" autoComplete="off" error={problems.name} />
          <Field label={words.email} name="email" type="email" autoComplete="off" error={problems.email} />
          <Field
            label={words.password}
            hint={words.passwordHint}
            name="password"
            type="password"
            autoComplete="new-password"
            error={problems.password}
          />
        </>
      ) : null}
      <Choice
        label={words.body}
        value={bodyId}
        options={bodies.map(({ id, nameEn, nameHi }) => ({ value: id, label: language === 'hi' ? nameHi : nameEn }))}
        onChange={(event) => setBodyId(event.target.value)}
      />
      <Choice
        key={bodyId}
        label={words.role}
        name="role"
        options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
      />
      {problems.role === undefined && problems.form === undefined ? null : (
        <Notice tone="problem" role="alert">
          {problems.role ?? problems.form}
        </Notice>
      )}
      <Button type="submit" look="primary" isBusy={isBusy}>
        {isBusy ? words.working : personId === null ? words.addConfirm : words.grantConfirm}
      </Button>
    </form>
  );
}
