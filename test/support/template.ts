// The run's server as both sides see it: the process that sets it up, and the workers that copy its template.

import pg from 'pg';

/** Migrated, with the public record. */
export const templateName = 'template_samanvay';
/** Migrated, with nothing in it. */
export const emptyTemplateName = 'template_empty';

/** The connection string of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  return server.replace(/^(postgresql:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

/** Runs one statement on that database. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
