import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useWords } from '#client/app/language.tsx';
import { signIn, useBoot } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { login as en } from '#client/messages/en/login.ts';
import { login as hi } from '#client/messages/hi/login.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { withKept } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import styles from './LoginPage.module.css';
import { RoleCards } from './RoleCards.tsx';

interface Problems {
  email?: string;
  password?: string;
  form?: string;
}

/** Sign in with e-mail and password; in a demonstration, with one press as one of its people. */
export function LoginPage() {
  const words = useWords({ en, hi });
  const next = useSearch({ strict: false }).next ?? '/';
  const boot = useBoot();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, setIsBusy] = useState(false);
  const explain = useProblems();
  useTitle(words.title);

  async function enter(email: string, password: string) {
    setIsBusy(true);
    try {
      await signIn(email, password);
      // A fresh page: the server puts the first figures into it, and nothing of the sign-in stays in memory.
      window.location.assign(withKept(next, new URLSearchParams(window.location.search)));
    } catch (error) {
      setProblems(explain(error));
      setIsBusy(false);
    }
  }

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [email, password] = [textOf(data, 'email').trim(), textOf(data, 'password')];
    const missing: Problems = {
      ...(email === '' ? { email: words.emailNeeded } : {}),
      ...(password === '' ? { password: words.passwordNeeded } : {}),
    };
    setProblems(missing);
    const wrong = missing.email !== undefined ? 'email' : missing.password !== undefined ? 'password' : undefined;
    if (wrong !== undefined) form.current?.querySelector<HTMLInputElement>(`[name="${wrong}"]`)?.focus();
    else await enter(email, password);
  }

  return (
    <div className={styles.page}>
      <section className={styles.door} aria-labelledby="login-title">
        <h1 id="login-title">{words.title}</h1>
        <p className={styles.about}>{words.about}</p>
        <form ref={form} className={styles.form} noValidate onSubmit={(event) => void handleSubmit(event)}>
          {problems.form === undefined ? null : (
            <Notice tone="problem" role="alert">
              {problems.form}
            </Notice>
          )}
          <Field
            label={words.email}
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            spellCheck={false}
            error={problems.email}
            required
          />
          <Field
            label={words.password}
            name="password"
            type="password"
            autoComplete="current-password"
            error={problems.password}
            required
          />
          <Button look="primary" type="submit" isBusy={isBusy}>
            {isBusy ? words.working : words.signIn}
          </Button>
        </form>
      </section>
      {boot === undefined || boot.demonstrationPassword === null ? null : (
        <RoleCards
          cards={boot.roleCards}
          password={boot.demonstrationPassword}
          isBusy={isBusy}
          onEnter={(email, password) => void enter(email, password)}
        />
      )}
    </div>
  );
}

/** Words for a refused sign-in, at the password when that is what did not match. */
function useProblems(): (error: unknown) => Problems {
  const words = useWords({ en, hi });
  const say = useFailureWords();
  return (error) => {
    const { code, details } = readFailure(error);
    const detail = details[0];
    if (detail?.reason === 'sign_in.locked')
      return { form: words.locked(formatCount(Number(detail.params?.['minutes'] ?? 1))) };
    if (detail?.reason === 'sign_in.network') return { form: words.network };
    if (code === 'unauthenticated') return { password: words.mismatch };
    return { form: say(error) };
  };
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
