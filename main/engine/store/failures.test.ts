import { expect, test } from 'vitest';
import { ProblemError } from '../../../shared/problems.ts';
import { asProblem } from './failures.ts';

const failed = (code: unknown, more: object = {}): Error => Object.assign(new Error('as the system says it'), { code }, more);

test.each([
  ['ENOSPC', 'disk_full'],
  ['SQLITE_FULL', 'disk_full'],
  ['EROFS', 'read_only'],
  ['SQLITE_READONLY_DBMOVED', 'read_only'],
  ['EACCES', 'not_allowed'],
  ['SQLITE_CORRUPT_INDEX', 'case_damaged'],
])('%s is said as %s', (code, meant) => {
  expect(asProblem(failed(code), '/case')).toMatchObject({ problem: { code: meant, file: '/case' } });
});

test('the place is the one that the system names, when the caller names none', () => {
  expect(asProblem(failed('ENOSPC', { path: '/a/file' }))).toMatchObject({ problem: { file: '/a/file' } });
});

test.each([
  ['a broken assumption', failed(undefined)],
  ['a number for a code', failed(13)],
  ['an unknown code', failed('EWEIRD')],
  ['no error at all', null],
  ['a problem', new ProblemError({ code: 'cancelled', message: '' })],
])('leaves %s as it came', (_name, error) => {
  expect(asProblem(error)).toBe(error);
});
