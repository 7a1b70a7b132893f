/** Makes a bundle of a case: whole, signed and verified, or not at all. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../../../../shared/problems.ts';
import type { Verification } from '../../../../shared/rpc/evidence.ts';
import type { Progress } from '../../../../shared/rpc/wire.ts';
import type { Micros } from '../../../../shared/time.ts';
import type { Surroundings } from '../../context.ts';
import { addAnchor } from '../../store/anchors.ts';
import type { CaseHandle } from '../../store/case-handle.ts';
import { recordAct } from '../../store/custody.ts';
import { addBundle } from '../../store/export-bundles.ts';
import { openSnapshot } from '../../store/export-snapshot.ts';
import { asProblem } from '../../store/failures.ts';
import { stamped, stampNow } from '../../store/stamp.ts';
import { commit } from '../../store/transaction.ts';
import { takeTurn } from '../../store/write-turn.ts';
import { readAllowedSigners } from '../allowed-signers.ts';
import { makeFolders, makeNewFolder, syncFolder, syncFolders } from '../durable.ts';
import { allowedSignersLine, type SigningKey } from '../keys.ts';
import { verifyBundle } from '../verify/verify-bundle.ts';
import { checkScript } from './commands.ts';
import type { ChainSummary } from './custody-files.ts';
import { fillBundle } from './fill-bundle.ts';
import { nextBundle, type NextBundle } from './name.ts';
import type { BundleParts } from './parts.ts';

export interface ExportRequest {
  readonly around: Surroundings;
  readonly handle: CaseHandle;
  /** The folder that will hold the bundle's folder. */
  readonly out: string;
  readonly key: SigningKey;
  /** Works out answers, picture and lists from the moment of the case that is exported. */
  readonly gather: (moment: CaseHandle, at: Micros) => BundleParts;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export interface Exported {
  readonly folder: string;
  readonly allowedSigners: string;
  readonly report: string;
  readonly picture: string;
  readonly verification: Verification;
  readonly commands: string[];
}

/** Builds the bundle beside its place, verifies it there, and only then gives it its name and writes it down in the case. */
export async function exportBundle(request: ExportRequest): Promise<Exported> {
  const { around, handle, key } = request;
  if (handle.readOnly) fail('read_only', 'This case is open to be read only: what is exported has to be written down in it.');
  const out = resolve(request.out);
  const snapshot = openSnapshot(handle);
  const next = nextBundle(snapshot.db, handle.folder, out);
  const building = join(out, `.${next.name}.building`);
  try {
    makeFolders(out);
    rmSync(building, { recursive: true, force: true });
    makeNewFolder(building);
    const moment = { ...handle, read: snapshot.db };
    const at = around.now();
    const parts = request.gather(moment, at);
    const { chain, digest } = await fillBundle({ ...request, moment, building, next, at, parts });
    const verification = await verifyOwn(request, building, join(out, next.name));
    syncFolders(building);
    request.signal.throwIfAborted();
    await takeTurn(handle.write, () => settle({ request, out, building, next, at, chain, digest }));
    const allowedSigners = writeSigners(out, next, key);
    return {
      folder: join(out, next.name),
      allowedSigners,
      report: join(out, next.name, 'data/report/report.html'),
      picture: join(out, next.name, 'data/graph/graph.svg'),
      verification,
      commands: checkScript(join(out, next.name), allowedSigners),
    };
  } catch (error) {
    if (request.signal.aborted) fail('cancelled', 'The export was cancelled; nothing was left behind.');
    throw asProblem(error, out);
  } finally {
    snapshot.close();
    rmSync(building, { recursive: true, force: true });
  }
}

async function verifyOwn({ around, key, signal, progress }: ExportRequest, building: string, shownAs: string): Promise<Verification> {
  const allowed = readAllowedSigners(allowedSignersLine(key.info));
  const onBytes = (done: number, total: number) => {
    signal.throwIfAborted();
    progress({ stage: 'Verifying', done, total, unit: 'bytes', detail: 'checking the bundle as anyone else would' });
  };
  const verification = await verifyBundle({ bundle: building, signers: allowed, nowMillis: around.now() / 1000, onBytes });
  if (verification.exitCode !== 0) fail('bundle_tampered', `The bundle did not pass its own check and is not handed out. ${verification.verdict}`);
  return { ...verification, bundle: shownAs };
}

interface Settling {
  readonly request: ExportRequest;
  readonly out: string;
  readonly building: string;
  readonly next: NextBundle;
  readonly at: Micros;
  readonly chain: ChainSummary;
  readonly digest: string;
}

/** The name, the custody entry, the bundle's row and the anchor: all or none. */
function settle({ request, out, building, next, at, chain, digest }: Settling): void {
  const { around, handle, key } = request;
  const folder = join(out, next.name);
  if (existsSync(folder)) fail('not_allowed', 'A folder of the name of this bundle has come into being meanwhile.', { file: folder });
  commit(handle.write, () => {
    const body = {
      bundle: next.name,
      number: next.number,
      previous: next.previous,
      profile: 'full',
      tagmanifest_sha256: digest,
      key: key.info.name,
      fingerprint: key.info.fingerprint,
      custody_entries: chain.entries,
      custody_head: chain.head,
      folder: out,
    };
    recordAct(handle.write, stamped(stampNow(around, handle.read), 'exported', body));
    addBundle(handle.write, { number: next.number, folder: next.name, at, signer: key.info.fingerprint, digest });
    addAnchor(handle.write, { seq: chain.entries, at, what: `bundle ${next.name}`, digest });
    renameSync(building, folder);
  });
  syncFolder(out);
}

/** The signer's own line, for passing on. A signers file that is there already is never changed. */
function writeSigners(out: string, next: NextBundle, key: SigningKey): string {
  const line = allowedSignersLine(key.info);
  const common = join(out, 'allowed_signers');
  if (existsSync(common) && readFileSync(common, 'utf8').split('\n').includes(line)) return common;
  const path = existsSync(common) ? join(out, `${next.name}.allowed_signers`) : common;
  writeFileSync(path, `# Trust this key only if it is the one in your own records: ${key.info.fingerprint}\n${line}\n`, { flag: 'wx' });
  return path;
}
