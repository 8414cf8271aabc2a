import { initTRPC } from '@trpc/server';
import type { Kysely } from 'kysely';
import type { NaiveDatabase } from './data.ts';

const t = initTRPC.context<{ db: Kysely<NaiveDatabase> }>().create();

export const naiveRouter = t.router({
  overview: t.procedure.query(({ ctx }) => ctx.db.selectFrom('naive_overview').selectAll().orderBy('code').execute()),
});
export type NaiveRouter = typeof naiveRouter;
