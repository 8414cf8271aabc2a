import { useAppWords } from '#client/app/app-words.ts';
import { languageOf, useLanguage, useWords } from '#client/app/language.tsx';
import { login as en } from '#client/messages/en/login.ts';
import { login as hi } from '#client/messages/hi/login.ts';
import type { RoleCard } from '#shared/modules/people/schema.ts';
import styles from './RoleCards.module.css';

export interface RoleCardsProps {
  cards: readonly RoleCard[];
  password: string;
  isBusy: boolean;
  onEnter: (email: string, password: string) => void;
}

/** The demonstration's people, by role and office: one press signs in as one of them. */
export function RoleCards({ cards, password, isBusy, onEnter }: RoleCardsProps) {
  const words = useWords({ en, hi }).cards;
  const roles = useAppWords().roles;
  const language = useLanguage();
  return (
    <section aria-labelledby="cards-title">
      <h2 id="cards-title">{words.title}</h2>
      <p className={styles.intro}>{words.intro}</p>
      <ul className={styles.cards}>
        {cards.map((card) => {
          const body = language === 'hi' ? card.bodyNameHi : card.bodyNameEn;
          return (
            <li key={card.email}>
              <button
                type="button"
                className={styles.card}
                aria-disabled={isBusy}
                onClick={() => (isBusy ? undefined : onEnter(card.email, password))}
              >
                <span className={styles.role}>{roles[card.role]}</span>
                <span className={styles.body}>{body}</span>
                <span className={styles.name} lang={languageOf(card.name)}>
                  {card.name}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className={styles.password}>
        {words.password} <code>{password}</code>
      </p>
    </section>
  );
}
