import { permitted, router } from '#server/platform/trpc.ts';
import { AuditPage, AuditQuery } from '#shared/modules/audit/schema.ts';
import * as service from './service.ts';

export const audit = router({
  list: permitted('auditLog', 'read')
    .input(AuditQuery)
    .output(AuditPage)
    .query(({ ctx, input }) => service.listEntries(ctx, input)),
});
