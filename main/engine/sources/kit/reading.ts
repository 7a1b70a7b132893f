import type { EventReading, FactReading } from '../../../../shared/model.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { Reading, Remark } from '../source.ts';

export function skipped(code: ProblemCode, message: string): Reading {
  return { kind: 'skipped', code, message };
}

export function readAs(events: readonly EventReading[], facts: readonly FactReading[], remarks: readonly Remark[] = []): Reading {
  return { kind: 'read', events, facts, remarks };
}
