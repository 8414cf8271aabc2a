// The naive grid: a React table of a thousand controlled inputs that takes a pasted block, checks it and draws it.

import { type ClipboardEvent, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { parseCount } from '#shared/kernel/numbers.ts';
import '#client/ui/theme.css';
import '#client/ui/base.css';

const rows = Array.from({ length: 100 }, (_, index) => index);
const columns = Array.from({ length: 10 }, (_, index) => index);

function NaiveGrid() {
  const [texts, setTexts] = useState(() => rows.map(() => columns.map(() => '')));

  function change(row: number, column: number, text: string) {
    setTexts(texts.map((line, at) => (at === row ? line.map((old, index) => (index === column ? text : old)) : line)));
  }

  function handlePaste(event: ClipboardEvent) {
    event.preventDefault();
    const block = event.clipboardData.getData('text').split('\n');
    setTexts(rows.map((row) => columns.map((column) => block[row]?.split('\t')[column] ?? '')));
  }

  return (
    <table onPaste={handlePaste}>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">District {row + 1}</th>
            {columns.map((column) => {
              const text = texts[row]?.[column] ?? '';
              const count = parseCount(text);
              const isWrong = !count.ok && count.reason !== 'empty';
              return (
                <td key={column}>
                  <input
                    data-cell={`${row},${column}`}
                    aria-label={`District ${row + 1}, column ${column + 1}`}
                    aria-invalid={isWrong}
                    value={text}
                    onChange={({ target }) => change(row, column, target.value)}
                  />
                  <small>{isWrong ? 'not a count' : 'of 1,250'}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const host = document.getElementById('root');
if (host === null) throw new Error('The page has no root.');
createRoot(host).render(<NaiveGrid />);
// The sign that the page is there to be asked.
Object.assign(window, { bench: {} });
