import type { Detection, FramedRecord, Sample } from '../source.ts';

/** Claims the share of the sample that is recognised; `marks` names in words what it is recognised by. */
export function detectBy(sample: Sample, marks: string, mine: (framed: FramedRecord) => boolean): Detection {
  const count = sample.records.filter(mine).length;
  if (count === 0) return { confidence: 0, reasons: [] };
  return { confidence: count / sample.records.length, reasons: [`${marks} in ${count} of ${sample.records.length} records`] };
}
