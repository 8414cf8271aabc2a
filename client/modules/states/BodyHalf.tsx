import { useAppWords } from '#client/app/app-words.ts';
import { useLanguage } from '#client/app/language.tsx';
import { kindOf, limitText, useRollHealthWords, valueText, whoseText } from '#client/modules/roll-health/api.ts';
import { StatusMark, StatusShape } from '#client/ui/StatusMark.tsx';
import { formatChange, formatCompact, formatCount, formatDecimal, type Language } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import { stateName } from '#shared/modules/states/directory.ts';
import type {
  BodyView,
  KeyNumber,
  NumberKey,
  SideView,
  StateMetric,
  StatePage,
} from '#shared/modules/states/schema.ts';
import { type StatesWords, useStatesWords } from './api.ts';
import styles from './BodyHalf.module.css';
import { Origin, stageText } from './Origin.tsx';

export interface BodyHalfProps {
  side: SideView;
  page: Pick<StatePage, 'statements' | 'metrics'>;
}

/** The board's metric that a number of the assembly roll is judged by. */
const judgedBy: Partial<Record<NumberKey, BoardMetric>> = {
  electors: 'FL-03',
  women: 'EN-04',
  notInDraft: 'FL-11',
  stations: 'PS-02',
};

/** One body of the State: who it is, and its five numbers with their change and their source. */
export function BodyHalf({ side: { body, numbers }, page }: BodyHalfProps) {
  const words = useStatesWords();
  const language = useLanguage();
  const headingId = `half-${body.kind}`;
  return (
    <section className={styles.half} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h2 id={headingId}>{words.halves[body.kind]}</h2>
        <p>{body.kind === 'ceo' ? words.halves.ceoGround : words.halves.secGround}</p>
      </header>
      <p className={styles.name}>
        {language === 'hi' ? body.nameHi : body.nameEn}
        <BodyFacts body={body} />
      </p>
      <ul className={styles.numbers}>
        {numbers.map((number) => (
          <li key={number.key}>
            <Figure number={number} kind={body.kind} page={page} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BodyFacts({ body: { otherStates, validFrom, validTo, note } }: { body: BodyView }) {
  const words = useStatesWords();
  const language = useLanguage();
  const names = otherStates.map((code) => stateName(code, language)).join(', ');
  const facts = [
    names === '' ? '' : words.halves.serves(names),
    validFrom === null ? '' : words.halves.since(formatDate(validFrom)),
    validTo === null ? '' : words.halves.until(formatDate(validTo)),
  ];
  return (
    <>
      {facts
        .filter((fact) => fact !== '')
        .map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      {note === null ? null : <span lang="en">{note}</span>}
    </>
  );
}

function Figure({
  number,
  kind,
  page: { statements, metrics },
}: {
  number: KeyNumber;
  kind: BodyView['kind'];
  page: BodyHalfProps['page'];
}) {
  const words = useStatesWords();
  const appWords = useAppWords();
  const language = useLanguage();
  const label = labelOf(words, number, kind);
  const statement = statements.find((item) => item.id === number.statementId);
  if (number.value === null || statement === undefined) {
    return (
      <>
        <p className={styles.value} data-none="true">
          {appWords.none}
        </p>
        <p className={styles.label}>{label}</p>
        <p className={styles.none}>
          <StatusShape kind="noFigure" /> {words.numbers.none}
        </p>
      </>
    );
  }
  const earlier = statements.find((item) => item.id === number.change?.statementId);
  return (
    <>
      <p className={styles.value} data-sample={number.isSample}>
        <span>{numberText(words, number, number.value, language)}</span>
      </p>
      <p className={styles.label}>{label}</p>
      {number.change === null || earlier === undefined ? null : (
        <p className={styles.change}>{changeText(words, number, stageText(words, earlier))}</p>
      )}
      {kind === 'ceo' ? <Beyond metric={metrics.find(({ id }) => id === judgedBy[number.key])} /> : null}
      <Origin
        statement={statement}
        precision={number.precision ?? 'exact'}
        derivation={number.derivation}
        what={label}
      />
    </>
  );
}

/** The limit that the number is beyond, with whose it is; nothing within the limits or without any. */
function Beyond({ metric }: { metric: StateMetric | undefined }) {
  const words = useStatesWords();
  const rollWords = useRollHealthWords();
  const appWords = useAppWords();
  const id = boardMetrics.find((each) => each === metric?.id);
  // A metric that rests on sample figures says nothing about the real figure above it.
  if (metric === undefined || id === undefined || metric.display === null || metric.isSample) return null;
  const { band } = metric;
  const limit = metric.status === 'red' ? band?.red : metric.status === 'amber' ? band?.amber : undefined;
  if (limit === undefined) return null;
  const value = valueText(rollWords, { id, unit: boardLimits[id].unit }, metric.display, metric.decimals);
  const kind = kindOf(metric.status);
  return (
    <p className={styles.beyond}>
      <StatusMark kind={kind} word={appWords.status[kind]} />{' '}
      {words.numbers.beyond(value, limitText(rollWords, limit), whoseText(rollWords, { amber: limit }))}
    </p>
  );
}

function labelOf(words: StatesWords, { key }: KeyNumber, kind: BodyView['kind']): string {
  const isCeo = kind === 'ceo';
  switch (key) {
    case 'electors':
      return isCeo ? words.numbers.electorsCeo : words.numbers.electorsSec;
    case 'added':
      return isCeo ? words.numbers.addedCeo : words.numbers.addedSec;
    case 'stations':
      return isCeo ? words.numbers.stationsCeo : words.numbers.stationsSec;
    default:
      return words.numbers[key];
  }
}

/** A figure published in words stays in words: no digits are made up for it. */
function numberText(words: StatesWords, number: KeyNumber, value: number, language: Language): string {
  const { key, precision } = number;
  if (key === 'women') return formatDecimal(value, 1);
  return precision === 'rounded' ? `${words.numbers.rough} ${formatCompact(value, language)}` : formatCount(value);
}

/** `−8,97,211 (−3.22 %) on the roll before the revision`. */
function changeText(words: StatesWords, { key, change }: KeyNumber, on: string): string {
  if (change === null) return '';
  const { amount, percent, isRough } = change;
  const sign = amount > 0 ? '+' : '';
  const counted = key === 'women' ? `${sign}${formatDecimal(amount, 1)}` : formatChange(amount);
  const text = isRough ? `${words.numbers.rough} ${counted}` : counted;
  if (percent === null) return words.numbers.change(text, on);
  return words.numbers.changePercent(text, `${percent > 0 ? '+' : ''}${formatDecimal(percent, 2)}`, on);
}
