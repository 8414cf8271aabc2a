import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useToast } from '#client/ui/Toast.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { formatDate, parseDate } from '#shared/kernel/time.ts';
import {
  type CellFault,
  cellKey,
  cellOfField,
  checkEntry,
  conflictsOf,
  figures,
  linesByKey,
  readCellKey,
  type TypedCells,
} from '#shared/modules/logistics/rules-entry.ts';
import type { ExerciseReadiness, GridLine, ItemId, ReturnLine } from '#shared/modules/logistics/schema.ts';
import { exerciseKinds, votingMethods } from '#shared/modules/timelines/schema.ts';
import { createKeeper, type Header, linesQuery, refreshReturns, saveReturns } from './api.ts';
import { useReturnWords } from './Words.tsx';

export type HeaderFaults = Partial<Record<keyof Header, string>>;
export type Draft = ReturnType<typeof useReturnDraft>;

const noLines: readonly GridLine[] = [];
const shortestSource = 3;

/**
 * The last returns of these items with what is typed over them: checked at every letter, kept in the browser, saved line by
 * line. Typed text for items that are not asked for is looked after too.
 */
export function useReturnDraft(options: {
  view: ExerciseReadiness;
  personId: string;
  wanted: readonly ItemId[];
  districtCode?: string;
}) {
  const { view, personId, wanted, districtCode } = options;
  const { exercise } = view;
  const words = useReturnWords().save;
  const explain = useFailureWords();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [keeper] = useState(() => createKeeper(personId, exercise.id));
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.read, keeper.read);
  const asked = useMemo(() => {
    const typedItems = Object.keys(keeping.cells).map((key) => readCellKey(key)?.itemId);
    return [...new Set([...wanted, ...typedItems.filter((id) => id !== undefined)])].toSorted();
  }, [keeping.cells, wanted]);
  const { data, error, refetch } = useQuery(linesQuery(exercise.id, asked, districtCode));
  const list = data?.lines ?? noLines;
  const lines = useMemo(() => linesByKey(list), [list]);
  const equipped = useMemo(
    () => ({
      bodyKind: exercise.bodyKind,
      kind: exerciseKinds.find((kind) => kind === exercise.kind) ?? ('outside' as const),
      method: votingMethods.find((method) => method === exercise.method) ?? null,
    }),
    [exercise],
  );
  const checked = useMemo(() => checkEntry(keeping.cells, lines, equipped), [keeping.cells, lines, equipped]);
  const conflicts = useMemo(() => conflictsOf(keeping.cells, lines), [keeping.cells, lines]);
  const [refused, setRefused] = useState<ReadonlyMap<string, CellFault & { text: string }>>(new Map());
  const faults = useMemo(() => {
    // What the server said of a text holds until the text is another.
    const still = [...refused].filter(([key, { text }]) => keeping.cells[key]?.text === text);
    return new Map<string, CellFault>([...still, ...checked.faults]);
  }, [checked, refused, keeping.cells]);
  const [headerFaults, setHeaderFaults] = useState<HeaderFaults>({});
  const [problem, setProblem] = useState<{ hold: 'offline' | 'signedOut' } | { sentence: string } | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const isBusy = useRef(false);

  const today = data?.today ?? view.today;
  const latest = useMemo(() => list.toSorted((a, b) => (b.asOn ?? '').localeCompare(a.asOn ?? ''))[0], [list]);
  const header = {
    asOn: keeping.header.asOn ?? formatDate(today),
    source: keeping.header.source ?? latest?.source ?? '',
    note: keeping.header.note ?? '',
  };

  /** Saves what changed, or the part of it that is named. True when the server has it. */
  async function save(only: (line: ReturnLine) => boolean = () => true): Promise<boolean> {
    const own = checked.lines.filter(only);
    if (isBusy.current || own.length === 0) return false;
    const keys = new Set(own.flatMap((line) => figures.map((figure) => cellKey({ ...line, figure }))));
    const wrong = headerFaultsOf(words, header, today);
    setHeaderFaults(wrong);
    setProblem(null);
    if ([...faults.keys()].some((key) => keys.has(key))) setProblem({ sentence: words.mendFirst });
    else if (Object.keys(conflicts).some((key) => keys.has(key))) setProblem({ sentence: words.settleFirst });
    const asOn = parseDate(header.asOn);
    const isStopped = [...faults.keys(), ...Object.keys(conflicts)].some((key) => keys.has(key));
    if (isStopped || Object.keys(wrong).length > 0 || !asOn.ok) return false;
    const sentCells: TypedCells = Object.fromEntries(Object.entries(keeping.cells).filter(([key]) => keys.has(key)));
    const { source, note } = header;
    const input = { exerciseId: exercise.id, asOn: asOn.value, source, note, lines: own };
    isBusy.current = true;
    setIsSaving(true);
    try {
      await saveReturns({ key: keeper.keyFor(input), ...input });
      await refreshReturns(queryClient);
      keeper.answered(sentCells);
      toast({ tone: 'done', text: words.saved(formatCount(own.length)) });
      return true;
    } catch (thrown) {
      await takeRefusal(thrown, own);
      return false;
    } finally {
      isBusy.current = false;
      setIsSaving(false);
    }
  }

  async function takeRefusal(thrown: unknown, own: readonly ReturnLine[]) {
    const { code, details } = readFailure(thrown);
    // Not answered: it may have been done, so it is repeated under the same key. Refused: the next is another command.
    if (code !== 'offline' && code !== 'defect' && code !== 'unauthenticated') keeper.answered({});
    switch (code) {
      case 'offline':
        return setProblem({ hold: 'offline' });
      case 'unauthenticated':
        return setProblem({ hold: 'signedOut' });
      case 'stale':
        return setProblem({ sentence: (await readTheirs()) ? words.settleFirst : words.meanwhile });
      case 'invalid': {
        const named = details.flatMap(({ reason, field, params }) => {
          const key = cellOfField(own, field);
          const text = key === null ? undefined : keeping.cells[key]?.text;
          const said = { reason, text: text ?? '', ...(params === undefined ? {} : { params }) };
          return key === null || text === undefined ? [] : [[key, said] as const];
        });
        setRefused(new Map(named));
        setHeaderFaults(headerRefusals(words, details, explain(thrown)));
        return setProblem({ sentence: named.length > 0 ? words.mendFirst : explain(thrown) });
      }
      default:
        return setProblem({ sentence: explain(thrown) });
    }
  }

  /** Fetches what somebody else wrote; true when it stands where text is typed here. */
  async function readTheirs(): Promise<boolean> {
    await refreshReturns(queryClient);
    const now = queryClient.getQueryData(linesQuery(exercise.id, asked, districtCode).queryKey);
    return Object.keys(conflictsOf(keeper.read().cells, linesByKey(now?.lines ?? noLines))).length > 0;
  }

  useEffect(() => keeper.open(), [keeper]);
  // Figures that came from elsewhere may be those typed here.
  useEffect(() => keeper.meet(lines), [keeper, lines]);
  const handleOnline = useEffectEvent(() => {
    if (problem !== null && 'hold' in problem && problem.hold === 'offline') void save();
  });
  useEffect(() => {
    const listener = () => handleOnline();
    window.addEventListener('online', listener);
    return () => window.removeEventListener('online', listener);
  }, []);

  return {
    keeper,
    keeping,
    list,
    lines,
    checked,
    faults,
    conflicts,
    header,
    headerFaults,
    problem,
    isSaving,
    save,
    error,
    refetch,
    isLoaded: data !== undefined,
    type: (texts: Readonly<Record<string, string>>) => keeper.type(texts, lines),
    settle: (keys: readonly string[], choice: 'mine' | 'theirs') => {
      for (const key of keys) keeper.settle(key, choice, lines);
      setProblem(null);
    },
    describe: (change: Partial<Header>) => {
      keeper.describe(change);
      setHeaderFaults({});
    },
  };
}

type SaveWords = ReturnType<typeof useReturnWords>['save'];

function headerFaultsOf(words: SaveWords, header: Record<keyof Header, string>, today: string): HeaderFaults {
  const faults: HeaderFaults = {};
  const asOn = parseDate(header.asOn);
  if (!asOn.ok) faults.asOn = words.asOnWrong;
  else if (asOn.value > today) faults.asOn = words.asOnAhead;
  if (normaliseText(header.source).length < shortestSource) faults.source = words.sourceShort;
  for (const field of ['source', 'note'] as const) {
    if (findPersonalData(header[field]) !== undefined) faults[field] = words.personal;
  }
  return faults;
}

function headerRefusals(
  words: SaveWords,
  details: readonly { reason: string; field?: string }[],
  sentence: string,
): HeaderFaults {
  const faults: HeaderFaults = {};
  for (const { reason, field } of details) {
    if (field === 'asOn') faults.asOn = reason === 'returns.future' ? words.asOnAhead : sentence;
    if (field === 'source' || field === 'note') {
      faults[field] = reason.startsWith('personal_data') ? words.personal : sentence;
    }
  }
  return faults;
}
