import { planes, type Plane } from '../../../shared/model.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';

/** Kind and key of a single thing in the picture; null for a group. */
export function thingOf(node: string): { readonly kind: 'identity' | 'credential' | 'plane' | 'resource'; readonly key: string } | null {
  const match = /^(identity|credential|plane|resource):(.*)$/s.exec(node);
  const kind = match?.[1];
  const key = match?.[2];
  // `credential:none:…` stands for uses that name no credential; no filter says that.
  if (key === undefined || node.startsWith('credential:none:')) return null;
  return kind === 'identity' || kind === 'credential' || kind === 'plane' || kind === 'resource' ? { kind, key } : null;
}

/** The events of one node, inside what the views are narrowed to already. Null for a group, which opens instead. */
export function nodeFilter(node: string, within: Filter): Filter | null {
  const thing = thingOf(node);
  switch (thing?.kind) {
    case 'identity':
      return { ...within, identities: [thing.key] };
    case 'credential':
      return { ...within, credentials: [thing.key] };
    case 'resource':
      return { ...within, resources: [thing.key] };
    case 'plane':
      return isPlane(thing.key) ? { ...within, planes: [thing.key] } : null;
    default:
      return null;
  }
}

function isPlane(name: string): name is Plane {
  return (planes as readonly string[]).includes(name);
}
