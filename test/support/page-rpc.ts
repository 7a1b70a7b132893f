/** Calls the engine from inside the page, the way the page does: over its port. */
import { portMessage, portRequest, type Bridge, type PickKind } from '../../shared/bridge.ts';
import type { Page } from '@playwright/test';
import type { ArgsIn, MethodName } from '../../shared/rpc/contract.ts';

/** Far from the numbers that the page gives to its own calls on the same port. */
const ownId = 1_000_000_000;

/** An expression for the page that resolves with `{value}` or `{problem}`. It takes the port over from the page. */
export function callExpression<M extends MethodName>(method: M, args: ArgsIn<M>): string {
  const call = JSON.stringify({ kind: 'call', id: ownId, method, args });
  return `new Promise((resolve) => {
    const take = (event) => {
      if (event.data !== ${JSON.stringify(portMessage)} || !event.ports[0]) return;
      removeEventListener('message', take);
      const port = event.ports[0];
      port.addEventListener('message', ({ data }) => {
        if (data.id === ${ownId} && data.kind === 'result') resolve({ value: data.value });
        if (data.id === ${ownId} && data.kind === 'problem') resolve({ problem: data.problem });
      });
      port.start();
      port.postMessage(${call});
    };
    addEventListener('message', take);
    postMessage(${JSON.stringify(portRequest)}, '*');
  })`;
}

/** What the engine answers: `{value}` or `{problem}`. */
export function callFrom<M extends MethodName>(page: Page, method: M, args: ArgsIn<M>): Promise<unknown> {
  return page.evaluate(callExpression(method, args));
}

/** What a person does in a dialog: the paths come back and the engine accepts them. The answers are set with `answerDialogs`. */
export function pickFrom(page: Page, kind: PickKind): Promise<string[]> {
  return page.evaluate((wanted) => {
    const { keyholder } = globalThis as unknown as { keyholder: Bridge };
    return keyholder.pick({ kind: wanted, title: 'Choose' });
  }, kind);
}
