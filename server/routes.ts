// Every room's procedures under one roof. The client knows this file's type and nothing else of the server.

import { actions } from './modules/actions/router.ts';
import { audit } from './modules/audit/router.ts';
import { bulletins } from './modules/bulletins/router.ts';
import { calendar } from './modules/calendar/router.ts';
import { exchange } from './modules/exchange/router.ts';
import { lending } from './modules/lending/router.ts';
import { logistics } from './modules/logistics/router.ts';
import { machinePools } from './modules/machine-pools/router.ts';
import { national } from './modules/national/router.ts';
import { people } from './modules/people/router.ts';
import { radar } from './modules/radar/router.ts';
import { rollGap } from './modules/roll-gap/router.ts';
import { rollHealth } from './modules/roll-health/router.ts';
import { rolls } from './modules/rolls/router.ts';
import { states } from './modules/states/router.ts';
import { submissions } from './modules/submissions/router.ts';
import { timelines } from './modules/timelines/router.ts';
import { trends } from './modules/trends/router.ts';
import { whatIf } from './modules/what-if/router.ts';
import { router } from './platform/trpc.ts';

export const appRouter = router({
  actions,
  audit,
  bulletins,
  calendar,
  exchange,
  lending,
  logistics,
  machinePools,
  national,
  people,
  radar,
  rollGap,
  rollHealth,
  rolls,
  states,
  submissions,
  timelines,
  trends,
  whatIf,
});
export type AppRouter = typeof appRouter;
