import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What electron-builder.yml sets, said a second time on purpose: a change there without one here is noticed. */
const wanted: readonly (readonly [keyof typeof FuseV1Options, boolean])[] = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
];

/** Reads the fuses of a packaged program; names those that are not as they should be. */
export async function fusesThatDiffer(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable);
  return wanted.filter(([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE)).map(([name]) => name);
}
