import type { ResourceRef } from '../../../../shared/model.ts';
import { at, bounded, list, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** What a call was about: the resource it names, and those whose permissions were checked. */
export function readResources(entry: Fields, audit: Fields): readonly ResourceRef[] {
  const service = textAt(audit, 'serviceName');
  const type = textAt(entry, 'resource', 'type');
  const found = new Map<string, ResourceRef>();
  const add = (name: string, kind: string): void => {
    if (name === '') return;
    const key = bounded(name.startsWith('//') ? name : `//${service}/${name}`, 1024);
    if (!found.has(key) && found.size < 50) found.set(key, { kind: kind || 'resource', key, display: bounded(displayOf(name), 200) });
  };
  add(textAt(audit, 'resourceName'), kindOfName(textAt(audit, 'resourceName')) || type);
  for (const check of list(at(audit, 'authorizationInfo'))) {
    const name = textAt(check, 'resource') || textAt(check, 'resourceAttributes', 'name');
    add(name, kindOfName(name) || textAt(check, 'resourceAttributes', 'type'));
  }
  return [...found.values()];
}

/** `projects/p/zones/z/instances/i` is an instance: the word before the last name, in the singular. Names of objects may hold slashes. */
function kindOfName(name: string): string {
  if (/buckets\/[^/]+\/objects\/./.test(name)) return 'object';
  const parts = name.split('/').filter(Boolean);
  const collection = parts.length % 2 === 0 || name.includes('serviceAccounts/') ? parts.at(-2) : parts.at(-1);
  if (collection === undefined || !/^[a-z][A-Za-z]+$/.test(collection)) return '';
  const word = collection === 'versions' && parts.includes('secrets') ? 'secret-version' : collection;
  return word
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function displayOf(name: string): string {
  const bucket = /buckets\/([^/]+)\/objects\/(.+)$/.exec(name);
  if (bucket) return `${bucket[1]}/${bucket[2]}`;
  const version = /secrets\/([^/]+\/versions\/[^/]+)$/.exec(name);
  return version?.[1]?.replace('/versions/', '/') ?? name.split('/').findLast(Boolean) ?? name;
}
