import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage, useWords } from '#client/app/language.tsx';
import { admin as en } from '#client/messages/en/admin.ts';
import { admin as hi } from '#client/messages/hi/admin.ts';
import { Button } from '#client/ui/Button.tsx';
import { formatDate } from '#shared/kernel/time.ts';
import type { PersonRow } from '#shared/modules/people/schema.ts';
import styles from './AdminPage.module.css';

export type Membership = PersonRow['memberships'][number];

/** An office that has not been ended. */
export function isHeld({ validTo }: Membership): boolean {
  return validTo === null;
}

/** A person's offices: those held, each with its end, those that were, and the giving of another. */
export function Offices(props: { person: PersonRow; onEnd: (office: Membership) => void; onGrant: () => void }) {
  const { person, onEnd, onGrant } = props;
  const words = useWords({ en, hi });
  const roles = useAppWords().roles;
  const language = useLanguage();
  const bodyOf = (office: Membership) => (language === 'hi' ? office.bodyNameHi : office.bodyNameEn);
  const offices = [...person.memberships.filter(isHeld), ...person.memberships.filter((office) => !isHeld(office))];
  return (
    <ul className={styles.offices}>
      {person.memberships.some(isHeld) ? null : <li>{words.noOffice}</li>}
      {offices.map((office) => (
        <li key={office.membershipId} data-ended={!isHeld(office)}>
          <span>
            {roles[office.role]}, {bodyOf(office)}
            <span className={styles.under}>
              {office.validTo === null
                ? words.from(formatDate(office.validFrom))
                : words.ended(formatDate(office.validFrom), formatDate(office.validTo))}
            </span>
          </span>
          {isHeld(office) ? (
            <Button
              look="quiet"
              aria-label={words.endOf(roles[office.role], bodyOf(office), person.name)}
              onClick={() => onEnd(office)}
            >
              {words.end}
            </Button>
          ) : null}
        </li>
      ))}
      <li>
        <Button look="quiet" aria-label={words.grantTo(person.name)} onClick={onGrant}>
          {words.grant}
        </Button>
      </li>
    </ul>
  );
}
