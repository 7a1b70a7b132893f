/** Names inside a bundle: the same on every file system, in every shell and in every archive. */

const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const longest = 180;

/** Whether one part of a path may stand in a bundle. */
export function isSafeSegment(name: string): boolean {
  return name.length <= longest && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) && !devices.test(name) && !name.endsWith('.');
}

/** Whether a whole path may stand in a bundle: safe parts, separated by single slashes. */
export function isSafePath(path: string): boolean {
  return path.length <= 1000 && path.split('/').every(isSafeSegment);
}

/** A safe name that still resembles the given one; what was replaced is told apart by the full name kept in `item.json`. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/\.+$/, '');
  const end = /\.[A-Za-z0-9]{1,10}(?:\.[A-Za-z0-9]{1,4})?$/.exec(plain)?.[0] ?? '';
  const cut = plain.length > 120 ? `${plain.slice(0, 120 - end.length).replace(/\.+$/, '')}${end}` : plain;
  if (cut === '') return 'file';
  return devices.test(cut) ? `file-${cut}` : cut;
}
