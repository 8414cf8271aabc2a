// The live stream: topics to the open screens that may hear them. Each event is written once as text and sent as it
// is to every socket of its audience; streams carry topics, never figures.

import type { Request, Response } from 'express';
import type { Announcement } from './command.ts';
import type { Session } from './session.ts';

const heartbeatMs = 20_000;
/** A reader that lets this much pile up is cut off; it reconnects and reads afresh. */
const backlogBytes = 64 * 1024;
const perPersonLimit = 20;

interface Stream {
  response: Response;
  personId: string;
  audiences: ReadonlySet<string>;
}

export interface StreamHub {
  /** Opens the stream for a signed-in reader and holds it until either side ends it. */
  open(request: Request, response: Response, session: Session): void;
  /** Sends each announcement to its audience; `version` goes along for readers of snapshots. */
  tell(announcements: readonly Announcement[], version: number): void;
  count(): number;
  close(): void;
}

/** The audiences a session belongs to. */
function audiencesOf(session: Session): Set<string> {
  const { capacity, personId } = session;
  return new Set([
    'all',
    `person:${personId}`,
    `body:${capacity.bodyId}`,
    ...capacity.stateCodes.map((code) => `state:${code}`),
  ]);
}

/** The open streams of this process. Heartbeats keep them alive through proxies, every 20 s. */
export function createStreamHub(): StreamHub {
  const streams = new Set<Stream>();
  const timer = setInterval(() => {
    for (const stream of streams) send(stream, ': still here\n\n');
  }, heartbeatMs);
  timer.unref();

  function send(stream: Stream, frame: string): void {
    if (stream.response.writableLength > backlogBytes) {
      stream.response.destroy();
      return;
    }
    stream.response.write(frame);
  }

  return {
    open(request, response, session) {
      const mine = [...streams].filter((stream) => stream.personId === session.personId);
      if (mine.length >= perPersonLimit && !session.isDemonstration) mine[0]?.response.end();
      response.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      request.socket.setNoDelay(true);
      request.socket.setTimeout(0);
      response.write('retry: 1000\nevent: hello\ndata: {}\n\n');
      const stream = { response, personId: session.personId, audiences: audiencesOf(session) };
      streams.add(stream);
      response.on('close', () => streams.delete(stream));
    },
    tell(announcements, version) {
      const byAudience = new Map<string, Set<string>>();
      for (const { topic, audience } of announcements) {
        byAudience.set(audience, (byAudience.get(audience) ?? new Set()).add(topic));
      }
      for (const [audience, topics] of byAudience) {
        const frame = `event: topic\ndata: ${JSON.stringify({ t: [...topics], v: version })}\n\n`;
        // A person whose rights changed is told, then cut off: the next stream is opened under the rights of that moment.
        const isFarewell = topics.has('session') && audience.startsWith('person:');
        for (const stream of streams) {
          if (!stream.audiences.has(audience)) continue;
          send(stream, frame);
          if (isFarewell) stream.response.end();
        }
      }
    },
    count: () => streams.size,
    close() {
      clearInterval(timer);
      for (const stream of streams) stream.response.end();
    },
  };
}
