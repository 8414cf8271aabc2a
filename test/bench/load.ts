import autocannon from 'autocannon';

/** One spell of load on a GET: requests per second answered with 200. @throws when any answer was not 200 or failed. */
export async function loadOnce(
  url: string,
  options: { headers: Record<string, string>; seconds: number },
): Promise<number> {
  const result = await autocannon({ url, headers: options.headers, connections: 16, duration: options.seconds });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} requests to ${url} failed.`);
  return result.requests.total / result.duration;
}
