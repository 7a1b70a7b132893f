/** Calls the engine from inside the page, the way the page does: over its port. */
import { portMessage, portRequest } from '../../shared/bridge.ts';
import type { ArgsIn, MethodName } from '../../shared/rpc/contract.ts';

/** An expression for the page that resolves with `{value}` or `{problem}`. It takes the port over from the page. */
export function callExpression<M extends MethodName>(method: M, args: ArgsIn<M>): string {
  const call = JSON.stringify({ kind: 'call', id: 1, method, args });
  return `new Promise((resolve) => {
    const take = (event) => {
      if (event.data !== ${JSON.stringify(portMessage)} || !event.ports[0]) return;
      removeEventListener('message', take);
      const port = event.ports[0];
      port.addEventListener('message', ({ data }) => {
        if (data.id === 1 && data.kind === 'result') resolve({ value: data.value });
        if (data.id === 1 && data.kind === 'problem') resolve({ problem: data.problem });
      });
      port.start();
      port.postMessage(${call});
    };
    addEventListener('message', take);
    postMessage(${JSON.stringify(portRequest)}, '*');
  })`;
}
