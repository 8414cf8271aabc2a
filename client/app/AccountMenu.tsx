import { lazy, Suspense } from 'react';
import { Menu } from '#client/ui/Menu.tsx';
import type { SessionView } from '#shared/modules/people/schema.ts';
import { useAppWords } from './app-words.ts';

const AccountPanel = lazy(async () => ({ default: (await import('./AccountPanel.tsx')).AccountPanel }));

/** The capacity one acts in, as a button; what can be changed about it is loaded on first opening. */
export function AccountMenu({ session }: { session: SessionView }) {
  const words = useAppWords();
  return (
    <Menu label={words.roles[session.capacity.role]} hint={words.account.menu(session.name)}>
      <Suspense fallback={words.loading}>
        <AccountPanel session={session} />
      </Suspense>
    </Menu>
  );
}
