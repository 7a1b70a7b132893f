import type { ProblemCode } from '../../../../shared/problems.ts';
import type { FramedRecord, Reading, Source } from '../source.ts';
import type { Act } from './activity.ts';
import { readAct } from './activity.ts';
import { detectBy } from './detect-by.ts';
import { fieldsOf } from './activity-fields.ts';
import { skipped } from './reading.ts';
import type { Fields } from './values.ts';

/** Why there is no event in a record. */
export interface Left {
  readonly skip: string;
  readonly code?: ProblemCode;
}

/** What tells one service's log from another's, and how one of its records is read. */
export interface ActivityFormat extends Pick<Source, 'id' | 'title' | 'version' | 'docs' | 'framing'> {
  /** The fields by which a record of this format is known, in words. */
  readonly marks: string;
  /** The records in what was framed: usually the thing itself; several where a service nests them; none when it is not of this format. */
  open(fields: Fields, within: string): readonly Fields[];
  /** One record as an act, or the reason why there is none in it. */
  read(record: Fields): Act | Left;
  /** Lines that are no JSON, where the service writes such. */
  readonly openText?: (line: string) => Fields | null;
}

/** A reader for a service that logs one act a record. */
export function activitySource(format: ActivityFormat): Source {
  const { id, title, version, docs, framing, marks } = format;
  const open = (framed: FramedRecord): readonly Fields[] => {
    const fields = (framed.form === 'text' ? format.openText?.(framed.text) : null) ?? fieldsOf(framed);
    return fields ? format.open(fields, framed.form === 'json' ? framed.within : '') : [];
  };
  return {
    id,
    title,
    version,
    docs,
    framing,
    detect: (sample) => detectBy(sample, marks, (framed) => open(framed).length > 0),
    read(framed) {
      const records = open(framed);
      if (records.length === 0) return skipped('not_this_format', `No record of ${title}: ${marks} are not all there.`);
      return joined(records.map((fields) => readOne(format, fields)));
    },
  };
}

function readOne(format: ActivityFormat, fields: Fields): Reading {
  const act = format.read(fields);
  return 'skip' in act ? skipped(act.code ?? 'field_unreadable', act.skip) : readAct(act);
}

/** What several records in one say together; a part that could not be read becomes a remark. */
function joined(readings: readonly Reading[]): Reading {
  const first = readings[0];
  if (readings.length === 1 && first) return first;
  const read = readings.flatMap((reading) => (reading.kind === 'read' ? [reading] : []));
  const lost = readings.flatMap((reading) => (reading.kind === 'skipped' ? [{ code: reading.code, message: reading.message }] : []));
  if (read.length === 0) return first ?? skipped('field_unreadable', 'The record holds nothing.');
  return {
    kind: 'read',
    events: read.flatMap(({ events }) => events),
    facts: read.flatMap(({ facts }) => facts),
    remarks: [...read.flatMap(({ remarks }) => remarks), ...lost],
  };
}
