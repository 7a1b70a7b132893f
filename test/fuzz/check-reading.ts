import type { FramedRecord, Reading } from '../../main/engine/sources/source.ts';
import type { Basis, EventReading } from '../../shared/model.ts';
import { identityKinds, planes } from '../../shared/model.ts';
import { problemCodes } from '../../shared/problems.ts';

/** What is wrong with a reading, or null. No damage to a record may lead to any of it. */
export function faultOf(record: FramedRecord, reading: Reading): string | null {
  if (reading.kind === 'skipped') return problemCodes.includes(reading.code) && reading.message !== '' ? null : `skipped as "${reading.code}" without a word`;
  if (reading.events.length + reading.facts.length === 0) return 'read, with neither event nor fact';
  for (const event of reading.events) {
    const fault = eventFault(record, event);
    if (fault !== null) return `${event.action}: ${fault}`;
  }
  for (const fact of reading.facts) if (fact.fact === 'credential' && fact.at !== null && !Number.isSafeInteger(fact.at)) return 'a fact at no time';
  return null;
}

function eventFault(record: FramedRecord, event: EventReading): string | null {
  if (event.basis.length === 0) return 'no basis';
  if (event.basis.some(({ field, value }) => field === '' || value === '')) return 'an empty basis';
  if (!Number.isSafeInteger(event.at)) return `at ${event.at}`;
  if (!planes.includes(event.plane)) return `on the plane "${event.plane}"`;
  if (!identityKinds.includes(event.identity.kind) || event.identity.name === '' || event.principal === '') return 'without an identity';
  if (event.ip !== null && event.origin !== null) return 'an address and an origin';
  if (event.rung === 4 && !event.basis.some(({ field }) => field === '(log)'))
    for (const basis of event.basis) if (!holds(record, basis)) return `succeeded, because ${basis.field} is said to be ${basis.value}`;
  return null;
}

/** Whether what a success rests on can be so: a field said to be absent is, and of any other something is there. */
function holds(record: FramedRecord, { field, value }: Basis): boolean {
  // OpenTelemetry leaves out a status that was not set.
  if (record.form !== 'json' || field.startsWith('(') || value === 'UNSET' || value === 'recorded on completion') return true;
  const path = field.split('.');
  if (value === '(absent)') return empty(valueAt(record.value, path));
  const last = path
    .at(-1)!
    .replaceAll(/[^A-Za-z0-9_]/g, '')
    .toLowerCase();
  return JSON.stringify(record.value)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '')
    .includes(last);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const name of path)
    inner = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Record<string, unknown>)[name] : undefined;
  return inner;
}

function empty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
