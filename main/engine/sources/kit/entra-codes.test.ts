import { expect, test } from 'vitest';
import { rungOfEntraCode } from './entra-codes.ts';

test.each([
  ['0', 4],
  ['50126', 1],
  ['AADSTS50126', 1],
  ['InvalidUserNameOrPassword', 1],
  ['50053', 1],
  ['700016', 1],
  ['7000215', 1],
  ['7000222', 1],
  ['50173', 1],
  ['70043', 1],
  ['500121', 1],
  ['53003', 2],
  ['BlockedByConditionalAccess', 2],
  ['53000', 2],
  ['530004', 2],
  ['50105', 2],
  ['65001', 2],
  ['90094', 2],
  ['50140', 0],
  ['KmsiInterrupt', 0],
  ['50074', 0],
  ['50076', 0],
  ['50079', 0],
  ['50125', 0],
  ['50055', 0],
  ['16000', 0],
  ['81010', 0],
  ['90024', 3],
  ['50011', 3],
  ['999999', 3],
  ['', 3],
])('%s stands on rung %i', (code, rung) => {
  expect(rungOfEntraCode(code)).toBe(rung);
});
