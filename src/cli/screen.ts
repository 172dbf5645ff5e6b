const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;
const CLEAR_LINE = '\r\x1b[2K';

export type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export interface Screen {
  say(line: string): void;
  /** In a terminal, shows that something is waited for below what is said, until it is disposed. */
  spin(status: () => string): Disposable;
}

export function createScreen(output: Output): Screen {
  let frame = 0;
  let status: (() => string) | null = null;

  function spinner(): string {
    if (!status) return '';
    const text = `${FRAMES[frame % FRAMES.length]} ${status()}`;
    // A line that wraps could not be taken back.
    return text.slice(0, Math.max(0, (output.columns ?? 80) - 1));
  }

  return {
    say(line) {
      output.write(output.isTTY ? `${CLEAR_LINE}${line}\n${spinner()}` : `${line}\n`);
    },
    spin(of) {
      if (!output.isTTY) return { [Symbol.dispose]: () => undefined };
      status = of;
      const timer = setInterval(() => {
        frame += 1;
        output.write(CLEAR_LINE + spinner());
      }, FRAME_MS);
      return {
        [Symbol.dispose]() {
          clearInterval(timer);
          status = null;
          output.write(CLEAR_LINE);
        },
      };
    },
  };
}
