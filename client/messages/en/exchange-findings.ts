import type { Figures, FindingReason } from '#shared/modules/exchange/rules-reasons.ts';

export const exchangeFindings = {
  atFile: 'The file as a whole',
  atRow: (row: string) => `Line ${row}`,
  atColumn: (row: string, column: string) => `Line ${row}, ${column}`,
  severities: { E: 'Mend', W: 'Explain', F: 'Flagged for review' },
  reasons: {
    'file.empty': () => 'The file is empty. Save it again from the program it was made with.',
    'file.no_rows': () =>
      'The file has a first line of names and no rows. Add the rows, one area or part on each line.',
    'file.encoding': () => 'The characters cannot be read. Save the file as CSV in UTF-8 or UTF-16.',
    'file.not_text': () => 'This is no text file. Save the sheet as CSV and choose that file.',
    'file.archive': () => 'This is a zip archive or a workbook under another name. Open it and save the sheet as CSV.',
    'file.quote_open': () => 'A quotation mark is opened here and not closed. Close it, or take it out.',
    'file.line_too_long': (f: Figures) =>
      `This line has more than ${f.limit} characters. Look for a quotation mark that is not closed.`,
    'file.too_large': (f: Figures) => `The file is larger than ${f.limit} bytes. Send one State in each file.`,
    'header.no_names': () =>
      'The first line holds no column names. Put the line of names from the template above the figures.',
    'header.unknown_column': () => 'This table has no such column. Take it out, or give it a name from the template.',
    'header.misspelt_column': (f: Figures) => `This table has no such column. If ${f.nearest} is meant, write that.`,
    'header.personal_column': () =>
      'This column would hold data of a person. Only counts are kept here: take the column out and send counts.',
    'header.missing_column': () => 'This column is missing. Add it; the template has it.',
    'header.duplicate_column': (f: Figures) =>
      `This column stands twice: it is column ${f.first} already. Take one of the two out.`,
    'header.only_in_correction': () =>
      'This column is for corrections only. Take it out, or send the file as a correction.',
    'header.roll_type': () =>
      'This table is not kept for this kind of roll. Choose another table or another kind of roll.',
    'header.exercise_type': () =>
      'Exercise and kind of roll do not fit: LOCAL is for rolls of local bodies and only for them. Choose another.',
    'header.supplement_no': () => 'A supplement has a number. Give it.',
    'header.qualifying_date': () => 'The qualifying date of the roll is missing. Give it.',
    'header.legal_basis': (f: Figures) =>
      `${f.qualifyingDate} is not one of the four qualifying dates. A State Election Commission may set another: name the law in the source, with its section.`,
    'header.published_future': (f: Figures) =>
      `${f.publishedOn} is after today (${f.today}). Give the day of publication, or leave it empty.`,
    'row.cells': (f: Figures) =>
      `The line has ${f.cells} cells and the file ${f.columns} columns. Look for a comma too many or too few, and put text with commas in quotation marks.`,
    'row.cell_without_column': () => 'A cell stands under no column name. Take it out, or name its column.',
    'row.duplicate': (f: Figures) => `This area stands in line ${f.first} already. Keep one of the two lines.`,
    'row.header_differs': () =>
      'This cell says other than the header of the file. Correct the cell, or take the column out.',
    'row.other_state': (f: Figures) => `This row is of another State. The file is for ${f.ownState}: take the row out.`,
    'row.unknown_state': () => 'There is no such State code. Write it as S04 or IN-BR.',
    'row.level_not_here': (f: Figures) => `This table has no rows of this level. Write one of: ${f.levels}.`,
    'row.part_differs': (f: Figures) =>
      `The area code is not that of the part, ${f.part}. Correct the code or the numbers, or say why.`,
    'cell.missing': () => 'This cell must be filled. Fill it; type 0 only where it is none.',
    'cell.option': (f: Figures) => `Not one of the words for this column. Write one of: ${f.options}.`,
    'cell.flag': () => 'Neither yes nor no. Write 1 for yes or 0 for no.',
    'cell.share': () => 'A share is above 0 and at most 1, with up to four decimals, as in 0.4250. Correct it.',
    'cell.signed': () => 'Not a whole number. Write digits, with a minus sign where the local roll is smaller.',
    'cell.code': () =>
      'Not a code of this kind. Write a constituency as 001, a ward as body-ward, others as in their register.',
    'cell.range': (f: Figures) => `The number lies outside ${f.from} to ${f.to}. Correct it.`,
    'cell.too_long': (f: Figures) => `The text is longer than ${f.limit} characters. Shorten it.`,
    'cell.control': () => 'The text holds a line break or a sign that cannot be seen. Type it again on one line.',
    'count.words': () =>
      'A figure in words, as in “1.5 lakh”. Write every digit; if only the rounded figure is known, say so under Precision and write it with zeros.',
    'count.not_rounded': (f: Figures) =>
      `The header says figures are rounded to ${f.place}, and this one is finer. Check the precision of the file.`,
    'area.unknown': () => 'No area of this State has this code. Correct it, or send the register of areas first.',
    'area.other_day': (f: Figures) => `The code was not in use on ${f.day}. Use the code of that day.`,
    'area.no_district': () =>
      'The district above is not in this file or the register. Add its row, or correct the code.',
    'area.no_body': () => 'The local body above is not in this file or the register. Add its row, or correct the code.',
    'area.no_part': (f: Figures) =>
      `The published file has no part ${f.part} to take out. Correct the numbers, or delete the row.`,
    'area.not_all': (f: Figures) =>
      `The file has ${f.given} of the ${f.areas} constituencies. Say in a note why the others are left out.`,
    'area.part_without_district': (f: Figures) =>
      `${f.parts} parts have no district code, so there are no sums by district. Give each its code.`,
    'area.overlap': (f: Figures) =>
      `The code is still in use by line ${f.first} on this day. End that one first: its last day is not counted.`,
    'date.order': (f: Figures) => `${f.to} does not come after ${f.from}. Correct one of the two days.`,
    'date.future': (f: Figures) =>
      `${f.day} is after today (${f.today}). Give the day on which it happened, or leave it empty.`,
    'schedule.order': (f: Figures) =>
      `${f.later} is on ${f.laterDate}, before ${f.earlier} on ${f.earlierDate}. Correct one of the two days.`,
    'count.placeholder': () =>
      'This stands for no figure. Leave the cell empty when it is not known, or write 0 when it is none.',
    'count.negative': () => 'A count cannot be below zero. Write it without the minus sign.',
    'count.decimal': () => 'A count is a whole number. Write it without a decimal point.',
    'count.grouping': () =>
      'The commas do not fit: Indian grouping is 3-2-2, as in 8,49,908. Mend them, or write no commas.',
    'count.script': () => 'Write the figure in 0–9 or in Devanagari digits; digits of other scripts are not read.',
    'count.not_a_number': () => 'This is not a number. Write digits only, as in 849908.',
    'count.too_large': (f: Figures) =>
      `The figure is above ${f.limit}, more than any State’s roll. Look for a digit too many.`,
    'date.two_digit_year': () => 'Write the year with four digits, as in 31-10-2026.',
    'date.not_a_date': () => 'There is no such day. Write it as dd-mm-yyyy, as in 31-10-2026.',
    not_qualifying_date: (f: Figures) =>
      `${f.qualifyingDate} is no qualifying date of the assembly roll. Write one of 01-01, 01-04, 01-07 and 01-10 (RP Act 1950, section 14).`,
    as_on_future: (f: Figures) => `${f.asOn} is after today (${f.today}). Give the day the figures were counted.`,
    gender_sum: (f: Figures) =>
      `${f.male} men + ${f.female} women + ${f.third} third gender = ${f.sum}, but the total says ${f.total}: ${f.residual}. Correct one of the four.`,
    opening_differs: (f: Figures) =>
      `The roll opens with ${f.opening}; it was last published as ${f.previous}: ${f.difference}. Correct it, or say why.`,
    roll_forward: (f: Figures) =>
      `${f.opening} + ${f.additions} − ${f.deletions} = ${f.expected}, but the total says ${f.total}: ${f.residual}. Correct one of the four; up to ${f.limit} a note will do.`,
    exceeds_total: (f: Figures) => `${f.value} is more than all ${f.total} electors. Correct this cell or the total.`,
    exceeds_parts: (f: Figures) =>
      `${f.value} stations above the cap, but only ${f.parts} stations. Correct one of the two, or say why.`,
    jump: (f: Figures) =>
      `The total moved by ${f.percent} %, from ${f.previous} to ${f.total}; above ${f.limit} % a reason is asked for. Look for a digit too many or too few, or say why.`,
    copied: (f: Figures) =>
      `All ${f.figures} figures equal those last published. This may be right: check that the row is new.`,
    'personal_data.epic': () => 'This looks like an EPIC number. Only counts are kept here: take it out.',
    'personal_data.aadhaar': () => 'This looks like an Aadhaar number. Only counts are kept here: take it out.',
    'personal_data.phone': () => 'This looks like a telephone number. Only counts are kept here: take it out.',
    'personal_data.email': () => 'This looks like an e-mail address. Only counts are kept here: take it out.',
    'personal_data.pan': () => 'This looks like a PAN. Only counts are kept here: take it out.',
    children_sum: (f: Figures) =>
      `The ${f.children} areas below add up to ${f.sum}, but this row says ${f.total}: ${f.residual}. Correct one of them.`,
    published_sum: (f: Figures) =>
      `The ${f.children} areas of this file add up to ${f.sum}; published is ${f.total}: ${f.residual}. Correct the rows, or say why.`,
    wards_sum: (f: Figures) =>
      `The ${f.children} wards add up to ${f.sum}, but the local body says ${f.total}: ${f.residual}. Correct one of them.`,
    bodies_sum: (f: Figures) =>
      `The ${f.children} local bodies add up to ${f.sum}, but the State says ${f.total}: ${f.residual}. Correct one of them, or say why.`,
    wards_count: (f: Figures) =>
      `The local body has ${f.wards} wards, and the file ${f.rows} of them. Add the others, correct the number, or say why.`,
    additions_by_form: (f: Figures) =>
      `Additions by form come to ${f.sum} of ${f.total}: ${f.residual} unclassified. Correct the forms, or say why.`,
    deletions_by_reason: (f: Figures) =>
      `Deletions by reason come to ${f.sum} of ${f.total}: ${f.residual} unclassified. Correct the reasons, or say why.`,
    form_steps: (f: Figures) =>
      `${f.accepted} accepted + ${f.rejected} rejected + ${f.pending} pending = ${f.sum}, but ${f.received} were received: ${f.residual}. Correct one of the four, or say why.`,
    draft_identity: (f: Figures) =>
      `${f.before} before − ${f.notInDraft} not in the draft = ${f.expected}, but the draft says ${f.draft}: ${f.residual}. Correct one of the three; up to ${f.limit} a note will do.`,
    final_identity: (f: Figures) =>
      `Draft ${f.draft} + ${f.added} − ${f.deleted} = ${f.expected}, but the final roll says ${f.final}: ${f.residual}. Correct one of the four; up to ${f.limit} a note will do.`,
    not_in_draft_reasons: (f: Figures) =>
      `The reasons come to ${f.sum}, but ${f.total} are not in the draft: ${f.residual}. Correct a reason, or say why.`,
    clubbed_at_odds: (f: Figures) =>
      `“Shifted or absent” is ${f.clubbed}, but shifted ${f.shifted} and absent ${f.absent} are given too and do not make it. Give either the one or the two, or say why.`,
    forms_exceed_before: (f: Figures) =>
      `${f.collected} forms collected is more than the ${f.before} electors before. Correct one of the two, or say why.`,
    forms_differ_from_draft: (f: Figures) =>
      `${f.collected} forms were collected and the draft has ${f.draft} electors. The two may differ: say why.`,
    cohort_sum: (f: Figures) =>
      `The eight cohorts come to ${f.sum}, but the roll has ${f.total}: ${f.residual}. Correct a cohort, or say why.`,
    flow_genders: (f: Figures) =>
      `${f.male} men + ${f.female} women + ${f.third} third gender = ${f.sum}, but ${f.total} is given: ${f.residual}. Correct one of the four, or say why.`,
    final_is_draft: (f: Figures) =>
      `The final total, ${f.total}, is that of the draft. Check that it is the final figure.`,
    population_adults: (f: Figures) =>
      `${f.adults} aged 18 and above cannot be all of ${f.total} people. Correct one of the two.`,
    population_cohorts: (f: Figures) =>
      `The eight cohorts come to ${f.sum}, but ${f.adults} are aged 18 and above: ${f.percent} % apart, and 0.5 % is allowed. Correct a cohort.`,
    population_basis: () => 'A population without its basis is not compared with. Name the census or projection.',
    local_above_assembly: (f: Figures) =>
      `The local roll has ${f.local} electors and the State’s assembly roll ${f.assembly}. One of the two must be wrong; it is not said which. Check the figure, or say why.`,
    exceeds_whole: (f: Figures) =>
      `${f.value} is more than the ${f.whole} it is taken from. Correct one of the two, or say why.`,
  } satisfies Record<FindingReason, (figures: Figures) => string>,
};
