import type { Clock } from 'pg-boss';

/**
 * The time of this process's start, and what has passed since: it goes on at its pace when the host's clock is set.
 * pg-boss waits until the clock comes to a time, and for as long as that was set back it would neither look for
 * workers that died nor start what is scheduled. How far it is from the database's time pg-boss reckons by itself.
 */
export const steadyClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  setInterval: (work, ms) => setInterval(work, ms),
  clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout),
};
