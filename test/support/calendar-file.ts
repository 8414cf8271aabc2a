// A calendar file read by the rules of RFC 5545 themselves, beside the parser of a library that forgives.

export interface CalendarFile {
  /** Lines as they were sent, without their ends. */
  lines: string[];
  /** Properties of the calendar itself, unfolded: `NAME;PARAMS` and value. */
  head: [string, string][];
  events: Map<string, string>[];
}

/** Reads the file; throws at the first thing by which it is none. */
export function readCalendarFile(text: string): CalendarFile {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line ends otherwise than by CRLF');
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${String(Buffer.byteLength(line))} octets: ${line}`);
    if (/(?!\t)\p{Cc}/u.test(line)) throw new Error(`a control character in: ${line}`);
    if (line.includes('\ufffd')) throw new Error(`a letter was cut in two: ${line}`);
  }
  const unfolded = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  if (unfolded.shift() !== 'BEGIN:VCALENDAR' || unfolded.pop() !== 'END:VCALENDAR') throw new Error('no calendar');
  const head: [string, string][] = [];
  const events: Map<string, string>[] = [];
  let event: Map<string, string> | undefined;
  for (const line of unfolded) {
    const [, name, value] = /^([A-Z-]+(?:;[A-Z-]+=[^:;,"]+)*):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`not a content line: ${line}`);
    if (line === 'BEGIN:VEVENT') {
      if (event !== undefined) throw new Error('an event within an event');
      event = new Map();
    } else if (line === 'END:VEVENT') {
      if (event === undefined) throw new Error('an event that never began');
      events.push(event);
      event = undefined;
    } else if (event !== undefined) {
      if (event.has(name)) throw new Error(`${name} twice in one event`);
      event.set(name, value);
    } else {
      if (events.length > 0) throw new Error(`a property of the calendar after its events: ${line}`);
      head.push([name, value]);
    }
  }
  return { lines, head, events };
}

/** The text of a TEXT value: escapes undone. Throws where a sign that must be escaped is not. */
export function unescapeText(value: string): string {
  if (/^(?:[^\\]|\\[\\;,nN])*$/.exec(value) === null) throw new Error(`a stray backslash: ${value}`);
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value.replace(/\\[;,nN]/g, ''))) throw new Error(`an unescaped sign: ${value}`);
  return value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}
