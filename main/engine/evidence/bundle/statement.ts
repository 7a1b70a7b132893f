/** What is signed for, in a form that other tools read: an in-toto Statement (version 1) about the payload manifest. */
import { formatIso, type Micros } from '../../../../shared/time.ts';
import type { KeyInfo } from '../../../../shared/rpc/evidence.ts';
import { genesisHash } from '../custody-check.ts';
import type { ChainSummary } from './custody-files.ts';
import { prettyJson } from './ndjson.ts';

export const predicateType = 'urn:keyholder:bundle:v1';

export interface StatementParts {
  readonly manifestSha256: string;
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly examiner: string;
  readonly caseClock: Micros;
  readonly name: string;
  readonly number: number;
  /** Digest of the tag manifest of the bundle before this one; null for the first. */
  readonly previous: string | null;
  readonly version: string;
  readonly at: Micros;
  readonly chain: ChainSummary;
  readonly signers: readonly KeyInfo[];
}

export function statementText(parts: StatementParts): string {
  return prettyJson({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'manifest-sha256.txt', digest: { sha256: parts.manifestSha256 } }],
    predicateType,
    predicate: {
      format: 'KEB/1',
      profile: 'full',
      case: { id: parts.caseId, reference: parts.reference, title: parts.title, examiner: parts.examiner, clock: formatIso(parts.caseClock) },
      bundle: { name: parts.name, number: parts.number, previous_tagmanifest_sha256: parts.previous },
      tool: { name: 'Keyholder', version: parts.version },
      custody: { genesis: genesisHash(parts.caseId), entries: parts.chain.entries, head: parts.chain.head },
      clock: { exported: formatIso(parts.at), statement: 'Taken from the clock of the machine; no independent time stamp was obtained.' },
      required_signers: parts.signers.map((key) => ({ id: key.name, role: key.role, fingerprint: key.fingerprint })),
    },
  });
}
