// npm run dev: the client from its sources with live reload on PORT, the server beside it on PORT + 1, restarted when
// its files change.

import { handOver, prepare } from './prepare.mjs';

handOver(await prepare(), ['bin/dev-server.mjs'], { isWatched: true });
