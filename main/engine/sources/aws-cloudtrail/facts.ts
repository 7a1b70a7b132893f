import type { EventReading, FactReading } from '../../../../shared/model.ts';
import type { Fields } from '../kit.ts';
import type { Caller } from './caller.ts';
import { readIssuance } from './issuance.ts';
import { readKeyLife } from './key-life.ts';
import { readPrincipalLife } from './principal-life.ts';
import { readRevocations } from './revocation.ts';

/** Everything a record says beside the call itself; `standing` is what its session's context tells. Changes are facts only when the call took effect. */
export function readFacts(trail: Fields, event: EventReading, caller: Caller, standing: readonly FactReading[]): readonly FactReading[] {
  if (event.rung !== 4) return standing;
  const more = [
    ...readIssuance(trail, event, caller),
    ...readKeyLife(trail, event, caller),
    ...readPrincipalLife(trail, event),
    ...readRevocations(trail, event),
  ];
  return more.length === 0 ? standing : [...standing, ...more];
}
