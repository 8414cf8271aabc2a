import { permitted, router } from '#server/platform/trpc.ts';
import {
  AdoptWhatIf,
  GetWhatIf,
  ShareWhatIf,
  WhatIfAnswer,
  WhatIfView,
  WithdrawWhatIf,
} from '#shared/modules/what-if/schema.ts';
import * as service from './service.ts';

const calendars = ['ceoTimeline', 'secTimeline'] as const;

export const whatIf = router({
  get: permitted('whatIf', 'read')
    .input(GetWhatIf)
    .output(WhatIfView)
    .query(({ ctx, input }) => service.getWhatIf(ctx, input)),
  share: permitted('whatIf', 'write')
    .input(ShareWhatIf)
    .output(WhatIfAnswer)
    .mutation(({ ctx, input }) => service.share(ctx, input)),
  withdraw: permitted('whatIf', 'write')
    .input(WithdrawWhatIf)
    .output(WhatIfAnswer)
    .mutation(({ ctx, input }) => service.withdraw(ctx, input)),
  adopt: permitted(calendars, 'write')
    .input(AdoptWhatIf)
    .output(WhatIfAnswer)
    .mutation(({ ctx, input }) => service.adopt(ctx, input)),
});
