import { logTypeField } from './coverage-hours.ts';

/** Ids as they are written: what many events say alike once for all of them, and the event's own values. */
export interface SplitIds {
  /** The ids as JSON, with null where the event has a value of its own. */
  readonly context: string;
  /** Those values in their order, as JSON; `true` is the vendor id. */
  readonly own: string;
}

/** Writes the values of `ownNames` apart. The kind of log stays with the context, where hours are counted by it. */
export function splitIds(ids: Readonly<Record<string, string>>, ownNames: ReadonlySet<string>, vendorId: string | null): SplitIds {
  const shared: Record<string, string | null> = { ...ids };
  const own: (string | true)[] = [];
  for (const name in shared) {
    const value = ids[name]!;
    if ((value !== vendorId && !ownNames.has(name)) || name === logTypeField) continue;
    shared[name] = null;
    own.push(value === vendorId ? true : value);
  }
  return { context: JSON.stringify(shared), own: JSON.stringify(own) };
}

/** The ids of a stored event; `context` is null where they stand in one piece. The vendor id is `reader:id`. */
export function joinIds(ids: string, context: string | null, vendorId: string | null): Readonly<Record<string, string>> {
  if (context === null) return JSON.parse(ids) as Record<string, string>;
  const said = JSON.parse(context) as Record<string, string | null>;
  const own = JSON.parse(ids) as (string | true)[];
  let next = 0;
  for (const name in said) {
    if (said[name] !== null) continue;
    const value = own[next++];
    if (value === undefined || (value === true && vendorId === null)) throw new Error('an event has fewer values than its context leaves open');
    said[name] = value === true ? vendorId!.slice(vendorId!.indexOf(':') + 1) : value;
  }
  return said as Record<string, string>;
}
