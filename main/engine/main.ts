/** The engine as a process of its own: a utility process of Electron, or a child on Node. */
import { handlers } from './api/index.ts';
import { serve } from './api/server.ts';
import { createSession } from './api/session.ts';
import { childPipe } from './port/child-ipc.ts';
import { utilityPipe } from './port/utility.ts';
import { acceptWindows } from './port/window-ports.ts';
import { surroundings } from './surroundings.ts';

const utility = utilityPipe();
const pipe = utility ?? childPipe();
const session = createSession(surroundings(utility ? 'utility' : 'child'), false);

async function quit(): Promise<void> {
  await session.close();
  process.exit(0);
}

acceptWindows(pipe, (port) => serve(port, handlers, session));
pipe.onMessage((message) => {
  if (message.control === 'quit') void quit();
  if (message.control !== 'grant') return;
  session.grant(message.paths);
  pipe.send({ control: 'granted', id: message.id });
});
pipe.onClose(() => void quit());
