import { permitted, router } from '#server/platform/trpc.ts';
import { Bulletin, GetBulletin } from '#shared/modules/bulletins/schema.ts';
import * as service from './service.ts';

export const bulletins = router({
  get: permitted('assemblyRoll', 'read')
    .input(GetBulletin)
    .output(Bulletin)
    .query(({ ctx, input }) => service.getBulletin(ctx, input)),
});
