import { useNavigate } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Choice } from '#client/ui/Field.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { itemOf } from '#shared/modules/logistics/catalogue-items.ts';
import type { Figure } from '#shared/modules/logistics/rules-entry.ts';
import { gates, themes } from '#shared/modules/logistics/schema.ts';
import { columnId, type EntryColumn, type ItemLine, mostColumns, readTheme } from './api.ts';
import styles from './ColumnChoice.module.css';
import { type useNames, useReturnWords } from './Words.tsx';

type Names = ReturnType<typeof useNames>;

/** A requirement set by hand comes with its reason: two columns at one press. */
const picks: readonly { figure: Figure; with: readonly Figure[] }[] = [
  ...gates.map((figure) => ({ figure, with: [figure] })),
  { figure: 'required', with: ['required', 'requiredReason'] },
];

/** The theme shown, and the columns chosen from all themes; both stand in the address. */
export function ThemeChoice({ lines, theme, isOwn }: { lines: readonly ItemLine[]; theme: string; isOwn: boolean }) {
  const words = useReturnWords();
  const navigate = useNavigate();
  const there = themes.filter((each) => lines.some(({ itemId }) => itemOf(itemId).theme === each));
  return (
    <Choice
      label={words.theme}
      value={isOwn ? 'own' : theme}
      options={[
        ...(isOwn ? [{ value: 'own', label: words.ownColumns }] : []),
        ...there.map((each) => ({ value: each, label: words.themes[each] })),
      ]}
      onChange={({ target }) => {
        const next = readTheme(target.value);
        const { theme: _theme, columns: _columns, ...rest } = searchNow();
        if (next !== undefined) void navigate({ to: '.', search: { ...rest, theme: next }, resetScroll: false });
      }}
    />
  );
}

export function ColumnChoice({
  lines,
  chosen,
  names,
}: {
  lines: readonly ItemLine[];
  chosen: readonly EntryColumn[];
  names: Names;
}) {
  const words = useReturnWords();
  const navigate = useNavigate();
  const ids = chosen.map(columnId);
  const isFull = chosen.length >= mostColumns;

  function change(line: ItemLine, figures: readonly Figure[], isIn: boolean) {
    const own = figures.map((figure) => columnId({ ...line, figure }));
    const next = isIn ? [...ids, ...own.filter((id) => !ids.includes(id))] : ids.filter((id) => !own.includes(id));
    const { theme: _theme, columns: _columns, ...rest } = searchNow();
    const columns = next.length === 0 ? {} : { columns: next.join(',') };
    void navigate({ to: '.', search: { ...rest, ...columns }, replace: true, resetScroll: false });
  }

  return (
    <details className={styles.choice}>
      <summary>{words.columns.title}</summary>
      <p className={styles.hint}>
        {isFull ? words.columns.full(formatCount(mostColumns)) : words.columns.hint(formatCount(mostColumns))}
      </p>
      <div className={styles.region}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.item}</th>
              {picks.map(({ figure }) => (
                <th key={figure} scope="col">
                  {words.figures[figure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => {
              const { theme } = itemOf(line.itemId);
              const before = lines[index - 1];
              const isFirst = before === undefined || itemOf(before.itemId).theme !== theme;
              return (
                <Fragment key={`${line.itemId}.${line.facet}`}>
                  {isFirst ? (
                    <tr>
                      <th scope="rowgroup" colSpan={picks.length + 1} className={styles.theme}>
                        {words.themes[theme]}
                      </th>
                    </tr>
                  ) : null}
                  <tr>
                    <th scope="row">{names.itemName(line)}</th>
                    {picks.map((pick) => {
                      const isIn = ids.includes(columnId({ ...line, figure: pick.figure }));
                      const isTooMany = !isIn && chosen.length + pick.with.length > mostColumns;
                      return (
                        <td key={pick.figure}>
                          <label className={styles.box}>
                            <input
                              type="checkbox"
                              checked={isIn}
                              disabled={isTooMany}
                              onChange={({ target }) => change(line, pick.with, target.checked)}
                            />
                            <span className="visually-hidden">
                              {words.columns.of(names.itemName(line), words.figures[pick.figure])}
                            </span>
                          </label>
                        </td>
                      );
                    })}
                  </tr>
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** What stands in the address beside the choice: language and as-on day stay. */
function searchNow(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(window.location.search));
}
