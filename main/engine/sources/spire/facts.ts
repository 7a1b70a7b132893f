import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { at, bounded, list, present, readTime, spiffeIdentity, textAt, trustDomainOf } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { idOf } from './line.ts';
import { callerOf } from './use.ts';

/** An SVID by its serial number where that is written, else by whom it names and when it ends. */
function svid(id: string, serial: string, expires: string, attributes: Readonly<Record<string, string>>): CredentialRef {
  return {
    kind: 'svid',
    id: { plain: serial === '' ? `${id}@${expires}` : `${trustDomainOf(id)}#${serial}` },
    display: bounded(`SVID of ${id}`, 200),
    lifetime: 'ephemeral',
    attributes: present({ subject: id, serialNumber: serial, expires, ...attributes }),
  };
}

/** A signed SVID: the agent asked for it with its own, keeps its key and hands it to the workload. `event` is null for a line without a time. */
export function issuanceFacts(line: Fields, event: EventReading | null): readonly FactReading[] {
  const id = textAt(line, 'spiffe_id');
  const expires = textAt(line, 'expiration');
  if (!/^Signed (X509|JWT|WIT)/i.test(textAt(line, 'msg')) || trustDomainOf(id) === '' || expires === '') return [];
  const ends = readTime(expires);
  const child = svid(id, textAt(line, 'serial_num'), expires, { entryId: textAt(line, 'entry_id'), type: textAt(line, 'msg').split(' ')[1] ?? '' });
  const agent = callerOf(line);
  const workload = spiffeIdentity(id);
  const issued = event?.at ?? null;
  return [
    { fact: 'credential', credential: child, what: 'issued', at: issued, detail: bounded(`${textAt(line, 'msg')} for ${agent.display}`) },
    ...(ends ? [{ fact: 'credential', credential: child, what: 'expires', at: ends.at, detail: `expiration ${expires}` } as const] : []),
    ...(event
      ? [{ fact: 'derivation', method: 'SvidIssue', at: event.at, parentIdentity: agent, parentCredential: null, child, childIdentity: workload } as const]
      : []),
    { fact: 'holding', identity: workload, credential: child, basis: 'issued', via: null, from: issued },
    ...(agent.kind === 'anonymous' ? [] : [{ fact: 'holding', identity: agent, credential: child, basis: 'exposed', via: null, from: issued } as const]),
  ];
}

/** `agent list`: each agent with the SVID it holds now. */
export function agentFacts(agent: Fields): readonly FactReading[] {
  const id = idOf(at(agent, 'id'));
  const serial = textAt(agent, 'x509svid_serial_number');
  const identity = spiffeIdentity(id);
  const about: FactReading = {
    fact: 'identity',
    identity,
    attributes: present({ attestation: textAt(agent, 'attestation_type'), banned: textAt(agent, 'banned'), selectors: selectorsOf(agent) }),
  };
  if (serial === '') return [about];
  const ends = readTime(at(agent, 'x509svid_expires_at'));
  const held = svid(id, serial, '', {});
  const banned = textAt(agent, 'banned') === 'true';
  return [
    about,
    {
      fact: 'credential',
      credential: held,
      what: banned ? 'listed_inactive' : 'listed_active',
      at: null,
      detail: `agent list: banned ${textAt(agent, 'banned') || '(absent)'}`,
    },
    ...(ends ? [{ fact: 'credential', credential: held, what: 'expires', at: ends.at, detail: 'x509svid_expires_at' } as const] : []),
    { fact: 'holding', identity, credential: held, basis: 'inventory', via: null, from: null },
  ];
}

/** `entry show`: which workloads may be given an SVID, by which agent and on which selectors. */
export function entryFacts(entry: Fields): readonly FactReading[] {
  const identity: IdentityRef = spiffeIdentity(idOf(at(entry, 'spiffe_id')));
  return [
    {
      fact: 'identity',
      identity,
      attributes: present({
        entryId: textAt(entry, 'id') || textAt(entry, 'entry_id'),
        parent: bounded(idOf(at(entry, 'parent_id'))),
        selectors: selectorsOf(entry),
        x509SvidTtl: textAt(entry, 'x509_svid_ttl'),
        jwtSvidTtl: textAt(entry, 'jwt_svid_ttl'),
        admin: textAt(entry, 'admin'),
        downstream: textAt(entry, 'downstream'),
        federatesWith: bounded(list(at(entry, 'federates_with')).join(' ')),
      }),
    },
  ];
}

function selectorsOf(value: Fields): string {
  const found = list(at(value, 'selectors')).map((each) => `${textAt(each, 'type')}:${textAt(each, 'value')}`);
  return bounded(found.join(' '), 500);
}
