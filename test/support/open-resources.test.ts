import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openedSince, openResources } from './open-resources.ts';

// What each test file must not leave behind is seen by this.
it('tells of a server, a socket, a timer and a child process, and of none that is closed', async () => {
  const before = openResources();
  const server = net.createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const timer = setInterval(() => undefined, 60_000);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
  // What made the connection is gone a turn after it.
  await setImmediate();
  expect(openedSince(before).sort()).toEqual([
    '1 ProcessWrap',
    '1 TCPServerWrap',
    '1 TCPSocketWrap',
    '1 Timeout',
  ]);

  clearInterval(timer);
  child.kill('SIGKILL');
  socket.destroy();
  server.close();
  await Promise.all([once(child, 'exit'), once(server, 'close')]);
  // Not by vitest's waiting, which is a timer too. The test's own time is over if one stays.
  while (openedSince(before).length > 0) await setImmediate();
});
