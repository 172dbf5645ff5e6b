import { closest } from './suggestion.ts';

const PREFIX = 'HOOKLINE_';
/** Kubernetes sets these variables in every process when a service is called hookline. */
const OF_KUBERNETES = /^HOOKLINE_(SERVICE_(HOST|PORT)|PORT_\d+_(TCP|UDP))/;

/** A line for each variable that is named like a setting and is none, and the setting whose name is like it. */
export function ignoredSettings(env: NodeJS.ProcessEnv, settings: readonly string[]): string[] {
  const isOurs = (name: string) => name.startsWith(PREFIX);
  // Compared without the prefix: nearly all names share it, so it makes none of them alike, and it may have been put
  // before a name that has none.
  const endOf = (name: string) => (isOurs(name) ? name.slice(PREFIX.length) : name);
  const ends = new Map(settings.map((name) => [endOf(name), name]));
  return Object.keys(env)
    .filter((name) => isOurs(name) && !settings.includes(name) && !OF_KUBERNETES.test(name))
    .map((name) => {
      const end = closest(endOf(name), [...ends.keys()]);
      const meant = end === null ? '' : `: did you mean ${ends.get(end)}?`;
      return `${name} is no setting, and is ignored${meant}`;
    });
}
