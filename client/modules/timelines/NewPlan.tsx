// What a new exercise begins with, by the office that enters it.

import type { Capacity } from '#shared/modules/people/permissions.ts';
import type { TemplateId } from '#shared/modules/timelines/catalogue-templates.ts';
import { type ExerciseKind, exerciseKinds } from '#shared/modules/timelines/schema.ts';
import type { ExerciseDescription, PlannedDates } from '#shared/modules/timelines/schema-entry.ts';

export interface Begun {
  bodyId: string;
  /** `IN` for the whole country. */
  place: string;
  template: TemplateId | '';
  preset: string;
  kind: ExerciseKind;
  nameEn: string;
  nameHi: string;
  anchor: string;
  termEnd: string;
}

export interface Plan extends PlannedDates {
  /** What it was laid out from: another plan is another form. */
  key: string;
}

/** The office for which this person may enter dates, and its places; null for those who only read. */
export function ownerOf(capacity: Capacity | undefined): { bodyId: string; places: readonly string[] } | null {
  if (capacity === undefined) return null;
  const { role, bodyId, stateCodes } = capacity;
  if (role === 'eci_staff') return { bodyId, places: ['IN'] };
  return role === 'ceo_maker' || role === 'sec_maker' ? { bodyId, places: stateCodes } : null;
}

/** The templates of the office's own exercises. */
export function templatesFor(bodyId: string): readonly TemplateId[] {
  if (bodyId === 'ECI') return ['T-CONF', 'T-SIR', 'T-SSR'];
  return bodyId.startsWith('SEC-') ? ['T-SEC'] : ['T-ECI-GEN', 'T-ECI-BYE', 'T-SSR', 'T-SIR'];
}

const kindOfTemplate: Record<TemplateId, readonly ExerciseKind[]> = {
  'T-ECI-GEN': ['assembly_election'],
  'T-ECI-BYE': ['bye_election'],
  'T-SSR': ['roll_revision'],
  'T-SIR': ['roll_revision'],
  'T-SEC': ['panchayat_election', 'municipal_election'],
  'T-CONF': ['conference'],
};

/** The kinds that the template can be of; without one, all that the office has. */
export function kindsFor(bodyId: string, template: TemplateId | ''): readonly ExerciseKind[] {
  if (template !== '') return kindOfTemplate[template];
  const others = bodyId.startsWith('SEC-')
    ? ['assembly_election', 'bye_election', 'conference']
    : ['panchayat_election', 'municipal_election'];
  return exerciseKinds.filter((kind) => !others.includes(kind));
}

/** A blank beginning with the office's first template. */
export function beginAs(bodyId: string, place: string): Begun {
  const [template = ''] = templatesFor(bodyId);
  const [kind = 'other'] = kindsFor(bodyId, template);
  return { bodyId, place, template, preset: '', kind, nameEn: '', nameHi: '', anchor: '', termEnd: '' };
}

/** What is said of a new exercise: its names, and how a roll is revised where the template says so. */
export function descriptionOf({ nameEn, nameHi, template }: Begun): ExerciseDescription {
  return {
    nameEn,
    nameHi,
    revisionKind: template === 'T-SIR' ? 'SIR' : template === 'T-SSR' ? 'SSR' : null,
    districts: null,
    areaClass: null,
    method: null,
    tiers: [],
    machineOwner: null,
    machineModel: null,
    baseRollDate: '',
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
  };
}
