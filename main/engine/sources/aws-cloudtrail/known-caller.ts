import type { FactReading } from '../../../../shared/model.ts';
import { at, isRecord, record, text } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { readCaller } from './caller.ts';
import type { Caller } from './caller.ts';
import { readUserIds } from './ids.ts';
import { readSessionContext } from './session-context.ts';

/** What a record says of who called. */
export interface Told {
  readonly caller: Caller;
  /** What the session's own context tells. */
  readonly standing: readonly FactReading[];
  readonly ids: Readonly<Record<string, string>>;
}

/** Everything beside `userIdentity` that bears on who called in a record that `plain` lets through. */
const beside = ['recipientAccountId', 'sessionCredentialFromConsole', 'eventType'] as const;

interface Known {
  readonly user: Fields;
  readonly beside: readonly string[];
  readonly told: Told;
}

/** Callers kept in memory; then it starts anew. */
const most = 4096;
/** A `userIdentity` that is longer as JSON is none that AWS wrote. */
const longest = 8192;
const known = new Map<string, Known>();

/** A session says of itself in each of its calls what it said in the one before: the same object is given where all of it is the same. */
export function tellCaller(trail: Fields): Told {
  const user = at(trail, 'userIdentity');
  if (!isRecord(user) || !plain(trail, user)) return read(trail);
  const key = text(user['accessKeyId']);
  const found = known.get(key);
  if (found && same(found.user, user) && beside.every((name, place) => found.beside[place] === text(trail[name]))) return found.told;
  const told = read(trail);
  if (JSON.stringify(user).length > longest) return told;
  if (known.size >= most) known.clear();
  known.set(key, { user, beside: beside.map((name) => text(trail[name])), told });
  return told;
}

/** Sign-ins and calls of services name their caller elsewhere too. */
function plain(trail: Fields, user: Fields): boolean {
  const type = user['type'];
  return (
    (type === 'AssumedRole' || (type === 'IAMUser' && text(user['arn']) !== '')) &&
    text(trail['eventSource']) !== 'signin.amazonaws.com' &&
    trail['eventName'] !== 'SwitchRole'
  );
}

function read(trail: Fields): Told {
  const caller = readCaller(trail);
  return { caller, standing: readSessionContext(trail, caller), ids: readUserIds(record(at(trail, 'userIdentity'))) };
}

/** Whether two parsed values are the same in every part. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  let names = 0;
  for (const name in a) {
    if (!Object.hasOwn(b, name) || !same((a as Fields)[name], (b as Fields)[name])) return false;
    names += 1;
  }
  for (const _name in b) names -= 1;
  return names === 0;
}
