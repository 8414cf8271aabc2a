// Calendar files by RFC 5545, as ordinary calendar programs read them. Folding and the escaping of texts are the
// library's; what it leaves to its callers is done here: names of calendars, control characters, the last line's end.

import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { IsoDate } from '#shared/kernel/time.ts';

export interface IcsEvent {
  uid: string;
  sequence: number;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  start: IsoDate;
  endExclusive: IsoDate;
  /** When it was last changed: DTSTAMP too, so that the same events make the same file. */
  modifiedAt: Date;
  summary: string;
  description: string;
  url: string;
  categories: readonly string[];
}

export interface IcsCalendar {
  name: string;
  description: string;
  language: 'en' | 'hi';
  /** How often programs should look again. */
  refreshSeconds: number;
  events: readonly IcsEvent[];
}

const zone = 'Asia/Kolkata';

/**
 * The calendar as a file: all-day events in the order given, lines of at most 75 octets ended by CRLF. All-day events
 * take nobody's time. Deterministic: no clock is read.
 */
export function writeCalendar({ name, description, language, refreshSeconds, events }: IcsCalendar): string {
  const calendar = ical({
    prodId: { company: 'Samanvay', product: 'Calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    // The library writes these two as they are.
    name: escapeText(plain(name).replaceAll('\n', ' ')),
    description: escapeText(plain(description).replaceAll('\n', ' ')),
    ttl: refreshSeconds,
  });
  for (const event of events) {
    calendar.createEvent({
      id: plain(event.uid).replaceAll('\n', ''),
      sequence: event.sequence,
      status: ICalEventStatus[event.status],
      allDay: true,
      start: midnight(event.start),
      end: midnight(event.endExclusive),
      stamp: event.modifiedAt,
      lastModified: event.modifiedAt,
      summary: plain(event.summary).replaceAll('\n', ' '),
      description: plain(event.description),
      url: event.url,
      categories: event.categories.map((category) => ({ name: plain(category) })),
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  // Not by the library's `timezone`: it would write the instants, which must be UTC, in that zone without saying so.
  const file = calendar.toString().replace('\r\nREFRESH-INTERVAL', `\r\nX-WR-TIMEZONE:${zone}\r\nREFRESH-INTERVAL`);
  return `${file}\r\n`;
}

function midnight(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Well-formed text with line ends as `\n` and no other control character: some readers take any of them for a line's end. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ');
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`);
}
