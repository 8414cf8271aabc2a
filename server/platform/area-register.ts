// The register of areas as files are checked against it, and how a new register takes effect. Made-up areas never count.

import { type Kysely, sql } from 'kysely';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { Database } from './tables.ts';

type Kind = 'district' | 'ac' | 'local_body' | 'ward';

export interface Register {
  /** Whether the code names an area of the State on the day; `no_register` when none of the kind is known. */
  find(stateCode: string, kind: Kind, code: string): 'valid' | 'other_day' | 'unknown' | 'no_register';
  /** Codes of the kind inside a parent (the State itself without one) on the day; undefined when no register says. */
  children(
    stateCode: string,
    kind: Kind,
    parent: { code: string | null; localClass: string | null },
  ): string[] | undefined;
}

interface Known {
  isValid: boolean;
  parentCode: string | null;
  localClass: string | null;
}

/** Reads the register for a day: of one State, or districts and constituencies of all. */
export async function readRegister(
  db: Kysely<Database>,
  of: { day: IsoDate; stateCode: string | null },
): Promise<Register> {
  const rows = await db
    .selectFrom('area')
    .select(['stateCode', 'kind', 'code', 'parentCode', 'localClass'])
    .select((eb) =>
      eb
        .and([eb('validFrom', '<=', of.day), eb.or([eb('validTo', 'is', null), eb('validTo', '>', of.day)])])
        .as('isValid'),
    )
    .where('isSample', '=', false)
    .$if(of.stateCode !== null, (query) => query.where('stateCode', '=', of.stateCode ?? ''))
    .$if(of.stateCode === null, (query) => query.where('kind', 'in', ['district', 'ac']))
    .orderBy('code')
    .execute();
  const kinds = new Map<string, Map<string, Known>>();
  for (const { stateCode, kind, code, parentCode, localClass, isValid } of rows) {
    const group = kinds.get(`${stateCode} ${kind}`) ?? new Map<string, Known>();
    kinds.set(`${stateCode} ${kind}`, group);
    if (group.get(code)?.isValid !== true) group.set(code, { isValid: isValid === true, parentCode, localClass });
  }
  return {
    find(stateCode, kind, code) {
      const group = kinds.get(`${stateCode} ${kind}`);
      if (group === undefined) return 'no_register';
      const known = group.get(code);
      if (known === undefined) return 'unknown';
      return known.isValid ? 'valid' : 'other_day';
    },
    children(stateCode, kind, parent) {
      const group = [...(kinds.get(`${stateCode} ${kind}`) ?? [])].filter(([, { isValid }]) => isValid);
      const isSaid = parent.code === null || group.some(([, { parentCode }]) => parentCode !== null);
      if (group.length === 0 || !isSaid) return undefined;
      return group
        .filter(([, each]) => parent.code === null || each.parentCode === parent.code)
        .filter(
          ([, each]) => parent.localClass === null || (each.localClass ?? parent.localClass) === parent.localClass,
        )
        .map(([code]) => code);
    },
  };
}

/** One area of an uploaded register, as its import keeps it until it is published. */
export interface RegisteredArea {
  kind: Kind;
  code: string;
  nameEn: string | null;
  nameHi: string | null;
  parentCode: string | null;
  localClass: string | null;
  validFrom: IsoDate;
  validTo: IsoDate | null;
}

/**
 * Puts the areas of a register in force. What was in force under the same code ends where the new begins; a row of the
 * same first day is replaced.
 */
export async function applyRegister(
  db: Kysely<Database>,
  of: { importNo: number; stateCode: string; source: string; areas: readonly RegisteredArea[] },
): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(of.areas)}::jsonb) as r(kind text, code text, "nameEn" text,
    "nameHi" text, "parentCode" text, "localClass" text, "validFrom" date, "validTo" date)`;
  await sql`update area a set valid_to = r."validFrom" from ${rows}
    where a.state_code = ${of.stateCode} and a.kind = r.kind and a.code = r.code and not a.is_sample
      and a.valid_from < r."validFrom" and (a.valid_to is null or a.valid_to > r."validFrom")`.execute(db);
  await sql`insert into area (state_code, kind, code, valid_from, valid_to, name_en, name_hi, parent_code, local_class,
      source, import_no)
    select ${of.stateCode}, r.kind, r.code, r."validFrom", r."validTo", r."nameEn", r."nameHi", r."parentCode",
      r."localClass", ${of.source}, ${of.importNo} from ${rows}
    on conflict (state_code, kind, code, valid_from) do update set valid_to = excluded.valid_to,
      name_en = excluded.name_en, name_hi = excluded.name_hi, parent_code = excluded.parent_code,
      local_class = excluded.local_class, source = excluded.source, import_no = excluded.import_no, is_sample = false`.execute(
    db,
  );
}
