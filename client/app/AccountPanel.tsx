import { useState } from 'react';
import { actAs } from '#client/modules/people/api.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import type { Capacity } from '#shared/modules/people/permissions.ts';
import type { SessionView } from '#shared/modules/people/schema.ts';
import styles from './AccountPanel.module.css';
import { useAppWords } from './app-words.ts';
import { useFailureWords } from './errors.ts';
import { languageOf, useLanguage } from './language.tsx';
import { signOut } from './session.ts';
import { applyTheme, readTheme, type Theme, themes } from './theme.ts';

/** The person and the office acted for, with what can be changed about them. Loaded when the menu is opened. */
export function AccountPanel({ session }: { session: SessionView }) {
  const words = useAppWords();
  const language = useLanguage();
  const toast = useToast();
  const say = useFailureWords();
  const { capacity, capacities } = session;

  // Both load the page afresh, so that nothing the other capacity could see stays in memory.
  async function handle(change: () => Promise<void>, path: string) {
    try {
      await change();
      window.location.assign(path);
    } catch (error) {
      toast({ tone: 'problem', text: say(error) });
    }
  }

  return (
    <>
      <div>
        <p className={styles.name} lang={languageOf(session.name)}>
          {session.name}
        </p>
        <p className={styles.office}>{bodyName(capacity, language)}</p>
      </div>
      {capacities.length > 1 ? (
        <div>
          <p className={styles.heading}>{words.account.actAs}</p>
          <ul>
            {capacities.map((other) => (
              <li key={other.membershipId}>
                {other.membershipId === capacity.membershipId ? (
                  <span>
                    {words.roles[other.role]}, {bodyName(other, language)} ({words.account.acting})
                  </span>
                ) : (
                  <Button look="quiet" onClick={() => void handle(() => actAs(other.membershipId), '/')}>
                    {words.roles[other.role]}, {bodyName(other, language)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <ThemeChoice />
      <p>
        <PathLink to="/account">{words.account.sessions}</PathLink>
      </p>
      <Button onClick={() => void handle(signOut, '/login')}>{words.account.signOut}</Button>
    </>
  );
}

function ThemeChoice() {
  const words = useAppWords();
  const [theme, setTheme] = useState<Theme>(readTheme);
  return (
    <Choice
      label={words.account.theme}
      value={theme}
      options={themes.map((value) => ({ value, label: words.account.themes[value] }))}
      onChange={(event) => {
        const chosen = themes.find((value) => value === event.target.value) ?? 'device';
        applyTheme(chosen);
        setTheme(chosen);
      }}
    />
  );
}

function bodyName(capacity: Capacity, language: 'en' | 'hi'): string {
  return language === 'hi' ? capacity.bodyNameHi : capacity.bodyNameEn;
}
