import type { Reader } from '#server/platform/database.ts';
import type { IsoDate } from '#shared/kernel/time.ts';

const profileColumns = [
  'code',
  'nameEn',
  'nameHi',
  'kind',
  'zone',
  'legislature',
  'assemblySeats',
  'lokSabhaSeats',
  'assemblyTermEnds',
  'assemblyTermBasis',
  'sirPhase',
  'localRollBasis2020',
] as const;

/** The profile of one State or Union Territory. */
export async function findProfile(reader: Reader, code: string) {
  return await reader.selectFrom('state').select(profileColumns).where('code', '=', code).executeTakeFirst();
}

/** Profiles of all 36, by English name. */
export async function listProfiles(reader: Reader) {
  return await reader.selectFrom('state').select(profileColumns).orderBy('nameEn').limit(100).execute();
}

/** CEO and SEC of every State as they serve it on the IST day, with the days of that service. Ordered by State and body. */
export async function listServing(reader: Reader, day: IsoDate) {
  return await reader
    .selectFrom('bodyState as link')
    .innerJoin('body', 'body.id', 'link.bodyId')
    .select([
      'link.stateCode',
      'link.validFrom',
      'link.validTo',
      'body.id',
      'body.kind',
      'body.nameEn',
      'body.nameHi',
      'body.note',
    ])
    .where('body.kind', 'in', ['ceo', 'sec'])
    .where((eb) => eb.or([eb('link.validFrom', 'is', null), eb('link.validFrom', '<=', day)]))
    .where((eb) => eb.or([eb('link.validTo', 'is', null), eb('link.validTo', '>', day)]))
    .orderBy('link.stateCode')
    .orderBy('body.id')
    .limit(400)
    .execute();
}
