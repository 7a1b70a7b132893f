import { planes } from '../../../shared/model.ts';
import { fail } from '../../../shared/problems.ts';
import type { CredentialTag, IdentityTag } from '../../../shared/rpc/events.ts';
import type { Dossier } from '../../../shared/rpc/graph.ts';
import { coverage } from '../store/coverage.ts';
import type { ReadDb } from '../store/db.ts';
import { derivationsByCredentials, derivationsOf } from '../store/graph-links.ts';
import { credentialIds, credentialsById, identitiesById, type CredentialRow, type IdentityRow } from '../store/graph-names.ts';
import { actionsOf, networksOf, successesAfter, userAgentsOf, useTicks } from '../store/graph-ticks.ts';
import { livesOf, type Life } from './life.ts';
import { lineOf, reachOf } from './lines.ts';
import { momentsOf } from './windows.ts';
import { utc } from './words.ts';

/** Everything the case holds about one credential. `no_such_thing` for a key it does not know. */
export function dossierOf(db: ReadDb, key: string): Dossier {
  const [id] = credentialIds(db, [key]);
  const life = id === undefined ? undefined : livesOf(db, [id]).get(id);
  if (id === undefined || !life) fail('no_such_thing', `There is no credential ${key} in this case.`);
  const moments = momentsOf(db);
  const [into, out] = [derivationsOf(db, [id]), derivationsByCredentials(db, [id])];
  const credentials = credentialsById(
    db,
    [...into, ...out].flatMap((row) => [row.child, row.parentCredential].filter((each) => each !== null)),
  );
  const identities = identitiesById(db, [
    ...life.holdings.map((row) => row.identity),
    ...into.flatMap((row) => (row.parentIdentity === null ? [] : [row.parentIdentity])),
  ]);
  const after = moments.patch === null ? 0 : (successesAfter(db, [id], moments.patch).get(id) ?? 0);
  return {
    line: lineOf(life, moments, after, useTicks(db, [id], 200).get(id) ?? [], reachOf(db)),
    attributes: { ...life.credential.attributes },
    facts: life.facts.map(({ what, at, detail, event, item, index, offset, length, label }) => ({
      what,
      at,
      detail,
      event,
      item,
      index,
      offset,
      length,
      label,
    })),
    holders: life.holdings.map((row) => ({
      identity: identityTag(identities.get(row.identity) as IdentityRow),
      basis: row.basis,
      from: row.from,
      to: row.to,
      rationale: row.rationale,
      author: row.author,
    })),
    mintedFrom: into.map((row) => ({
      method: row.method,
      at: row.at,
      event: row.event,
      identity: row.parentIdentity === null ? null : identityTag(identities.get(row.parentIdentity) as IdentityRow),
      credential: row.parentCredential === null ? null : credentialTag(credentials.get(row.parentCredential) as CredentialRow),
    })),
    minted: out.map((row) => ({ method: row.method, at: row.at, event: row.event, credential: credentialTag(credentials.get(row.child) as CredentialRow) })),
    actions: actionsOf(db, id).map((row) => ({ ...row, plane: planes[row.plane] ?? 'management' })),
    networks: networksOf(db, id),
    userAgents: userAgentsOf(db, id),
    silent: silentAbout(db, life),
  };
}

function identityTag({ key, display, kind, realm }: IdentityRow): IdentityTag {
  return { key, display, kind, realm };
}

function credentialTag({ key, display, kind }: CredentialRow): CredentialTag {
  return { key, display, kind };
}

/** What the logs at hand cannot show about a credential. */
function silentAbout(db: ReadDb, life: Life): string[] {
  const said: string[] = [];
  if (!life.issued || life.issued.inferred) said.push('No record says when it was issued.');
  if (life.credential.kind === 'session' && !life.minted) said.push('No record says who minted it: what lies before it cannot be told.');
  if (life.credential.lifetime !== 'static' && (!life.expires || life.expires.inferred)) said.push('No record says when it expires.');
  if (life.parentNote !== '') said.push(life.parentNote);
  const realm = life.holder?.realm ?? '';
  const sources = coverage(db).filter((source) => source.realm === realm);
  if (realm !== '' && sources.length === 0) said.push(`No log of ${realm}, where it belongs, is in the case.`);
  if (/^\d{12}$/.test(realm) && sources.length > 0 && !sources.some((source) => source.logTypes.includes('Data')))
    said.push(`No data event of account ${realm} is in the case: reads of objects with it cannot be told.`);
  for (const source of sources) for (const gap of source.gaps) said.push(`${source.source} has no event from ${utc(gap.from)} to ${utc(gap.to)}.`);
  return said;
}
