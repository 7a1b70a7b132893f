/** A screen for the window: the one at hand, or a virtual one for tests. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

export interface VirtualDisplay {
  /** What `DISPLAY` must say. */
  readonly name: string;
  stop(): void;
}

/** Starts a virtual X screen, reachable from this machine only. It chooses a free number by itself. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-ac', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3] as Readable;
  // To the end: a server whose last word meets a closed pipe dies of it.
  const number = (await text(told)).trim();
  if (!number) throw new Error('Xvfb could not start a virtual screen.');
  server.unref();
  process.on('exit', () => server.kill());
  return { name: `:${number}`, stop: () => void server.kill() };
}
