import { ProblemError, type ProblemCode } from '../../../shared/problems.ts';

/** What the system's and the database's own error codes mean to a person. */
const meanings: readonly (readonly [begins: string, code: ProblemCode, message: string])[] = [
  ['ENOSPC', 'disk_full', 'The disk is full: make room and do it again.'],
  ['EDQUOT', 'disk_full', 'The disk quota is used up: make room and do it again.'],
  ['SQLITE_FULL', 'disk_full', 'The disk is full: make room and do it again.'],
  ['EROFS', 'read_only', 'The medium cannot be written.'],
  ['EACCES', 'not_allowed', 'The system does not let you read or write this place.'],
  ['EPERM', 'not_allowed', 'The system does not let you read or write this place.'],
  ['SQLITE_READONLY', 'read_only', 'The case cannot be written.'],
  ['SQLITE_CORRUPT', 'case_damaged', 'The database of the case is damaged.'],
  ['SQLITE_NOTADB', 'case_foreign', 'case.db is not a database.'],
  ['SQLITE_IOERR', 'case_damaged', 'The disk gave an error while the case was read or written.'],
  ['SQLITE_BUSY', 'case_locked', 'Another program holds the database of the case: close it there first.'],
];

/** An error of the system or the database as a problem, where it is an expected one; any other error as it came. */
export function asProblem(error: unknown, file?: string): unknown {
  if (error instanceof ProblemError) return error;
  const code = (error as { code?: string } | null)?.code;
  if (typeof code !== 'string') return error;
  const path = file ?? (error as { path?: string } | null)?.path;
  const meaning = meanings.find(([begins]) => code.startsWith(begins));
  if (!meaning) return error;
  return new ProblemError({ code: meaning[1], message: meaning[2], ...(path === undefined ? {} : { file: path }) });
}
