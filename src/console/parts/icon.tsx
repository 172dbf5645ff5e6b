/** Drawn on a grid of 16, in the colour of the text. */
const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  retry: 'M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9',
  minus: 'M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7 4.5-7 4.5z',
  ban: 'M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  hourglass:
    'M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5',
  unplugged:
    'M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z',
  shield: 'M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z',
  search: 'M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z',
  copy: 'M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z',
  sun: 'M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z',
  moon: 'M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z',
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  exit: 'M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3',
  warning: 'M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1',
  plus: 'M8 3v10M3 8h10',
  flask: 'M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5',
} as const;

export type IconName = keyof typeof PATHS;

/** Says nothing by itself: a text stands beside it, or the button has a name. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A hook, its eye and its barb. */
export function Mark({ size }: { size: number }) {
  return (
    <svg class="icon mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2" />
      <circle cx="5" cy="3" r="1.5" />
    </svg>
  );
}
