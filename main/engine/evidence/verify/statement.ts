/** The parts of `keyholder/statement.json` that are checked. */
export interface Statement {
  readonly caseId: string;
  readonly reference: string;
  readonly number: number;
  readonly previous: string | null;
  readonly profile: string;
  readonly manifestSha256: string;
  readonly custody: { readonly genesis: string; readonly entries: number; readonly head: string };
  readonly requiredSigners: readonly { readonly id: string; readonly role: string; readonly fingerprint: string }[];
}

class Fault extends Error {}

/** Reads a statement; the reason where it is none. */
export function readStatement(bytes: Uint8Array): Statement | { readonly fault: string } {
  try {
    const whole = object(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), 'the file');
    const subjects = list(whole['subject'], 'subject');
    const subject = object(subjects[0], 'subject');
    if (whole['_type'] !== 'https://in-toto.io/Statement/v1' || whole['predicateType'] !== 'urn:keyholder:bundle:v1')
      throw new Fault('it is not a statement about a Keyholder bundle');
    if (subjects.length !== 1 || subject['name'] !== 'manifest-sha256.txt') throw new Fault('its subject is not manifest-sha256.txt');
    const predicate = object(whole['predicate'], 'predicate');
    if (predicate['format'] !== 'KEB/1') throw new Fault('its format is not KEB/1');
    const [aCase, bundle, custody] = [object(predicate['case'], 'case'), object(predicate['bundle'], 'bundle'), object(predicate['custody'], 'custody')];
    const previous = bundle['previous_tagmanifest_sha256'];
    return {
      caseId: text(aCase['id'], 'case.id'),
      reference: text(aCase['reference'], 'case.reference'),
      number: number(bundle['number'], 'bundle.number'),
      previous: previous === null ? null : text(previous, 'bundle.previous_tagmanifest_sha256'),
      profile: text(predicate['profile'], 'profile'),
      manifestSha256: text(object(subject['digest'], 'digest')['sha256'], 'digest.sha256'),
      custody: {
        genesis: text(custody['genesis'], 'custody.genesis'),
        entries: number(custody['entries'], 'custody.entries'),
        head: text(custody['head'], 'custody.head'),
      },
      requiredSigners: list(predicate['required_signers'], 'required_signers').map((entry) => {
        const signer = object(entry, 'required_signers');
        return { id: text(signer['id'], 'id'), role: text(signer['role'], 'role'), fingerprint: text(signer['fingerprint'], 'fingerprint') };
      }),
    };
  } catch (error) {
    return { fault: error instanceof Fault ? error.message : 'it is not JSON' };
  }
}

function object(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Fault(`${name} is not an object`);
  return value as Record<string, unknown>;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Fault(`${name} is not a list`);
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Fault(`${name} is not a text`);
  return value;
}

function number(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Fault(`${name} is not a count`);
  return value as number;
}
