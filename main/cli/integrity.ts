import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { IntegrityChain, IntegrityReport } from '../../shared/rpc/intake.ts';
import { formatIso, type Micros } from '../../shared/time.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { print, printJson, withCase } from './context.ts';
import { exitCodes } from './exit-codes.ts';

/** `keyholder integrity CASE`: whether log files are as their provider delivered them. */
export function register(program: Command): void {
  program
    .command('integrity')
    .summary('check log files against what their provider signed')
    .description(
      'Check the CloudTrail log files of a case against the CloudTrail digest files in it, and those against their signatures, offline. ' +
        'Import the digests (folder CloudTrail-Digest of the trail’s bucket) like any other file. Exit code 0 when nothing is contradicted ' +
        'and no digest is missing between others, 1 when not; what cannot be proved is printed and is no failure.',
    )
    .argument('<case>', 'folder of the case')
    .option('--public-keys <file...>', 'what "aws cloudtrail list-public-keys" printed, one file for each region')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, { publicKeys, json }: { readonly publicKeys?: string[]; readonly json?: true }) => {
      await withCase(folder, async (call) => {
        const report = await call('intake.integrity', { publicKeys: (publicKeys ?? []).map((path) => resolve(path)) });
        if (json) await printJson(report);
        else for (const line of linesOf(report)) await print(showHidden(line));
        process.exitCode = report.holds ? exitCodes.done : 1;
      });
    });
}

function linesOf({ summary, chains, spoilt, unlisted, unreadable, keys, limits }: IntegrityReport): string[] {
  return [
    summary,
    ...keys.map((key) => `public key ${key.fingerprint}, in use ${stamp(key.from)} to ${stamp(key.to)}, from ${key.file}`),
    ...chains.flatMap(chainLines),
    ...[...spoilt, ...unlisted.files].map((one) => `${one.state.toUpperCase()} ${one.name}: ${one.why}`),
    ...(unlisted.total > unlisted.files.length ? [`${unlisted.total - unlisted.files.length} more are listed in no digest`] : []),
    ...unreadable.map(({ file, message }) => `${file ?? ''}: ${message}`),
    'What this cannot show:',
    ...limits.map((limit) => `  ${limit}`),
  ];
}

function chainLines({ account, region, trail, backfill, from, to, digests, logs, gaps, notes, files, unnamed }: IntegrityChain): string[] {
  return [
    `account ${account}, ${region}, trail ${trail}${backfill ? ', backfill' : ''}: ${stamp(from)} to ${stamp(to)}`,
    `  digests   ${tallyWords(digests)}`,
    `  log files ${tallyWords(logs)}`,
    ...gaps.map((gap) => `  GAP ${stamp(gap.from)} to ${stamp(gap.to)}: ${gap.why}`),
    ...files.map((one) => `  ${one.state.toUpperCase()} ${one.kind === 'digest' ? 'digest' : 'log file'} ${one.name}: ${one.why}`),
    ...(unnamed > 0 ? [`  ${unnamed} more files are not verified`] : []),
    ...notes.map((note) => `  ${note}`),
  ];
}

function tallyWords({ total, verified, failed, unproven, missing }: IntegrityChain['digests']): string {
  return `${total}: ${verified} verified, ${failed} failed, ${unproven} cannot be proved, ${missing} missing`;
}

function stamp(at: number | null): string {
  return at === null ? 'unknown' : formatIso(at as Micros);
}
