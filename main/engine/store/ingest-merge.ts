/** How two descriptions of one thing become one. No rule here depends on which came first, so the order of import does not matter. */
import type { IdentityKind, Lifetime } from '../../../shared/model.ts';
import type { NamedCredential, NamedIdentity, NamedResource } from './ingest-batch.ts';

/** A kind that says more comes first; that somebody was seen to be a person decides. */
const strongest: readonly IdentityKind[] = ['human', 'agent', 'application', 'workload', 'role', 'provider', 'service', 'anonymous'];

export function mergeIdentity(a: NamedIdentity, b: NamedIdentity): NamedIdentity {
  const kind = strongest.indexOf(a.kind) <= strongest.indexOf(b.kind) ? a.kind : b.kind;
  const display = a.display === a.name ? b.display : b.display === a.name ? a.display : smaller(a.display, b.display);
  const attributes = mergeAttributes(a.attributes, b.attributes);
  return kind === a.kind && display === a.display && attributes === a.attributes ? a : { ...a, kind, display, attributes };
}

export function mergeCredential(a: NamedCredential, b: NamedCredential): NamedCredential {
  const display = longer(a.display, b.display);
  const lifetime = mergeLifetime(a.lifetime, b.lifetime);
  const attributes = mergeAttributes(a.attributes, b.attributes);
  return display === a.display && lifetime === a.lifetime && attributes === a.attributes ? a : { ...a, display, lifetime, attributes };
}

export function mergeResource(a: NamedResource, b: NamedResource): NamedResource {
  const kind = smaller(a.kind, b.kind);
  const display = longer(a.display, b.display);
  return kind === a.kind && display === a.display ? a : { ...a, kind, display };
}

function mergeLifetime(a: Lifetime, b: Lifetime): Lifetime {
  if (a === 'unknown') return b;
  return b === 'unknown' || a === b ? a : 'ephemeral';
}

/** New names are added; where two values differ, the one that sorts first stays. Returns `a` itself where nothing changes. */
export function mergeAttributes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (a === b) return a;
  const changed = Object.entries(b).filter(([name, value]) => !Object.hasOwn(a, name) || value < a[name]!);
  return changed.length === 0 ? a : { ...a, ...Object.fromEntries(changed) };
}

function smaller(a: string, b: string): string {
  return a <= b ? a : b;
}

function longer(a: string, b: string): string {
  return a.length === b.length ? smaller(a, b) : a.length > b.length ? a : b;
}
