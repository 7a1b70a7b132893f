/** The frame of a printed page: one file, no script, nothing from outside, and a policy that says so to the browser. */
import { createHash } from 'node:crypto';
import { markup, trusted, type Content } from './markup.ts';
import { markDefinitions } from './marks.ts';
import { style } from './style.ts';

const styleDigest = createHash('sha256').update(style, 'utf8').digest('base64');

/** The policy allows the one style sheet in the page and nothing else at all. */
export const policy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'`;

/** A whole document around these sections. */
export function* page(title: string, sections: Iterable<Content>): Generator<string> {
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield markup`<meta http-equiv="Content-Security-Policy" content="${policy}">\n`.text;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n';
  yield markup`<title>${title}</title>\n<style>${trusted(style)}</style>\n</head>\n<body>\n${markDefinitions}\n`.text;
  for (const section of sections) yield markup`${section}\n`.text;
  yield '</body>\n</html>\n';
}
