import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Micros } from '../../shared/time.ts';
import type { Surroundings } from './context.ts';

/** The real clock, randomness, user and folders. The only place where the engine takes them from the machine. */
export function surroundings(host: Surroundings['host']): Surroundings {
  return {
    now: () => (Date.now() * 1000) as Micros,
    random: (length) => randomBytes(length),
    user: userName(),
    home: process.env['KEYHOLDER_HOME'] ?? join(dataFolder(), 'keyholder'),
    assets: assetsFolder(),
    version: (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version,
    electron: process.versions['electron'] ?? null,
    host,
  };
}

/** The login name; the number where the system has no name for it. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

function dataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
}

/** Beside the sources and the bundle in a checkout; beside the archive (`resources/assets`) in a packaged program. */
function assetsFolder(): string {
  const beside = fileURLToPath(new URL('../../assets', import.meta.url));
  const packaged = fileURLToPath(new URL('../../../assets', import.meta.url));
  return existsSync(beside) ? beside : packaged;
}
