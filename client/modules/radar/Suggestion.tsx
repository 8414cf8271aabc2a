import type { FindingDetail } from '#shared/modules/radar/schema.ts';
export function Suggestion({ detail: _detail }: { detail: FindingDetail }) {
  return null;
}
