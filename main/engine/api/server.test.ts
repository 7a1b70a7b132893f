import { describe, expect, it, vi } from 'vitest';
import { connect, type Client } from '../../../shared/rpc/client.ts';
import { fail } from '../../../shared/problems.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Surroundings } from '../context.ts';
import { portPair } from '../port/pair.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import type { Handlers } from './handlers.ts';
import { serve } from './server.ts';
import { createSession, type Session } from './session.ts';

const around: Surroundings = {
  now: () => 0 as Micros,
  random: (length) => new Uint8Array(length),
  user: 'examiner',
  home: '/home/examiner',
  assets: '/assets',
  version: '0',
  electron: null,
  host: 'in_process',
};
const about = { version: '0', node: '24', electron: null, host: 'in_process' as const, database: true, user: 'examiner', platform: 'linux' };

function start(handlers: Partial<Handlers>, trusted = true): { client: Client; session: Session; endEngine: () => void } {
  const session = createSession(around, trusted);
  const [near, far] = portPair();
  serve(far, handlers as Handlers, session);
  return { client: connect(near), session, endEngine: far.close };
}

function fakeCase(): CaseHandle & { closed: boolean } {
  const handle = { closed: false, close: () => void (handle.closed = true) };
  return handle as unknown as CaseHandle & { closed: boolean };
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError'))));

describe('a call', () => {
  it('brings the result of the contract, and nothing beside it', async () => {
    const { client } = start({ 'app.about': () => ({ ...about, secret: 'x' }) });
    expect(await client.call('app.about', {})).toEqual(about);
  });

  it('fills defaults in before the handler sees the arguments', async () => {
    const seen = vi.fn();
    const { client } = start({ 'custody.page': (_, args) => (seen(args), { total: 0, rows: [] }) });
    await client.call('custody.page', {});
    expect(seen).toHaveBeenCalledWith({ text: '', limit: 200 });
  });

  it('refuses arguments that do not fit, naming the field', async () => {
    const { client } = start({ 'events.detail': () => fail('internal', 'must not run') });
    await expect(client.call('events.detail', { id: -1 })).rejects.toMatchObject({
      problem: { code: 'invalid_argument', message: expect.stringMatching(/events\.detail: id/) },
    });
  });

  it('refuses a method that is not in the contract', async () => {
    const { client } = start({});
    await expect(client.call('toString' as 'app.about', {})).rejects.toMatchObject({ problem: { code: 'invalid_argument' } });
  });

  it('passes a problem on as data', async () => {
    const { client } = start({ 'case.summary': (context) => (context.openCase(), fail('internal', 'no')) });
    await expect(client.call('case.summary', {})).rejects.toMatchObject({ problem: { code: 'no_case_open' } });
  });

  it('says so when a result does not fit the contract', async () => {
    const shout = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { client } = start({ 'app.about': () => ({ ...about, version: 7 }) as never });
    await expect(client.call('app.about', {})).rejects.toMatchObject({ problem: { code: 'internal', message: expect.stringContaining('version') } });
    shout.mockRestore();
  });

  it('outlives nonsense from the window', async () => {
    const session = createSession(around, false);
    const [near, far] = portPair();
    serve(far, { 'app.about': () => about } as unknown as Handlers, session);
    for (const nonsense of [null, 7, {}, { kind: 'call' }, { kind: 'call', id: 1, method: 3 }, { kind: 'cancel', id: 'x' }]) near.post(nonsense);
    expect(await connect(near).call('app.about', {})).toEqual(about);
  });
});

describe('progress and cancelling', () => {
  it('sends the first progress at once and then thins it', async () => {
    const heard: number[] = [];
    const { client } = start({
      'app.about': (context) => {
        for (let done = 0; done < 1000; done += 1) context.progress({ stage: 'read', done, total: 1000, unit: 'records', detail: '' });
        return about;
      },
    });
    await client.call('app.about', {}, { onProgress: ({ done }) => heard.push(done) });
    expect(heard[0]).toBe(0);
    expect(heard.length).toBeLessThan(20);
  });

  it('cancels the call that was asked to stop and no other', async () => {
    const { client } = start({ 'app.about': ({ signal }) => untilAborted(signal), 'keys.list': () => [] });
    const abort = new AbortController();
    const call = client.call('app.about', {}, { signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(await client.call('keys.list', {})).toEqual([]);
  });
});

describe('the end of the engine', () => {
  it('rejects every pending call with one code, and later calls at once', async () => {
    const { client, endEngine } = start({ 'app.about': ({ signal }) => untilAborted(signal) });
    const gone = vi.fn();
    client.onGone(gone);
    const calls = [client.call('app.about', {}), client.call('app.about', {})];
    endEngine();
    for (const call of calls) await expect(call).rejects.toMatchObject({ problem: { code: 'engine_gone' } });
    await expect(client.call('keys.list', {})).rejects.toMatchObject({ problem: { code: 'engine_gone' } });
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('cancels the calls of a window that has gone', async () => {
    let stopped = false;
    const { client, session } = start({ 'app.about': ({ signal }) => untilAborted(signal).finally(() => (stopped = true)) });
    void client.call('app.about', {}).catch(() => undefined);
    await vi.waitFor(() => expect(session.running.size).toBe(1));
    client.close();
    await vi.waitFor(() => expect(session.running.size).toBe(0));
    expect(stopped).toBe(true);
  });
});

describe('changes', () => {
  it('are told to every window of the engine', async () => {
    const session = createSession(around, true);
    const handlers = { 'app.about': (context: Parameters<Handlers['app.about']>[0]) => (context.changed('keys'), about) } as unknown as Handlers;
    const heard: string[] = [];
    const clients = ['first', 'second'].map((name) => {
      const [near, far] = portPair();
      serve(far, handlers, session);
      const client = connect(near);
      client.onChanged((what) => heard.push(`${name} ${what}`));
      return client;
    });
    await clients[0]?.call('app.about', {});
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['first keys', 'second keys']));
  });
});

describe('paths', () => {
  const ask = (client: Client, path: string): Promise<unknown> => client.call('intake.preview', { paths: [path] });
  const handlers: Partial<Handlers> = { 'intake.preview': () => [] };

  it('are refused unless a person gave them', async () => {
    const { client, session } = start(handlers, false);
    await expect(ask(client, '/evidence/trail')).rejects.toMatchObject({ problem: { code: 'not_allowed', file: '/evidence/trail' } });
    session.grant(['/evidence/trail']);
    expect(await ask(client, '/evidence/trail')).toEqual([]);
    expect(await ask(client, '/evidence/trail/2026/a.json.gz')).toEqual([]);
    for (const path of ['/evidence/trailer', '/evidence', '/evidence/trail/../other', 'evidence/trail'])
      await expect(ask(client, path)).rejects.toMatchObject({ problem: { code: 'not_allowed' } });
  });

  it('need no leave in a terminal', async () => {
    const { client } = start(handlers);
    expect(await ask(client, 'anywhere')).toEqual([]);
  });
});

describe('replacing the open case', () => {
  it('waits for the calls that use it, which are cancelled', async () => {
    const first = fakeCase();
    const second = fakeCase();
    const next = [first, second];
    let closedWhileUsed = false;
    const { client } = start({
      'case.close': (context) => (context.setCase(next.shift() ?? null), {}),
      'app.about': async (context) => {
        context.openCase();
        await untilAborted(context.signal).catch(() => undefined);
        await new Promise((wake) => setTimeout(wake, 20));
        closedWhileUsed = first.closed;
        return about;
      },
    });
    await client.call('case.close', {});
    const long = client.call('app.about', {});
    await client.call('case.close', {});
    await long;
    expect(closedWhileUsed).toBe(false);
    await vi.waitFor(() => expect(first.closed).toBe(true));
    expect(second.closed).toBe(false);
  });

  it('closes the case when the session ends', async () => {
    const handle = fakeCase();
    const { client, session } = start({ 'case.close': (context) => (context.setCase(handle), {}) });
    await client.call('case.close', {});
    await session.close();
    expect(handle.closed).toBe(true);
  });
});
