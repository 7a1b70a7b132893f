import type { CredentialRef, EventReading, FactReading, IdentityKind, IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { Micros, ParsedTime } from '../../../../shared/time.ts';
import type { Reading, Remark } from '../source.ts';
import { readOrigin } from './address.ts';
import type { Outcome } from './outcome.ts';
import { skipped } from './reading.ts';
import { readTime } from './times.ts';
import { bounded, masked, present, text } from './values.ts';

/** One act as most services log it: somebody did something to something, from somewhere, at a time, with an outcome. */
export interface Act {
  /** The time as written, and the name of its field. */
  readonly time: unknown;
  readonly timeField: string;
  readonly readTime?: (value: unknown) => ParsedTime | null;
  readonly action: string;
  readonly plane: Plane;
  readonly outcome: Outcome;
  readonly identity: IdentityRef;
  /** Where it happened, where that is not where the identity is at home. */
  readonly realm?: string;
  /** The actor exactly as logged, where it says more than the identity. */
  readonly principal?: string;
  readonly credential?: CredentialRef | null;
  readonly resources?: readonly ResourceRef[];
  /** A network address, or a name of where the call came from. */
  readonly address?: string;
  readonly userAgent?: string;
  readonly vendorId?: string;
  readonly ids?: Readonly<Record<string, string>>;
  readonly facts?: (at: Micros, event: EventReading) => readonly FactReading[];
}

/** The event of an act. Skipped where it has no time that can be read. */
export function readAct(act: Act): Reading {
  const timeText = bounded(text(act.time), 100);
  if (timeText === '') return skipped('time_missing', `There is no time: ${act.timeField} is absent or empty.`);
  const time = (act.readTime ?? readTime)(act.time);
  // Years before 1685 and after 2255 do not fit, and no such service was there to log them.
  if (!time || !Number.isSafeInteger(time.at)) return skipped('time_unreadable', `${act.timeField} is not a time: ${timeText}`);
  const agent = act.userAgent ?? '';
  const event: EventReading = {
    at: time.at,
    timeText,
    action: bounded(act.action, 200),
    plane: act.plane,
    rung: act.outcome.rung,
    basis: act.outcome.basis,
    identity: act.identity,
    principal: bounded(act.principal || act.identity.display || act.identity.name, 500),
    credential: act.credential ?? null,
    resources: (act.resources ?? []).filter(({ display }) => display !== ''),
    ...readOrigin(bounded(act.address ?? '', 200)),
    userAgent: agent === '' ? null : bounded(agent, 1024),
    realm: act.realm || act.identity.realm,
    vendorId: act.vendorId || null,
    ids: shortened(act.ids ?? {}),
  };
  const remarks: Remark[] = [];
  if (!time.zoned) remarks.push({ code: 'time_zone_assumed', message: `${act.timeField} has no zone; it was read as UTC.` });
  if (act.identity.name === 'not-named') remarks.push({ code: 'field_unreadable', message: 'The record names nobody as the one who acted.' });
  return { kind: 'read', events: [event], facts: act.facts?.(time.at, event) ?? [], remarks };
}

/** A session that a record says began, or ended, with its holder. */
export function sessionFacts(
  what: 'issued' | 'revoked' | null,
  credential: CredentialRef | null,
  identity: IdentityRef,
  at: Micros,
  detail: string,
): readonly FactReading[] {
  if (what === null || credential === null) return [];
  const fact: FactReading = { fact: 'credential', credential, what, at, detail };
  return what === 'revoked' || identity.name === 'not-named' ? [fact] : [fact, { fact: 'holding', identity, credential, basis: 'issued', via: null, from: at }];
}

function shortened(ids: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const said = present(ids);
  for (const name in said) said[name] = bounded(said[name] ?? '', 300);
  return said;
}

/** Somebody known to a service by a name or id of its own. Nobody, where the record names none. */
export function someone(kind: IdentityKind, provider: string, realm: string, name: string, display = name): IdentityRef {
  const where = realm === '' ? 'unknown' : bounded(realm, 200);
  if (name === '') return { kind: 'anonymous', provider, realm: where, name: 'not-named', display: 'not named' };
  return { kind, provider, realm: where, name: bounded(name, 300), display: bounded(display || name) };
}

/** A thing acted upon, under its service and kind. */
export function thing(provider: string, kind: string, id: string, display = id): ResourceRef {
  const type = kind === '' ? 'thing' : bounded(kind, 60).toLowerCase();
  return { kind: type, key: bounded(`${provider}:${type}/${id}`, 1024), display: bounded(display || id, 200) };
}

/** A signed-in session by an id that cannot be used to resume it. */
export function webSession(provider: string, id: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef | null {
  if (id === '') return null;
  return {
    kind: 'web_session',
    id: { plain: bounded(`${provider}:${id}`, 300) },
    display: `session ${masked(bounded(id, 80))}`,
    lifetime: 'ephemeral',
    attributes: present(attributes),
  };
}
