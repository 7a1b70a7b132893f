/** Checks a bundle against keys that are given from outside. Nothing in here depends on a case, a database or a window. */
import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Verification } from '../../../../shared/rpc/evidence.ts';
import { readAllowedSigners, type AllowedSigners } from '../allowed-signers.ts';
import { namespaces } from '../sshsig.ts';
import { checkBytes, checkCompleteness, checkStructure, readTags, tagManifestName } from './contents.ts';
import { checkCustody } from './custody.ts';
import { checkTitles, type Outcome } from './outcome.ts';
import { readSmall } from './read-file.ts';
import { checkReviews } from './reviews.ts';
import { checkSignatureFile, type CheckedSignature } from './signatures.ts';
import { isSignatureName, judgeRequired, judgeSignatures } from './signers.ts';
import type { Statement } from './statement.ts';
import { walk, type Walked } from './walk.ts';

export interface VerifyRequest {
  readonly bundle: string;
  /** The trusted keys of the side that checks: an `allowed_signers` file, or what was read from one; null: nobody is trusted. */
  readonly signers: string | AllowedSigners | null;
  /** A checkpoint or an earlier bundle of the same case that was kept outside. */
  readonly anchor?: string | null;
  readonly nowMillis: number;
  readonly onBytes?: (bytes: number, total: number) => void;
}

/** Checks everything that can be checked, whatever fails first. Never throws for what a bundle contains. */
export async function verifyBundle(request: VerifyRequest): Promise<Verification> {
  const { bundle, signers } = request;
  const unreadable = (why: string): Verification => ({
    exitCode: 3,
    verdict: `Unreadable: ${why}.`,
    bundle,
    caseReference: '',
    signers: [],
    checks: [],
    files: 0,
    bytes: 0,
  });
  const allowed = typeof signers === 'string' ? await readSigners(signers) : signers;
  if (typeof allowed === 'string') return unreadable(allowed);
  const stat = await lstat(bundle).catch(() => null);
  if (!stat) return unreadable('there is nothing at this path');
  if (!stat.isDirectory()) return unreadable('a bundle is a folder; unpack an archive first and check the folder');
  try {
    const walked = await walk(bundle);
    if (!walked.files.has(tagManifestName) && !walked.files.has('bagit.txt'))
      return unreadable(`the folder is not a bundle: it has neither bagit.txt nor ${tagManifestName}`);
    return await verifyFolder(request, allowed, walked);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return unreadable(`${path ? basename(path) : 'a file'} cannot be read (${code})`);
  }
}

async function verifyFolder(request: VerifyRequest, allowed: AllowedSigners | null, walked: Walked): Promise<Verification> {
  const { bundle } = request;
  const bytes = [...walked.files.values()].reduce((sum, size) => sum + size, 0);
  let done = 0;
  const onBytes = (count: number) => request.onBytes?.((done += count), bytes);
  const tags = await readTags(bundle);
  const trust = { allowed, nowMillis: request.nowMillis };
  const signatures: CheckedSignature[] = [];
  for (const file of [...walked.files.keys()].filter(isSignatureName))
    signatures.push(await checkSignatureFile(bundle, file, namespaces.bundle, tags.tagManifest, trust));
  const outcomes = [
    checkStructure(tags, walked),
    await checkBytes(bundle, tags, walked, onBytes),
    checkCompleteness(tags, walked),
    judgeSignatures(signatures),
    judgeRequired(tags.statement, signatures),
    await checkReviews({ bundle, files: walked.files, tagManifest: tags.tagManifest, trust }),
    ...(await checkCustody({ bundle, statement: tags.statement, signatures, trust, anchor: request.anchor ?? null })),
  ];
  const exitCode = exitCodeOf(outcomes);
  return {
    exitCode,
    bundle,
    files: walked.files.size,
    bytes,
    verdict: verdictOf(exitCode, outcomes, signatures, allowed),
    caseReference: tags.statement?.reference ?? '',
    signers: signatures.filter((one) => one.fingerprint !== '').map((one) => signerOf(one, tags)),
    checks: outcomes.map(({ id, state, detail, files }) => ({ id, title: checkTitles[id], state, detail, files: [...files] })),
  };
}

function exitCodeOf(outcomes: readonly Outcome[]): 0 | 1 | 2 {
  const failed = outcomes.filter((outcome) => outcome.state === 'fails');
  if (failed.length === 0) return 0;
  return failed.every((outcome) => outcome.onlyTrust) ? 2 : 1;
}

function verdictOf(exitCode: 0 | 1 | 2, outcomes: readonly Outcome[], signatures: readonly CheckedSignature[], allowed: AllowedSigners | null): string {
  const by = [...new Set(signatures.filter((one) => one.trusted).map((one) => one.principal))].join(', ');
  if (exitCode === 0) return `Verified: complete, unchanged, and signed by ${by}.`;
  if (exitCode === 1) {
    const failed = outcomes.filter((outcome) => outcome.state === 'fails' && !outcome.onlyTrust);
    // What the size or form of the whole gives away is said only where no single file tells it better.
    const first = failed.find((outcome) => outcome.id === 'bytes' || outcome.id === 'completeness') ?? failed[0];
    return `Not verified: tampered with or incomplete. ${first ? `${checkTitles[first.id]}: ${first.detail}.` : ''}`;
  }
  const remarks = allowed?.remarks.length ? ` ${allowed.remarks.join('. ')}.` : '';
  return `Not verified: complete and unchanged since it was signed, but not signed by keys that you trust.${allowed ? '' : ' No signers file was given.'}${remarks}`;
}

function signerOf(signature: CheckedSignature, tags: { readonly statement: Statement | null }): Verification['signers'][number] {
  const named = tags.statement?.requiredSigners.find((signer) => signer.fingerprint === signature.fingerprint);
  return {
    principal: signature.principal || (named?.id ?? signature.file),
    fingerprint: signature.fingerprint,
    trusted: signature.trusted && signature.fault === null,
    role: named?.role ?? '',
  };
}

async function readSigners(path: string): Promise<AllowedSigners | string> {
  const bytes = await readSmall(path, 4 * 1024 * 1024).catch(() => null);
  return bytes ? readAllowedSigners(bytes.toString('utf8')) : `the signers file ${basename(path)} cannot be read`;
}
