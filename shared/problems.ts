/** An expected failure, as data. Anything else that goes wrong throws and is a fault of the program. */
export const problemCodes = [
  // reading a file
  'unreadable',
  'unrecognised',
  'truncated',
  'not_json',
  'not_utf8',
  'too_deep',
  'too_large',
  'duplicate_key',
  'ragged_row',
  'hostile_archive',
  'too_many_bytes',
  'changed_while_reading',
  'not_a_regular_file',
  'empty',
  // reading a record
  'not_this_format',
  'time_missing',
  'time_unreadable',
  'time_zone_assumed',
  'field_unreadable',
  'number_damaged',
  'duplicate_differs',
  'not_an_api_call',
  'reader_failed',
  // working with a case
  'case_missing',
  'case_locked',
  'case_foreign',
  'case_damaged',
  'case_exists',
  'no_case_open',
  'read_only',
  'disk_full',
  'no_such_thing',
  'not_allowed',
  'invalid_argument',
  'runtime_too_old',
  'cancelled',
  'engine_gone',
  'internal',
  // evidence
  'key_refused',
  'passphrase_wrong',
  'bundle_unreadable',
  'bundle_tampered',
  'signer_untrusted',
  'custody_broken',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** One sentence: what is wrong and, where there is something to do, what to do. Never a secret. */
  readonly message: string;
  /** The file as the person named it; a member of an archive as `archive.zip!member`. */
  readonly file?: string;
  /** Byte offset in the (decompressed) stream. */
  readonly offset?: number;
}

/** A problem on its way through code that cannot go on. Caught where calls are answered, never printed as a stack. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export function fail(code: ProblemCode, message: string, where: Pick<Problem, 'file' | 'offset'> = {}): never {
  throw new ProblemError({ code, message, ...where });
}
