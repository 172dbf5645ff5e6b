/** How the receiver fails an event's first request on purpose. */
export type Fault = 'answered 500' | 'let it time out' | 'dropped the connection';

/** The endpoint's timeout; the least that one can have, since the demo waits for it. */
export const TIMEOUT_SECONDS = 3;

/** By place, so that the same payload always meets the same fault: of 40 events 4, 2 and 2 fail. */
const RULES: readonly { fault: Fault; of: (index: number) => boolean }[] = [
  { fault: 'answered 500', of: (index) => index % 10 === 3 },
  { fault: 'dropped the connection', of: (index) => index % 20 === 11 },
  // Few, as each holds one of the server's slots for seconds, and early, as the end has to wait for them.
  { fault: 'let it time out', of: (index) => index % 20 === 5 && index < 160 },
];

/** What happens to the first request of the event at this place, from 0; null: it is taken. */
export function faultOf(index: number): Fault | null {
  return RULES.find((rule) => rule.of(index))?.fault ?? null;
}
