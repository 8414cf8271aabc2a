// The one source of "now". Tests set it; nothing else in the server asks the machine for the time.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
