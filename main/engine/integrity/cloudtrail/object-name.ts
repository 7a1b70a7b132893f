/** Which chain a digest belongs to, as the name of its S3 object says. */
export interface ChainName {
  readonly account: string;
  /** Where the log files were written. */
  readonly region: string;
  /** The trail, with its home region where that is another one. */
  readonly trail: string;
  /** Backfill digests list log files that came too late for the digest of their hour, and form a chain of their own. */
  readonly backfill: boolean;
}

const digestName = /(?:^|\/)(\d{12})_CloudTrail-Digest_([a-z]{2}(?:-[a-z]+)+-\d+)_(.+)_([a-z]{2}(?:-[a-z]+)+-\d+)_\d{8}T\d{6}Z(_backfill)?\.json(?:\.gz)?$/;

/** `…/ACCOUNT_CloudTrail-Digest_REGION_TRAIL_HOMEREGION_TIME.json.gz`; null for any other name. */
export function chainNameOf(object: string): ChainName | null {
  const [, account, region, trail, home, backfill] = digestName.exec(object) ?? [];
  if (account === undefined || region === undefined || trail === undefined || home === undefined) return null;
  return { account, region, trail: home === region ? trail : `${trail} (${home})`, backfill: backfill !== undefined };
}

/** Whether a file calls itself a digest. */
export function isDigestName(name: string): boolean {
  return /_CloudTrail-Digest_[^/\\]+\.json(\.gz)?$/.test(name);
}

const logName = /^(\d{12})_CloudTrail(?:-[A-Za-z]+)?_([a-z]{2}(?:-[a-z]+)+-\d+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_\w+\.json$/;

/** What the name of a log file says: `ACCOUNT_CloudTrail_REGION_DELIVERED_RANDOM.json.gz`, delivered to the minute; `CloudTrail-Insight` and the like too. */
export function logNameOf(name: string): { readonly account: string; readonly region: string; readonly delivered: string } | null {
  const [, account, region, year, month, day, hour, minute] = logName.exec(baseName(name)) ?? [];
  if (account === undefined || region === undefined) return null;
  return { account, region, delivered: `${year}-${month}-${day}T${hour}:${minute}:00Z` };
}

/** The last part of an S3 object, a path or `archive.zip!path`, without `.gz`: people inflate files and move them about. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'), name.lastIndexOf('!')) + 1).replace(/\.gz$/i, '');
}
