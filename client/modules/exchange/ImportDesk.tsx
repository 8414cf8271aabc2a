import { useQuery } from '@tanstack/react-query';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { choicesQuery, importsQuery, useImportWords, useTableWords } from './api.ts';
import { importKinds } from './ImportList.tsx';
import styles from './ImportPage.module.css';

/** Files of the reader's office that are not published yet, and the way to send one. */
export function ImportDesk() {
  const words = useImportWords();
  const tables = useTableWords();
  const { data: choices } = useQuery(choicesQuery);
  const { data: lines } = useQuery(importsQuery);
  const open = (lines ?? []).filter(
    ({ status, bodyId }) =>
      bodyId === choices?.bodyId && (status === 'receiving' || status === 'staged' || status === 'submitted'),
  );
  return (
    <section className={styles.section} aria-labelledby="files-title">
      <h2 id="files-title">{words.title}</h2>
      {open.map((line) => (
        <p key={line.id}>
          <PathLink to={`/entry/import?id=${line.id}`}>
            {words.view.title(String(line.no), tables.datasets[line.dataset].name)}
          </PathLink>{' '}
          <StatusMark kind={importKinds[line.status]} word={words.statuses[line.status]} />
        </p>
      ))}
      <p>
        <PathLink to="/entry/import">{words.desk}</PathLink>
      </p>
    </section>
  );
}
