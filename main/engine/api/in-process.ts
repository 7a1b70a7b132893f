/** The engine without a process of its own: for a terminal and for tests. */
import { connect, type Client } from '../../../shared/rpc/client.ts';
import type { Surroundings } from '../context.ts';
import { portPair } from '../port/pair.ts';
import { handlers } from './index.ts';
import { serve } from './server.ts';
import { createSession } from './session.ts';

export interface InProcess {
  readonly call: Client['call'];
  readonly onChanged: Client['onChanged'];
  /** Cancels what runs and closes the case. */
  close(): Promise<void>;
}

/** Calls pass through the same checks as the window's, except that any path may be named. */
export function inProcess(around: Surroundings): InProcess {
  const session = createSession(around, true);
  const [near, far] = portPair();
  serve(far, handlers, session);
  const client = connect(near);
  return {
    call: client.call,
    onChanged: client.onChanged,
    close: async () => {
      await session.close();
      client.close();
    },
  };
}
