/** Everything the engine can be asked, as a value: argument and result schemas; types on both sides flow from here. */
import type { z } from 'zod';
import { answerMethods } from './answers.ts';
import { caseMethods } from './case.ts';
import { eventMethods } from './events.ts';
import { evidenceMethods } from './evidence.ts';
import { graphMethods } from './graph.ts';
import { intakeMethods } from './intake.ts';

export const contract = { ...caseMethods, ...intakeMethods, ...eventMethods, ...graphMethods, ...answerMethods, ...evidenceMethods } as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller passes: fields with a default may be left out. */
export type ArgsIn<M extends MethodName> = z.input<Contract[M]['args']>;
/** What a handler gets, validated and complete. */
export type Args<M extends MethodName> = z.output<Contract[M]['args']>;
export type Result<M extends MethodName> = z.output<Contract[M]['result']>;
