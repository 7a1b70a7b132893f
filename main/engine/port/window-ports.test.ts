import { expect, it } from 'vitest';
import type { ControlFromEngine, ControlToEngine } from '../../../shared/rpc/control.ts';
import type { Port } from '../../../shared/rpc/port.ts';
import type { ControlPipe } from './pipe.ts';
import { acceptWindows } from './window-ports.ts';

function fakePipe(): {
  pipe: ControlPipe;
  say: (message: ControlToEngine, transferred?: readonly unknown[]) => void;
  hangUp: () => void;
  sent: ControlFromEngine[];
} {
  const listeners: ((message: ControlToEngine, transferred: readonly unknown[]) => void)[] = [];
  const closers: (() => void)[] = [];
  const sent: ControlFromEngine[] = [];
  return {
    pipe: {
      send: (message) => void sent.push(message),
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => void closers.push(listener),
    },
    say: (message, transferred = []) => listeners.forEach((listener) => listener(message, transferred)),
    hangUp: () => closers.forEach((close) => close()),
    sent,
  };
}

it('keeps the messages of one window from the next on a shared pipe', () => {
  const { pipe, say, sent } = fakePipe();
  const ports: Port[] = [];
  const heard: string[] = [];
  acceptWindows(pipe, (port) => {
    const name = ports.push(port);
    port.onMessage((message) => heard.push(`${name}:${String(message)}`));
    port.onClose(() => heard.push(`${name} closed`));
  });
  say({ control: 'attach', window: 1 });
  say({ control: 'wire', window: 1, message: 'a' });
  say({ control: 'attach', window: 2 });
  say({ control: 'wire', window: 1, message: 'late' });
  say({ control: 'wire', window: 2, message: 'b' });
  ports[0]?.post('late answer');
  ports[1]?.post('answer');
  expect(heard).toEqual(['1:a', '1 closed', '2:b']);
  expect(sent).toEqual([{ control: 'wire', window: 2, message: 'answer' }]);
});

it('closes the port when the shell is gone', () => {
  const { pipe, say, hangUp } = fakePipe();
  let closed = 0;
  acceptWindows(pipe, (port) => port.onClose(() => (closed += 1)));
  say({ control: 'attach', window: 1 });
  hangUp();
  expect(closed).toBe(1);
});

it('takes a transferred port where the pipe can carry one', () => {
  const { pipe, say, sent } = fakePipe();
  const posted: unknown[] = [];
  let started = false;
  const main = { postMessage: (message: unknown) => void posted.push(message), on: () => main, start: () => void (started = true), close: () => undefined };
  acceptWindows(pipe, (port) => {
    port.onMessage(() => undefined);
    port.post('hello');
  });
  say({ control: 'attach', window: 1 }, [main]);
  expect([started, posted, sent]).toEqual([true, ['hello'], []]);
});
