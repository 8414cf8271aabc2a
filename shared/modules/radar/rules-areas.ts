// Where two exercises meet (7.1, readings 1 and 2 of 7.6). Staff, stores and police are one district's whatever the class
// of the body; voters and the code of conduct meet only when the classes do.

import type { AreaClass } from '#shared/modules/timelines/schema.ts';
import type { RadarExercise } from './rules.ts';

export interface Area {
  /** Null: not given, so the whole State. */
  districts: readonly string[] | null;
  areaClass: AreaClass;
  /** `districts`, `class`: what nobody has said. */
  assumed: readonly string[];
}

export interface Meeting extends Area {
  classesMeet: boolean;
}

const otherTier = {
  panchayat_election: /municipal|municipalit|corporation|urban|nagar/i,
  municipal_election: /panchayat|zilla|zila|parishad|rural/i,
} as const;
const bothTiers =
  /also covers|both tiers|rural and urban|panchayats? and (?:municipal|urban)|municipal\w* and panchayat/i;

/** The class of area: what a person has said, else by the kind of body (7.6.2). */
function areaClassOf({ areaClass, kind, nameEn, milestones }: RadarExercise): AreaClass {
  if (areaClass !== null) return areaClass;
  if (kind !== 'panchayat_election' && kind !== 'municipal_election') return 'all';
  if (otherTier[kind].test(nameEn) || milestones.some(({ note }) => note !== null && bothTiers.test(note)))
    return 'all';
  return kind === 'panchayat_election' ? 'rural' : 'urban';
}

/** The area of one exercise. */
export function areaOf(exercise: RadarExercise): Area {
  return {
    districts: exercise.districts,
    areaClass: areaClassOf(exercise),
    assumed: [...(exercise.districts === null ? ['districts'] : []), ...(exercise.areaClass === null ? ['class'] : [])],
  };
}

/** True when the two share a district; a side without districts takes the whole State. */
export function doShareDistrict(a: Area, b: Area): boolean {
  const [some, others] = [a.districts, b.districts];
  if (some === null || others === null) return true;
  if (some.length === 1 && others.length === 1) return some[0] === others[0];
  return some.some((code) => others.includes(code));
}

const assumptions = ['districts', 'class'] as const;

/** Where two exercises of one State meet, when they share a district. */
export function meet(a: Area, b: Area): Meeting {
  const classesMeet = a.areaClass === b.areaClass || a.areaClass === 'all' || b.areaClass === 'all';
  return {
    districts: commonDistricts(a.districts, b.districts),
    classesMeet,
    areaClass: a.areaClass === b.areaClass || b.areaClass === 'all' ? a.areaClass : classesMeet ? b.areaClass : 'all',
    assumed: assumptions.filter((what) => a.assumed.includes(what) || b.assumed.includes(what)),
  };
}

function commonDistricts(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null) return b;
  if (b === null) return a;
  return a.filter((code) => b.includes(code));
}
