import styles from './Provenance.module.css';

export interface ProvenanceProps {
  /** Words, ready to read: `as on 21-02-2026`, `final`, `exact count`, `CEO Kerala, press note`. What is empty is left out. */
  asOn: string;
  basis?: string | undefined;
  precision?: string | undefined;
  source?: string | undefined;
  office?: string | undefined;
  isSample?: boolean;
}

/** Where a figure comes from, as one quiet line under it. */
export function Provenance({ asOn, basis, precision, source, office, isSample = false }: ProvenanceProps) {
  const parts = [asOn, basis, precision, office, source].filter((part) => part !== undefined && part !== '');
  return (
    <p className={styles.provenance} data-sample={isSample}>
      {parts.join(' · ')}
    </p>
  );
}
