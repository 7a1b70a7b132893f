import { fail } from '../../../shared/problems.ts';

/** Names that Windows gives to devices, with or without an ending. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/** Refuses an archive for its names: ways out of it, names that collide on some system, files that are folders too. */
export function checkNames(names: readonly string[]): void {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  for (const name of names) {
    const parts = name.replace(/\/$/, '').split('/');
    if (name === '' || parts.some((part) => part === '' || part === '.' || part === '..')) refuse(name, 'has a name that leads elsewhere');
    if (/^[a-z]:/i.test(name) || name.includes('\\')) refuse(name, 'has a name that leads elsewhere');
    if ([...name].some((sign) => sign < ' ' || sign === '\u007f')) refuse(name, 'has a control character in its name');
    if (parts.some((part) => device.test(part) || /[. ]$/.test(part))) refuse(name, 'has a name that some systems give to a device or change');
    const folded = parts.map((part) => part.normalize('NFC').toLowerCase());
    const whole = folded.join('/');
    if (!name.endsWith('/')) {
      if (files.has(whole)) refuse(name, `has the same name as "${files.get(whole)}"`);
      files.set(whole, name);
    } else folders.add(whole);
    for (let depth = 1; depth < folded.length; depth += 1) folders.add(folded.slice(0, depth).join('/'));
  }
  for (const [whole, name] of files) if (folders.has(whole)) refuse(name, 'is a file and a folder at once');
}

function refuse(name: string, why: string): never {
  fail('hostile_archive', `The entry ${JSON.stringify(name)} ${why}.`);
}
