import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentFields, prettyLines, rawPieces } from './record-lines.ts';
import { scanJson } from './scan-json.ts';

const record =
  '{"eventName":"Sign", "big":12345678901234567890,"userIdentity":{"type":"AssumedRole","accessKeyId":"ASIA"},"errorCode":"AccessDenied","list":[{"a":1},[]],"empty":{}}';

describe('scanJson', () => {
  it('covers any JSON text without losing a character but white space', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const tokens = scanJson(text);
        const rebuilt = tokens?.map((token) => text.slice(token.start, token.end)).join('');
        expect(rebuilt).toBe(JSON.stringify(value));
      }),
    );
  });

  it('says that other texts are no JSON', () => {
    for (const text of ['', '   ', '{"a":', 'time,user\n1,2', '{"a":1}}', '{]oops']) expect(scanJson(text)).toBeNull();
  });
});

describe('prettyLines', () => {
  it('puts one member on a line, keeps literals as written and marks the deciding field', () => {
    const lines = prettyLines(record, ['errorCode']) ?? [];
    const texts = lines.map((line) => '  '.repeat(line.indent) + line.pieces.map((piece) => piece.text).join(''));
    expect(texts.join('\n')).toBe(
      [
        '{',
        '  "eventName": "Sign",',
        '  "big": 12345678901234567890,',
        '  "userIdentity": {',
        '    "type": "AssumedRole",',
        '    "accessKeyId": "ASIA"',
        '  },',
        '  "errorCode": "AccessDenied",',
        '  "list": [',
        '    {',
        '      "a": 1',
        '    },',
        '    []',
        '  ],',
        '  "empty": {}',
        '}',
      ].join('\n'),
    );
    expect(lines.filter((line) => line.marked).map((line) => line.pieces[0]?.text)).toEqual(['"errorCode"']);
  });

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const lines = prettyLines(JSON.stringify(value), []) ?? [];
        expect(JSON.parse(lines.flatMap((line) => line.pieces.map((piece) => piece.text)).join('\n'))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('finds nested fields, places in lists, and fields inside a wrapper', () => {
    const marked = (text: string, field: string): string[] =>
      (prettyLines(text, [field]) ?? []).filter((line) => line.marked).map((line) => line.pieces.map((piece) => piece.text).join(''));
    expect(marked(record, 'userIdentity.type')).toEqual(['"type": "AssumedRole",']);
    expect(marked(record, 'list[0].a')).toEqual(['"a": 1']);
    expect(marked('{"detail":{"errorCode":"X"}}', 'errorCode')).toEqual(['"errorCode": "X"']);
    expect(marked(record, 'nothing')).toEqual([]);
  });
});

describe('rawPieces', () => {
  it('marks the place and changes nothing', () => {
    const pieces = rawPieces(record, ['errorCode', 'userIdentity.type']);
    expect(pieces.map((piece) => piece.text).join('')).toBe(record);
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['"type":"AssumedRole"', '"errorCode":"AccessDenied"']);
  });
});

describe('presentFields', () => {
  it('tells which fields the record has', () => {
    expect(presentFields(record, ['errorCode', 'errorMessage'])).toEqual(new Set(['errorCode']));
    expect(presentFields('a,b', ['a'])).toBeNull();
  });
});
