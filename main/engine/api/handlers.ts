import type { Args, MethodName, Result } from '../../../shared/rpc/contract.ts';
import type { Context } from '../context.ts';

/** The engine's side of one method: validated arguments in, a result of the contract out. */
export type Handler<M extends MethodName> = (context: Context, args: Args<M>) => Result<M> | Promise<Result<M>>;

export type Handlers = { readonly [M in MethodName]: Handler<M> };
