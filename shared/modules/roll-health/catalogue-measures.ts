// Every count that a statement, a file or a sum may carry, by name. Counts only: none can hold an elector's record.

const roll = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
  'electorsService',
  'electorsOverseas',
  'electorsPwd',
  'electors1819',
  'electors1819Male',
  'electors1819Female',
  'electors1819Third',
  'electors85Plus',
  'ageOver100',
  'electorsPendingAdjudication',
  'electorsLs2024',
  'parts',
  'partsOverCap',
  'blos',
] as const;

/** Special intensive revision: the roll before, the draft, the final roll, and what lies between. */
const revision = [
  'electorsBefore',
  'draftElectors',
  'finalElectors',
  'notInDraft',
  'nidDead',
  'nidShiftedAbsent',
  'nidShifted',
  'nidAbsent',
  'nidDuplicate',
  'nidNotCitizen',
  'nidUnderAge',
  'nidOther',
  'coAdded',
  'coAddedFromExcluded',
  'coDeleted',
  'efDistributed',
  'efCollected',
  'efDigitised',
  'unmapped',
  'noticesIssued',
  'noticesDecided',
  'bloPosted',
  'blaCount',
  'blaOver30',
  'blaDaysOver10',
  'appealsFiled',
  'appealsDecided',
  'appealsAllowed',
] as const;

/** Forms as the flow table names them; `8` is the old undivided count of Form 8. */
export const forms = ['6', '6a', '7', '8', '8ShiftIn', '8ShiftOut', '8Correct'] as const;
export type Form = (typeof forms)[number];
export const formSteps = ['Received', 'Accepted', 'Rejected', 'Pending', 'PendingOver30d'] as const;
export type FormStep = (typeof formSteps)[number];
export type FormMeasure = `form${Form}${FormStep}`;

const flow = [
  'opening',
  'additions',
  'additionsMale',
  'additionsFemale',
  'additionsThird',
  'deletions',
  'deletionsMale',
  'deletionsFemale',
  'deletionsThird',
  'delDead',
  'delShifted',
  'delAbsent',
  'delShiftedAbsent',
  'delDuplicate',
  'delNotCitizen',
  'delUnderAge',
  'delOther',
  'delForm7',
  'delSuoMotu',
  'suoMotuAdded',
  'delDead12m',
  'expectedAdultDeaths12m',
] as const;

const quality = [
  'withEpic',
  'withPhoto',
  'dseOpen',
  'dseDisposed',
  'dseConfirmed',
  'pseOpen',
  'pseDisposed',
  'pseConfirmed',
  'logicalErrorsOpen',
  'epicRepeated',
  'households',
  'householdsOver10',
  'openWarnings',
  'openErrors',
] as const;

/** Made from parts when they are summed; `deletionSpreadMillionths` is PS-07 in millionths of a percentage point. */
const partTallies = [
  'constituencies',
  'partsWithDeletionRate',
  'partsFlaggedDeletions',
  'partsWithAdditionRate',
  'partsFlaggedAdditions',
  'partsWithFlow',
  'partsNoFlow',
  'partsWithBlo',
  'partsAuxiliary',
  'deletionSpreadMillionths',
] as const;

/** Age cohorts of Format 3 and 3A. */
export const cohorts = ['1819', '2029', '3039', '4049', '5059', '6069', '7079', '80Plus'] as const;
export type Cohort = (typeof cohorts)[number];
export type CohortMeasure = `cohort${Cohort}${'' | 'Male' | 'Female' | 'Third'}`;
export type PopulationMeasure = `pop${Cohort}`;

const population = [
  'popTotal',
  'popMale',
  'popFemale',
  'pop18Plus',
  'pop18PlusMale',
  'pop18PlusFemale',
  'pop85Plus',
] as const;

/** Of the local-body roll's side: the map from parts to wards, and match runs made inside the offices. */
const local = [
  'localElectors',
  'localMale',
  'localFemale',
  'localThird',
  'wards',
  'mappedElectors',
  'footprintElectors',
  'splitPartElectors',
  'orphanElectors',
  'matched',
  'localOnly',
  'assemblyOnly',
  'staleDead',
  'staleShifted',
  'staleDuplicate',
  'dupFound',
  'dupReferred',
  'dupDecided',
  'dupConfirmed',
  'overlapRuralUrban',
] as const;

export type Measure =
  | (typeof roll)[number]
  | (typeof revision)[number]
  | FormMeasure
  | (typeof flow)[number]
  | (typeof quality)[number]
  | (typeof partTallies)[number]
  | CohortMeasure
  | PopulationMeasure
  | (typeof population)[number]
  | (typeof local)[number];

/** Every measure. One that is absent from a set of counts is unknown; it is never zero. */
export const measures: readonly Measure[] = [
  ...roll,
  ...revision,
  ...forms.flatMap((form) => formSteps.map((step) => `form${form}${step}` as const)),
  ...flow,
  ...quality,
  ...partTallies,
  ...cohorts.flatMap((cohort) =>
    (['', 'Male', 'Female', 'Third'] as const).map((side) => `cohort${cohort}${side}` as const),
  ),
  ...cohorts.map((cohort) => `pop${cohort}` as const),
  ...population,
  ...local,
];

/** The counts of a part row, in the order of the part file's columns. The first four are always there. */
export const partMeasures = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
  'electors1819',
  'electors85Plus',
  'electorsPwd',
  'electorsPendingAdjudication',
  'electorsBefore',
  'opening',
  'additions',
  'deletions',
  'notInDraft',
  'efCollected',
  'withEpic',
  'withPhoto',
  'dseOpen',
  'pseOpen',
  'logicalErrorsOpen',
  'households',
  'householdsOver10',
] as const satisfies readonly Measure[];
export type PartMeasure = (typeof partMeasures)[number];
