import { closest } from './suggestion.ts';

/** Kubernetes tells every process of a service that is called hookline, in variables of its own. */
const OF_KUBERNETES = /^HOOKLINE_(SERVICE_(HOST|PORT)|PORT_\d+_(TCP|UDP))/;

/** A variable that is named like a setting and is none. */
export interface IgnoredSetting {
  readonly name: string;
  /** The setting whose name is like it. */
  readonly meant: string | null;
}

export function ignoredSettings(env: NodeJS.ProcessEnv, settings: readonly string[]): IgnoredSetting[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HOOKLINE_') && !settings.includes(name) && !OF_KUBERNETES.test(name))
    .map((name) => ({ name, meant: closest(name, settings) }));
}
