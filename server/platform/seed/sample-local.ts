// A few local bodies of the rehearsal, cut out of the parts of two constituencies: their rolls by ward, and for most of
// them the map from parts to wards. They are no bodies of the State; their names say so.

import type { Insertable, Kysely } from 'kysely';
import type { IsoDate } from '#shared/kernel/time.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import type { Database } from '../tables.ts';
import { diceOf } from './sample-figures.ts';
import { type AreaRow, insertAreaCounts, insertImport, type SampleImport, sampleSource } from './sample-imports.ts';
import type { PartRow } from './sample-parts.ts';
import { around, spread } from './sample-spread.ts';

interface Body {
  code: string;
  localClass: 'panchayat' | 'municipal';
  /** Its parts: those of a constituency from one number on, before the other. */
  acNo: number;
  from: number;
  until: number;
  wards: number;
  /** The local roll, per elector of the assembly roll. */
  size: number;
  /** Parts at the end of its map that no ward has yet; null: no map was sent. */
  unmapped: number | null;
}

const bodies: readonly Body[] = [
  { code: 'XB1', localClass: 'panchayat', acNo: 1, from: 1, until: 19, wards: 17, size: 1.006, unmapped: 0 },
  { code: 'XB2', localClass: 'panchayat', acNo: 1, from: 19, until: 35, wards: 15, size: 1.034, unmapped: 1 },
  { code: 'XB3', localClass: 'panchayat', acNo: 1, from: 35, until: 52, wards: 16, size: 1.012, unmapped: null },
  { code: 'XB4', localClass: 'municipal', acNo: 2, from: 1, until: 32, wards: 30, size: 1.068, unmapped: 0 },
  { code: 'XB5', localClass: 'municipal', acNo: 2, from: 32, until: 56, wards: 24, size: 0.984, unmapped: 0 },
];
const asOf: IsoDate = '2025-11-14';
const wardsSince: IsoDate = '2025-05-27';
const rollFacts = { base_roll_date: '2025-07-01', roll_mode: 'own_roll', poll_date: '2025-12-09' };
const thirdPerElector = 0.00001;

/** A part's electors in one ward. */
interface Piece {
  acNo: number;
  partNo: number;
  ward: number;
  electors: number;
  share: string | null;
}

/** The body with its parts cut into wards. */
interface CutBody extends Body {
  districtCode: string;
  pieces: Piece[];
  women: number;
  electors: number;
}

/**
 * Enters the bodies with their wards, a file of rolls and a file of maps for each kind of body. `parts` are the State's
 * rehearsal parts; the files are numbered from `place` on.
 */
export async function addLocalBodies(
  tx: Kysely<Database>,
  stateCode: string,
  parts: readonly PartRow[],
  { place, now }: { place: number; now: Date },
): Promise<void> {
  const cut = bodies.map((body) => cutBody(body, parts));
  await tx.insertInto('area').values(areasOf(stateCode, cut)).execute();
  for (const [index, localClass] of (['panchayat', 'municipal'] as const).entries()) {
    const own = cut.filter((body) => body.localClass === localClass);
    const file = {
      stateCode,
      bodyId: `SEC-${stateCode}`,
      rollType: localClass,
      exerciseType: 'LOCAL',
      stage: 'final',
      qualifyingDate: '2025-01-01',
      asOf,
      states: new Map([[stateCode, 0]]),
    } as const satisfies Partial<SampleImport>;
    const rolls = own.flatMap((body) => rollOf(stateCode, body));
    const rollFile = { ...file, dataset: 'local_roll_snapshot', place: place + index, rows: rolls.length } as const;
    await insertAreaCounts(tx, await insertImport(tx, rollFile, now), rolls);
    const mapped = own.filter(({ unmapped }) => unmapped !== null);
    const rows = mapped.flatMap((body) => mapOf(stateCode, body));
    const mapFile = { ...file, dataset: 'part_ward_map', place: place + 2 + index, rows: rows.length } as const;
    const importNo = await insertImport(tx, mapFile, now);
    await insertAreaCounts(
      tx,
      importNo,
      mapped.map((body) => mapSumsOf(stateCode, body)),
    );
    await tx
      .insertInto('partWard')
      .values(rows.map((row) => ({ importNo, ...row })))
      .execute();
  }
}

function areasOf(stateCode: string, cut: readonly CutBody[]): Insertable<Database['area']>[] {
  const same = { stateCode, source: sampleSource, isSample: true, validFrom: wardsSince };
  return cut.flatMap(({ code, localClass, districtCode, wards }, index) => [
    {
      ...same,
      kind: 'local_body',
      code,
      parentCode: districtCode,
      localClass,
      nameEn: `Rehearsal ${localClass === 'panchayat' ? 'panchayat' : 'municipality'} ${index + 1}`,
      nameHi: `पूर्वाभ्यास ${localClass === 'panchayat' ? 'पंचायत' : 'नगरपालिका'} ${index + 1}`,
    },
    ...Array.from({ length: wards }, (_, ward) => ({
      ...same,
      kind: 'ward' as const,
      code: `${code}-${ward + 1}`,
      parentCode: code,
      localClass,
      nameEn: `Rehearsal ward ${ward + 1}`,
      nameHi: `पूर्वाभ्यास वार्ड ${ward + 1}`,
    })),
  ]);
}

