// Loaded into the API process before the product, with --expose-gc: at SIGUSR2 it says what is left after a collection.
// What a process holds of the machine tells little of that, as V8 collects late where there is room.

const LIVE = 'live bytes:';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${LIVE} ${heapUsed + external}\n`);
});
