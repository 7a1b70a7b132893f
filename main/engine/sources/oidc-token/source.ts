import type { Detection, FramedRecord, Reading, Sample, Source } from '../source.ts';
import { detectBy, parseJson, readAs, skipped } from '../kit.ts';
import { factsOfToken, remarksOnToken } from './facts.ts';
import { tokensIn } from './tokens.ts';

export const oidcToken: Source = {
  id: 'oidc-token',
  title: 'OAuth and OpenID Connect tokens',
  version: '1',
  docs: [
    { title: 'JSON Web Token (RFC 7519)', url: 'https://www.rfc-editor.org/rfc/rfc7519', read: null },
    { title: 'OAuth 2.0 Token Introspection (RFC 7662)', url: 'https://www.rfc-editor.org/rfc/rfc7662', read: null },
    { title: 'OAuth 2.0 Token Exchange, the act claim (RFC 8693)', url: 'https://www.rfc-editor.org/rfc/rfc8693', read: null },
  ],
  framing: 'Token text, token endpoint responses, decoded header and payload, introspection results',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'tokens, or claims of tokens,', (framed) => tokensOf(framed).kind !== 'none');
}

function tokensOf(framed: FramedRecord): ReturnType<typeof tokensIn> {
  switch (framed.form) {
    case 'text':
      return tokensIn(framed.text.trimStart().startsWith('{') ? (parseJson(framed.text) ?? framed.text) : framed.text);
    case 'json':
      return tokensIn(framed.value);
    case 'row':
      return { kind: 'none' };
  }
}

function read(framed: FramedRecord): Reading {
  const found = tokensOf(framed);
  switch (found.kind) {
    case 'none':
      return skipped('not_this_format', 'Neither a token nor the claims of one.');
    case 'unreadable':
      return skipped('field_unreadable', found.why);
    case 'tokens':
      return readAs([], found.tokens.flatMap(factsOfToken), found.tokens.flatMap(remarksOnToken));
  }
}