/** Wards follow one another along the parts; every fifth part lies in two of them. */
function cutBody(body: Body, parts: readonly PartRow[]): CutBody {
  const own = parts.filter(({ acNo, partNo }) => acNo === body.acNo && partNo >= body.from && partNo < body.until);
  const pieces = own.flatMap((part, index): Piece[] => {
    const { acNo, partNo, electorsTotal: electors } = part;
    const ward = 1 + Math.floor((index * body.wards) / own.length);
    // Wards between this part's and the next one's would have no part at all.
    const last = Math.max(ward, Math.floor(((index + 1) * body.wards) / own.length));
    const until = last === ward && index % 5 === 4 ? Math.min(body.wards, ward + 1) : last;
    const count = until - ward + 1;
    if (count === 1) return [{ acNo, partNo, ward, electors, share: null }];
    return [...spread(electors, new Float64Array(count).fill(1))].map((piece, place) => ({
      acNo,
      partNo,
      ward: ward + place,
      electors: piece,
      share: (piece / electors).toFixed(4),
    }));
  });
  const electors = own.reduce((sum, part) => sum + part.electorsTotal, 0);
  const women = own.reduce((sum, part) => sum + part.electorsFemale, 0);
  return { ...body, districtCode: own[0]?.districtCode ?? '', pieces, women, electors };
}

/** The body's roll and its wards', which add up to it. */
function rollOf(stateCode: string, body: CutBody): AreaRow[] {
  const dice = diceOf(stateCode, body.code);
  const inWard = new Float64Array(body.wards);
  for (const { ward, electors } of body.pieces) inWard[ward - 1] = (inWard[ward - 1] ?? 0) + electors;
  const total = Math.round(body.electors * body.size);
  const totals = spread(
    total,
    inWard.map((electors) => electors * around(dice, 0.04)),
  );
  const womenShare = (body.women / Math.max(1, body.electors)) * around(dice, 0.006);
  const third = spread(Math.round(total * thirdPerElector), Float64Array.from(totals));
  const wards = [...totals].map((localElectors, index): Counts => {
    const localThird = third[index] ?? 0;
    const localFemale = Math.round((localElectors - localThird) * womenShare);
    return { localElectors, localMale: localElectors - localThird - localFemale, localFemale, localThird };
  });
  function sum(measure: 'localMale' | 'localFemale' | 'localThird'): number {
    return wards.reduce((all, counts) => all + (counts[measure] ?? 0), 0);
  }
  const counts: Counts = {
    localElectors: total,
    localMale: sum('localMale'),
    localFemale: sum('localFemale'),
    localThird: sum('localThird'),
    wards: body.wards,
  };
  const same = { stateCode, known: {}, attributes: rollFacts };
  return [
    { ...same, level: 'L', code: body.code, parentCode: body.districtCode, counts },
    ...wards.map((ward, index) => ({
      ...same,
      level: 'W' as const,
      code: `${body.code}-${index + 1}`,
      parentCode: body.code,
      counts: ward,
    })),
  ];
}

function isMapped(body: CutBody, { partNo }: Piece): boolean {
  return partNo < body.until - (body.unmapped ?? 0);
}

function mapOf(stateCode: string, body: CutBody): Omit<Insertable<Database['partWard']>, 'importNo'>[] {
  return body.pieces
    .filter((piece) => isMapped(body, piece))
    .map(({ acNo, partNo, ward, electors, share }) => ({
      stateCode,
      acNo,
      partNo,
      bodyCode: body.code,
      wardNo: String(ward),
      electorsMapped: electors,
      share,
      validFrom: wardsSince,
    }));
}

function mapSumsOf(stateCode: string, body: CutBody): AreaRow {
  const mapped = body.pieces.filter((piece) => isMapped(body, piece));
  function sum(pieces: readonly Piece[]): number {
    return pieces.reduce((all, { electors }) => all + electors, 0);
  }
  const mappedElectors = sum(mapped);
  const counts: Counts = {
    mappedElectors,
    footprintElectors: body.electors,
    splitPartElectors: sum(mapped.filter(({ share }) => share !== null)),
    orphanElectors: body.electors - mappedElectors,
  };
  const { code, districtCode: parentCode } = body;
  return { stateCode, level: 'L', code, parentCode, counts, known: {}, attributes: {} };
}
