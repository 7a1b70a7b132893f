import type { EventReading, FactReading } from '../../../shared/model.ts';
import type { ProblemCode } from '../../../shared/problems.ts';
import type { Remark, Source } from '../sources/source.ts';
import type { Framed } from './frames/records.ts';

/** What became of one record. */
export type Outcome =
  | { readonly kind: 'read'; readonly events: readonly EventReading[]; readonly facts: readonly FactReading[]; readonly remarks: readonly Remark[] }
  | { readonly kind: 'skipped'; readonly code: ProblemCode; readonly message: string; readonly lost: boolean };

/** Reads one framed record. A reader that throws, or gives neither event nor fact nor reason, loses the record by name, never in silence. */
export function readRecord(source: Source, framed: Framed): Outcome {
  if (framed.kind === 'flaw') return { kind: 'skipped', ...framed.flaw };
  try {
    const reading = source.read(framed.record);
    if (reading.kind === 'skipped') return { kind: 'skipped', code: reading.code, message: reading.message, lost: true };
    if (reading.events.length + reading.facts.length === 0) return failed('The reader found nothing in this record and gave no reason.');
    if (reading.events.some((event) => event.basis.length === 0 || !Number.isSafeInteger(event.at)))
      return failed('The reader gave an event without a basis or time.');
    const remarks = framed.remarks.length > 0 ? [...framed.remarks, ...reading.remarks] : reading.remarks;
    return { kind: 'read', events: reading.events, facts: reading.facts, remarks };
  } catch {
    return failed('The reader broke off at this record.');
  }
}

function failed(message: string): Outcome {
  return { kind: 'skipped', code: 'reader_failed', message, lost: true };
}
