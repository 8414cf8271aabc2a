import type { reasonParams } from '#shared/modules/roll-health/checks.ts';

/** The figures a finding's sentence may use, printed; those it has not are empty. */
type FigureName = (typeof reasonParams)[keyof typeof reasonParams][number];
type Figures = Readonly<Record<FigureName | 'typed' | 'regrouped', string>>;

export const submissions = {
  months: {
    '01': 'January',
    '02': 'February',
    '03': 'March',
    '04': 'April',
    '05': 'May',
    '06': 'June',
    '07': 'July',
    '08': 'August',
    '09': 'September',
    '10': 'October',
    '11': 'November',
    '12': 'December',
  },
  monthAndYear: (month: string, year: string) => `${month} ${year}`,
  rolls: { assembly: 'Assembly roll', local: 'Local-body roll' },
  statuses: {
    not_started: 'Not started',
    draft: 'Draft',
    submitted: 'Submitted',
    returned: 'Returned',
    published: 'Published',
  },
  desk: {
    title: 'Desk',
    lead: (body: string) => `Monthly roll figures of ${body}: the last three full months.`,
    nothingDue: 'Nothing is due from you today.',
    mineDue: (count: number) => (count === 1 ? 'One form waits for you.' : `${count} forms wait for you.`),
    past: (count: number) => (count === 1 ? 'One of them is past its day.' : `${count} of them are past their day.`),
    waitsForOthers: (count: number) =>
      count === 1 ? 'One form waits for someone else of the office.' : `${count} forms wait for others of the office.`,
    notAnOffice: 'The desk is for the offices that enter figures.',
    notAnOfficeHint: 'You act in a body that reads them. What needs its attention stands on the national page.',
    toNational: 'Go to the national page',
    dueRule: 'Figures are wanted by the 10th of the next month. This day is our default.',
    returned: 'Returned to you',
    returnedBecause: (reason: string) => `Reason: ${reason}`,
    columns: { due: 'Due', state: 'State', month: 'Month', status: 'Status', last: 'Last step', step: 'Your step' },
    daysLeft: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
    dueToday: 'due today',
    daysOver: (days: number) => (days === 1 ? '1 day over' : `${days} days over`),
    done: 'done',
    saved: (when: string) => `saved ${when}`,
    submittedBy: (name: string) => `submitted by ${name}`,
    revision: (number: number) => `correction ${number - 1}`,
    steps: { fill: 'Enter figures', goOn: 'Go on entering', mend: 'Mend and submit', publish: 'Publish', read: 'Read' },
    waits: { entry: 'Data entry is awaited', second: 'A second person of the office publishes it' },
    kept: (count: number) =>
      count === 1 ? 'One cell is kept in this browser only' : `${count} cells are kept in this browser only`,
    loading: 'Looking at what is due',
  },
  entry: {
    title: (state: string, month: string) => `${state}, ${month}`,
    backToDesk: 'Desk',
    loading: 'Opening the form',
    noSuchMonth: 'There is no such month',
    noSuchMonthHint: 'An address of this page ends in a month, as in 2026-10.',
    whichState: 'Which State?',
    whichStateHint: 'Your office serves more than one. Choose whose figures you enter.',
    notOpen: 'This month has not ended yet. Its form opens on the first day of the next month.',
    readOnly: 'You read this form; you do not type in it.',
    correction: (number: number) => `Correction ${number - 1}`,
    erratum: (note: string) => `Erratum note: ${note}`,
    returned: (name: string, when: string) => `Returned by ${name}, ${when}`,
    restored: (count: number) =>
      count === 1
        ? 'One cell typed earlier was kept in this browser. It is in the form again and goes to the server now.'
        : `${count} cells typed earlier were kept in this browser. They are in the form again and go to the server now.`,
    leftOver: (count: number) =>
      count === 1
        ? 'One cell typed here never reached the server, and the form takes no more typing:'
        : `${count} cells typed here never reached the server, and the form takes no more typing:`,
    discard: 'Discard what was kept',
    caption: 'The twelve numbers',
    columns: { figure: 'Figure', last: 'Last published', change: 'Change', state: 'Kept where' },
    lastOn: (day: string) => `as on ${day}`,
    noLast: 'This office has published no real figures of this roll before.',
    lastSource: 'Source of the last published figures',
    keys: 'Enter goes to the next cell, Shift+Enter back, Ctrl+S saves now. A column copied from Excel fills the cells downward.',
    pasted: (count: number) => (count === 1 ? 'One cell filled.' : `${count} cells filled.`),
    pastedTooMany: (count: number) => `${count} more did not fit and were left out.`,
    groups: { electors: 'Electors', movement: 'Movement in the month', stations: 'Polling stations', cards: 'Cards' },
    cells: {
      electorsTotal: 'Total electors',
      electorsMale: 'Men',
      electorsFemale: 'Women',
      electorsThird: 'Third gender',
      electors1819: 'Aged 18–19',
      opening: 'Opening roll',
      additions: 'Additions',
      deletions: 'Deletions',
      parts: 'Polling stations (parts)',
      partsOverCap: 'Stations over the cap of 1,200',
      withEpic: 'Electors with EPIC',
      withPhoto: 'Electors with photo',
    },
    about: 'What the figures are about',
    header: {
      exerciseType: 'Exercise',
      stage: 'Stage',
      qualifyingDate: 'Qualifying date',
      asOn: 'As on',
      basis: 'Basis',
      sourceNote: 'Source note',
      exclusion: 'What the figures leave out',
    },
    headerHints: {
      date: 'dd-mm-yyyy',
      sourceNote: 'Letter, bulletin or report they come from',
      sourceNoteLocal: 'Name the law that sets the qualifying date',
      exclusion: 'For example, service electors. Empty: nothing',
    },
    exerciseTypes: {
      CU: 'Continuous updation',
      SSR: 'Special summary revision',
      SR: 'Special revision',
      SIR: 'Special intensive revision',
    },
    stages: { continuous: 'Continuous', draft: 'Draft roll', final: 'Final roll', supplement: 'Supplement' },
    bases: { draft: 'Draft', final: 'Final', provisional: 'Provisional' },
  },
  saving: {
    states: {
      empty: 'empty',
      kept: 'in this browser',
      sending: 'saving',
      saved: 'saved',
      refused: 'refused',
      disputed: 'two values',
      others: 'by a colleague',
    },
    savedAt: (time: string) => `saved ${time}`,
    proposed: 'proposed',
    notKept: 'only on this screen',
    allSaved: 'Everything typed is with the server.',
    nothingTyped: 'Nothing typed yet.',
    waiting: (count: number) =>
      count === 1
        ? 'One field is kept in this browser, not yet with the server.'
        : `${count} fields are kept in this browser, not yet with the server.`,
    refusedCount: (count: number) =>
      count === 1 ? 'One field was refused and is kept nowhere.' : `${count} fields were refused and are kept nowhere.`,
    notKeptLong: 'This browser keeps nothing. Do not close the page before everything is saved.',
    holds: {
      offline: 'The server cannot be reached. It is tried again by itself.',
      signedOut: 'You are signed out. Sign in again: what you typed waits here for you.',
      closed: 'Someone submitted this form meanwhile. It takes no more typing until it is withdrawn or returned.',
      forbidden: 'In this capacity you may not save this form.',
      defect: 'The server had a fault. The save is tried again by itself.',
    },
    signIn: 'Sign in again',
    saveNow: 'Save now',
    saved: 'Saved.',
    refusals: {
      epic: 'This looks like an EPIC number. Only counts and office notes are kept here: take it out. It was not sent.',
      aadhaar:
        'This looks like an Aadhaar number. Only counts and office notes are kept here: take it out. It was not sent.',
      phone:
        'This looks like a telephone number. Only counts and office notes are kept here: take it out. It was not sent.',
      email:
        'This looks like an e-mail address. Only counts and office notes are kept here: take it out. It was not sent.',
      pan: 'This looks like a PAN. Only counts and office notes are kept here: take it out. It was not sent.',
      other: 'The server does not take this text. Change it; the other fields are saved.',
    },
    dispute: (theirs: string, mine: string) => `Someone else of the office saved ${theirs}. You typed ${mine}.`,
    blank: 'an empty cell',
    keepMine: 'Keep mine',
    takeTheirs: 'Take theirs',
    disputeSpoken: (count: number) =>
      count === 1 ? 'One cell was saved by someone else first.' : `${count} cells were saved by someone else first.`,
    othersSpoken: 'A colleague changed this form.',
  },
  strip: {
    title: 'Do the figures add up?',
    genders: 'Men + women + third gender',
    rollForward: 'Opening + additions − deletions',
    total: 'total',
    fits: 'adds up',
    differs: (difference: string) => `${difference} against the total`,
    incomplete: 'figures are missing',
  },
  checks: {
    title: 'Checks',
    clear: 'Nothing found so far.',
    wordsOf: { E: 'Mend', W: 'Explain', F: 'Flagged for review', explained: 'Explained' },
    note: (check: string) => `Your note on ${check}`,
    noteHint: 'The person who publishes the figures reads it.',
    missing: 'To be filled',
    noteOf: (check: string) => `Note on ${check}`,
    reasons: {
      'count.placeholder': (f: Figures) =>
        `“${f.typed}” stands for no figure. Leave the cell empty when it is not known, or type 0 when it is none.`,
      'count.negative': () => 'A count cannot be below zero. Type it without the minus sign.',
      'count.decimal': () => 'A count is a whole number. Type it without a decimal point.',
      'count.grouping': (f: Figures) =>
        `The commas of “${f.typed}” do not fit: Indian grouping is 3-2-2, e.g. 8,49,908. If ${f.regrouped} is meant, write that, or type without commas.`,
      'count.script': () => 'Type the figure in 0–9 or in Devanagari digits; digits of other scripts are not read.',
      'count.words': (f: Figures) =>
        `“${f.typed}” is a rounded figure in words. Type the count in full, e.g. 1,50,000; a rounded figure comes with a file that states its precision.`,
      'count.not_a_number': (f: Figures) => `“${f.typed}” is not a number. Type digits only, e.g. 8,49,908.`,
      'count.too_large': (f: Figures) =>
        `The figure is above ${f.limit}, more than any State’s roll. Look for a digit too many.`,
      'date.two_digit_year': () => 'Write the year with four digits, as in 31-10-2026.',
      'date.not_a_date': () => 'There is no such day. Write it as dd-mm-yyyy, as in 31-10-2026.',
      not_qualifying_date: (f: Figures) =>
        `${f.qualifyingDate} is no qualifying date of the assembly roll: these are 01-01, 01-04, 01-07 and 01-10 (RP Act 1950, section 14).`,
      as_on_future: (f: Figures) => `${f.asOn} is after today (${f.today}). Give the day the figures were counted.`,
      gender_sum: (f: Figures) =>
        `${f.male} men + ${f.female} women + ${f.third} third gender = ${f.sum}, but the total says ${f.total}: ${f.residual}.`,
      opening_differs: (f: Figures) =>
        `The roll opens with ${f.opening}; it was last published as ${f.previous}: ${f.difference}.`,
      roll_forward: (f: Figures) =>
        `${f.opening} + ${f.additions} − ${f.deletions} = ${f.expected}, but the total says ${f.total}: ${f.residual}.`,
      exceeds_total: (f: Figures) => `${f.value} is more than the total of ${f.total}.`,
      exceeds_parts: (f: Figures) => `${f.value} stations over the cap, but only ${f.parts} stations.`,
      jump: (f: Figures) =>
        `The total moved by ${f.percent} %, from ${f.previous} to ${f.total}; above ${f.limit} % a reason is asked for.`,
      copied: (f: Figures) =>
        `All ${f.figures} figures equal those last published. This may be right; it is flagged for review.`,
      'personal_data.epic': () =>
        'This looks like an EPIC number. Only counts and office notes are kept here: take it out.',
      'personal_data.aadhaar': () =>
        'This looks like an Aadhaar number. Only counts and office notes are kept here: take it out.',
      'personal_data.phone': () =>
        'This looks like a telephone number. Only counts and office notes are kept here: take it out.',
      'personal_data.email': () =>
        'This looks like an e-mail address. Only counts and office notes are kept here: take it out.',
      'personal_data.pan': () => 'This looks like a PAN. Only counts and office notes are kept here: take it out.',
    },
    mends: {
      gender_sum: 'Correct one of the four.',
      opening_differs: 'Correct it, or say why.',
      roll_forward: 'Correct one of the four, or say why in a note.',
      exceeds_total: 'Correct this cell or the total.',
      exceeds_parts: 'Correct one of the two, or say why.',
      jump: 'Look for a digit too many or too few, or say why.',
    },
    legalBasis:
      'A State Election Commission sets its own qualifying date. Name the law it rests on in the source note.',
  },
  steps: {
    title: 'Next step',
    submit: 'Submit',
    submitHint: 'A second person of your office then publishes the figures; nobody publishes what they submitted.',
    withdraw: 'Withdraw',
    publish: 'Publish',
    return: 'Return',
    correct: 'Correct with a note',
    cannotSubmit: 'Not yet to be submitted:',
    blocks: {
      missing: (count: number) => (count === 1 ? 'one field is to be filled' : `${count} fields are to be filled`),
      rejected: (count: number) => (count === 1 ? 'one finding is to be mended' : `${count} findings are to be mended`),
      unexplained: (count: number) =>
        count === 1 ? 'one finding asks for a note' : `${count} findings ask for a note`,
      refused: (count: number) => (count === 1 ? 'one field was refused' : `${count} fields were refused`),
      disputed: (count: number) => (count === 1 ? 'one field has two values' : `${count} fields have two values`),
      unsaved: 'what you typed is not yet with the server',
    },
    submittedBy: (name: string, when: string) => `Submitted by ${name}, ${when}.`,
    fourEyes: 'A second person of your office publishes it. Until then you can withdraw it.',
    awaitsSecond: 'A second person of the office publishes it.',
    compare: 'Compare each figure with the last published, then publish or return the form.',
    publishedBy: (name: string, when: string) => `Published by ${name}, ${when}.`,
    publishedForGood: 'Published figures are never edited; a correction is a new version with a note.',
    statement: (asOn: string, basis: string) => `Statement as on ${asOn}, ${basis}.`,
    toState: (state: string) => `${state} on the national page`,
    nothing: 'There is no step for you here.',
    waitsForEntry: 'Data entry is awaited. You can publish once the form is submitted.',
    cancel: 'Cancel',
    working: 'Working…',
    publishTitle: (state: string, month: string) => `Publish ${state}, ${month}?`,
    publishSummary: (total: string, change: string) =>
      `Total electors ${total} (${change} against the last published).`,
    publishSummaryFirst: (total: string) => `Total electors ${total}.`,
    returnTitle: 'Return to data entry',
    returnReason: 'What is to be mended',
    correctTitle: 'Correct published figures',
    erratum: 'Erratum note',
    erratumHint: 'What was wrong. It is published with the correction.',
    tooShort: 'Write at least five letters.',
    done: {
      submit: 'Submitted. A second person of your office now publishes it.',
      withdraw: 'Withdrawn. You can type again.',
      publish: 'Published. The national page shows it.',
      return: 'Returned to data entry.',
      correct: 'A correction is open. Change what was wrong and submit it.',
    },
    fourEyesRefusal: 'You submitted this form. A second person of the office publishes it.',
  },
};
