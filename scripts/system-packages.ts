/** The libraries that Electron needs from the system: installed where that is allowed, else named in one line. */
import { spawnSync } from 'node:child_process';
import { say } from './project.ts';

/** Each Debian package with a file that shows it is there. */
const needed: readonly { readonly name: string; readonly shows: string }[] = [
  { name: 'libgtk-3-0', shows: 'libgtk-3.so.0' },
  { name: 'libnss3', shows: 'libnss3.so' },
  { name: 'libasound2', shows: 'libasound.so.2' },
  { name: 'libgbm1', shows: 'libgbm.so.1' },
];

/** What the tests need beside: a virtual screen, and a witness of every connection that a process opens. */
const neededByTests: readonly { readonly name: string; readonly program: string }[] = [
  { name: 'xvfb', program: 'Xvfb' },
  { name: 'strace', program: 'strace' },
];

/** Returns whether Electron has what it needs, and with `forTests` also the tests. */
export function haveSystemPackages(forTests: boolean): boolean {
  if (process.platform !== 'linux') return true;
  const missing = missingPackages(forTests);
  if (missing.length === 0) return true;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const allowed = process.getuid?.() === 0 && hasProgram('apt-get');
  if (allowed) {
    say(`Installing from the system's packages: ${missing.join(' ')} …`);
    if (aptGet(['update']) && aptGet(['install', '-y', '--no-install-recommends', ...missing])) return true;
  }
  say(`Electron needs system packages that are missing here: as root, run  ${install}`);
  return false;
}

function missingPackages(forTests: boolean): readonly string[] {
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  const programs = forTests ? neededByTests.filter(({ program }) => !hasProgram(program)) : [];
  return [...needed.filter(({ shows }) => !known.includes(shows)), ...programs].map(({ name }) => name);
}

function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

function aptGet(args: readonly string[]): boolean {
  return (
    spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  );
}
