import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHiveStruct } from './hive-struct.ts';

test('a nested struct, as Athena prints it', () => {
  const source =
    '{type=AssumedRole, sessioncontext={attributes={creationdate=2026-03-01T08:00:00Z, mfaauthenticated=false}, webidfederationdata=null}, username=null, tags=[a, b]}';
  expect(parseHiveStruct(source)).toEqual({
    type: 'AssumedRole',
    sessioncontext: { attributes: { creationdate: '2026-03-01T08:00:00Z', mfaauthenticated: 'false' } },
    tags: ['a, b'],
  });
});

test('a list of structs', () => {
  expect(parseHiveStruct('[{arn=arn:aws:s3:::x/y, accountid=null, type=AWS::S3::Object}, {arn=arn:aws:s3:::x, accountid=1, type=AWS::S3::Bucket}]')).toEqual([
    { arn: 'arn:aws:s3:::x/y', type: 'AWS::S3::Object' },
    { arn: 'arn:aws:s3:::x', accountid: '1', type: 'AWS::S3::Bucket' },
  ]);
});

test('a comma inside a value stays in it', () => {
  expect(parseHiveStruct('{username=Doe, Jane, type=IAMUser}')).toEqual({ username: 'Doe, Jane', type: 'IAMUser' });
});

test.each(['', 'x', '{', '{a', '{a=1', '[', '}', '{=}', '{a=1}}', `${'{a='.repeat(100)}x${'}'.repeat(100)}`])('%j is no struct', (source) => {
  expect(parseHiveStruct(source)).toBeUndefined();
});

test('whatever is printed so is read back', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9:/._@-]{1,20}$/).filter((text) => text !== 'null');
  const { struct } = fc.letrec((tie) => ({
    struct: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, value, tie('struct')), { maxKeys: 4, noNullPrototype: true }),
  }));
  const print = (inner: unknown): string =>
    typeof inner === 'string'
      ? inner
      : `{${Object.entries(inner as object)
          .map(([key, part]) => `${key}=${print(part)}`)
          .join(', ')}}`;
  fc.assert(
    fc.property(struct, (inner) => {
      expect(parseHiveStruct(print(inner))).toEqual(inner);
    }),
  );
});

test('never throws, always ends', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[{[][a-c=,{}[\] ]{0,40}$/), (source) => {
      parseHiveStruct(source);
    }),
  );
});
