import { type Program, runProgram, spawnProgram } from './process.ts';

/** A command that is a client of a server, as a process of its own. */
export interface Cli extends Program {
  /** Resolves with the first match in what it has said or will say. @throws Error when it ends before */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** How a terminal ends it. @returns the exit code */
  interrupt(): Promise<number | NodeJS.Signals>;
}

/** Where it finds the server, in the settings that it reads. */
export interface CliServer {
  readonly url: string;
  readonly key: string;
}

export function cliSettings({ url, key }: CliServer): Record<string, string> {
  return { HOOKLINE_API_URL: url, HOOKLINE_API_KEY: key };
}

export async function startCli(args: readonly string[], server: CliServer): Promise<Cli> {
  const program = await spawnProgram(args, { env: cliSettings(server) });
  const cli = {
    async says(pattern: RegExp) {
      for (;;) {
        const match = pattern.exec(program.output);
        if (match) return match;
        const code = await Promise.race([program.ended, program.spoke()]);
        if (code !== undefined && !pattern.test(program.output))
          throw new Error(`it ended with ${code} and never said ${pattern}:\n${program.output}`);
      }
    },
    interrupt() {
      program.kill('SIGINT');
      return program.ended;
    },
  };
  // Not a copy, whose output would stand still.
  return Object.assign(program, cli);
}

export function runCli(args: readonly string[], server: CliServer, env: Record<string, string> = {}) {
  return runProgram(args, { env: { ...cliSettings(server), ...env } });
}
