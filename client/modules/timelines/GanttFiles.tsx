import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { useLanguage } from '#client/app/language.tsx';
import { GanttSheet } from '#client/charts/GanttSheet.tsx';
import { pictureOf } from '#client/charts/gantt-picture.ts';
import { Button } from '#client/ui/Button.tsx';
import { useToast } from '#client/ui/Toast.tsx';
import { formatDate, type IsoDate } from '#shared/kernel/time.ts';
import { csvLine } from '#shared/modules/bulletins/rules.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import { type BarRow, moveOf } from '#shared/modules/timelines/rules-layout.ts';
import styles from './GanttFiles.module.css';
import { type PrintProps, sheetOf } from './GanttPrint.tsx';
import { bothLanguages, milestoneName, usePlaces, useTimelineWords } from './Words.tsx';

const pictureWidth = 1680;
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Cell = string | number | null;

/** Takes what is chosen along: as a picture, as a table of values for programs, or on paper. */
export function GanttFiles(props: PrintProps) {
  const words = useTimelineWords();
  const language = useLanguage();
  const { place } = usePlaces();
  const toast = useToast();
  const [isBusy, setIsBusy] = useState(false);
  const { rows, sources, today } = props;
  const name = `timelines-${today}`;

  async function make(task: () => Promise<void> | void) {
    setIsBusy(true);
    try {
      await task();
    } catch {
      toast({ tone: 'problem', text: words.files.failed });
    } finally {
      setIsBusy(false);
    }
  }

  async function savePicture() {
    const host = document.createElement('div');
    const root = createRoot(host);
    flushSync(() =>
      root.render(
        <GanttSheet {...sheetOf({ ...props, words, language, place, width: pictureWidth, pageHeight: null })} />,
      ),
    );
    const svg = host.querySelector('svg');
    if (svg !== null) save(await pictureOf(svg), `${name}.png`);
    root.unmount();
  }

  function saveCsv() {
    const lines = tableOf(rows, sources, today).map((cells) => csvLine(cells.map((cell) => String(cell ?? ''))));
    // The mark at the start tells spreadsheets that the letters are UTF-8.
    save(new Blob(['\ufeff', ...lines], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  }

  async function saveWorkbook() {
    const { workbookOf } = await import('#client/ui/workbook.ts');
    const bytes = workbookOf(words.files.sheet, tableOf(rows, sources, today));
    save(new Blob([bytes], { type: workbookType }), `${name}.xlsx`);
  }

  return (
    <fieldset className={styles.files}>
      <legend className="visually-hidden">{words.files.label}</legend>
      <Button isBusy={isBusy} onClick={() => void make(savePicture)}>
        {words.files.png}
      </Button>
      <Button isBusy={isBusy} onClick={() => void make(saveCsv)}>
        {words.files.csv}
      </Button>
      <Button isBusy={isBusy} onClick={() => void make(saveWorkbook)}>
        {words.files.xlsx}
      </Button>
      <Button onClick={() => window.print()}>{words.files.print}</Button>
    </fieldset>
  );
}

/** One line a milestone, in the order of the drawing, both languages side by side; the first line names the columns. */
function tableOf(rows: readonly BarRow[], sources: readonly string[], today: IsoDate): Cell[][] {
  const { en, hi } = bothLanguages;
  const names = (key: keyof typeof en.files.columns) => [en.files.columns[key], hi.files.columns[key]];
  const one = (key: keyof typeof en.files.columns) => `${en.files.columns[key]} / ${hi.files.columns[key]}`;
  const yesNo = (is: boolean) => (is ? `${en.files.yes} / ${hi.files.yes}` : `${en.files.no} / ${hi.files.no}`);
  const dateOf = (day: IsoDate | null | undefined) => (day === null || day === undefined ? null : formatDate(day));
  const head = [
    one('exerciseId'),
    one('milestoneId'),
    ...names('state'),
    ...names('body'),
    ...names('kind'),
    ...names('exercise'),
    ...names('milestone'),
    one('start'),
    one('end'),
    ...names('status'),
    one('firstStart'),
    one('firstEnd'),
    one('slip'),
    ...names('confidence'),
    one('standing'),
    one('sample'),
    one('conflicts'),
    one('source'),
    one('note'),
    one('asOn'),
  ];
  const body = rows.flatMap((row): Cell[][] => {
    if (row.kind === 'place') return [];
    const { exercise, milestones, ties } = row.bar;
    return milestones.map((milestone) => [
      exercise.id,
      milestone.id,
      exercise.stateCode === null ? en.national : stateName(exercise.stateCode, 'en'),
      exercise.stateCode === null ? hi.national : stateName(exercise.stateCode, 'hi'),
      en.bodies[exercise.bodyKind],
      hi.bodies[exercise.bodyKind],
      en.kinds[exercise.kind],
      hi.kinds[exercise.kind],
      exercise.nameEn,
      exercise.nameHi,
      milestoneName(en, milestone.milestone),
      milestoneName(hi, milestone.milestone),
      dateOf(milestone.start),
      dateOf(milestone.end),
      en.statuses[milestone.status],
      hi.statuses[milestone.status],
      dateOf(milestone.earlier[0]?.start),
      dateOf(milestone.earlier[0]?.end),
      moveOf(milestone),
      en.files.confidences[milestone.confidence],
      hi.files.confidences[milestone.confidence],
      yesNo(milestone.standing === 'to_verify'),
      yesNo(milestone.standing === 'sample'),
      ties.join(' '),
      milestone.source === null ? null : (sources[milestone.source] ?? null),
      milestone.note,
      formatDate(today),
    ]);
  });
  return [head, ...body];
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
