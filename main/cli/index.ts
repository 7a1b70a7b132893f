import type { Command } from 'commander';
import { register as answers } from './answers.ts';
import { register as assess } from './assess.ts';
import { register as events } from './events.ts';
import { register as exportBundle } from './export.ts';
import { register as graph } from './graph.ts';
import { register as importFiles } from './import.ts';
import { register as integrity } from './integrity.ts';
import { register as keys } from './keys.ts';
import { register as milestone } from './milestone.ts';
import { register as newCase } from './new.ts';
import { register as normalize } from './normalize.ts';
import { register as readers } from './readers.ts';
import { register as reverify } from './reverify.ts';
import { register as summary } from './summary.ts';
import { register as verify } from './verify.ts';

/** Every command, in the order of the work. Each file registers one. */
export const commands: readonly ((program: Command) => void)[] = [
  newCase,
  importFiles,
  milestone,
  summary,
  answers,
  events,
  graph,
  assess,
  keys,
  exportBundle,
  verify,
  reverify,
  integrity,
  readers,
  normalize,
];
