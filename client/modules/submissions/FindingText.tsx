import type { submissions } from '#client/messages/en/submissions.ts';
import { formatChange, formatCount, formatDecimal, parseCount } from '#shared/kernel/numbers.ts';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import type { CheckFinding } from '#shared/modules/roll-health/checks.ts';
import { fieldOf, useForm, useRoomWords } from './FormContext.tsx';

/** What stands under these names is a difference: its sign is part of it. */
const signed = new Set(['residual', 'difference']);

/** A finding in words: what was found, with the numbers in it, and how to mend it while it can be and is not explained. */
export function useFindingText(): (finding: CheckFinding) => string {
  const words = useRoomWords().checks;
  const { texts, view, isEditable } = useForm();
  const mends: Readonly<Record<string, string>> = words.mends;
  return (finding) => {
    if (finding.reason === 'not_qualifying_date' && view.rollType === 'local') return words.legalBasis;
    const typed = (texts[fieldOf(finding.cells[0] ?? '')] ?? '').trim();
    const figures = Object.entries(finding.params).map(([name, value]) => [name, printed(name, value)]);
    const found = words.reasons[finding.reason]({
      ...noFigures,
      ...Object.fromEntries(figures),
      typed,
      regrouped: regrouped(typed),
    });
    const isExplained = finding.severity === 'W' && (texts[`notes.${finding.check}`] ?? '').trim() !== '';
    const mend = isEditable && !isExplained ? mends[finding.reason] : undefined;
    return mend === undefined ? found : `${found} ${mend}`;
  };
}

/** Every figure a sentence may ask for, empty: a sentence asks only for those of its own reason. */
const noFigures: Figures = {
  limit: '',
  qualifyingDate: '',
  asOn: '',
  today: '',
  male: '',
  female: '',
  third: '',
  sum: '',
  total: '',
  residual: '',
  opening: '',
  previous: '',
  difference: '',
  additions: '',
  deletions: '',
  expected: '',
  value: '',
  parts: '',
  percent: '',
  figures: '',
  typed: '',
  regrouped: '',
};
type Figures = Parameters<(typeof submissions)['checks']['reasons']['gender_sum']>[0];

function printed(name: string, value: string | number): string {
  if (typeof value === 'string') return isIsoDate(value) ? formatDate(value) : value;
  if (name === 'percent') return formatDecimal(value, 2);
  return signed.has(name) ? formatChange(value) : formatCount(value);
}

/** The digits of a wrongly grouped figure in Indian grouping, as the figure that may be meant. */
function regrouped(typed: string): string {
  const parsed = parseCount(typed.replaceAll(',', ''));
  return parsed.ok ? formatCount(parsed.value) : '';
}
