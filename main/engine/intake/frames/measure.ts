const quote = 34,
  colon = 58,
  backslash = 92;

/** What the bytes of one JSON value say before it is parsed. */
export interface Measure {
  readonly depth: number;
  /** Members of all its objects together: more than the parsed value has means that a key occurs twice. */
  readonly members: number;
  /** A run of 16 digits or more outside a text: perhaps a number that a double cannot hold. */
  readonly longDigits: boolean;
  /** A backslash stands in a text. */
  readonly escapes: boolean;
  /** Brackets or a text left open. */
  readonly unfinished: boolean;
}

/** What a byte outside a text does: 1 begins a text, 2 opens, 3 closes, 4 is a colon, 5 a digit. */
const roles = new Uint8Array(256);
roles[quote] = 1;
roles[123] = roles[91] = 2;
roles[125] = roles[93] = 3;
roles[colon] = 4;
roles.fill(5, 48, 58);

export function measure(bytes: Buffer): Measure {
  const { length } = bytes;
  let depth = 0,
    deepest = 0,
    members = 0,
    digits = 0;
  let longDigits = false,
    escapes = false,
    inText = false;
  let at = 0;
  while (at < length) {
    const role = roles[bytes[at++]!]!;
    if (role === 5) {
      digits += 1;
      if (digits > 15) longDigits = true;
      continue;
    }
    digits = 0;
    switch (role) {
      case 1: {
        let byte = 0;
        while (at < length && (byte = bytes[at]!) !== quote) {
          if (byte === backslash) {
            escapes = true;
            at += 1;
          }
          at += 1;
        }
        inText = at >= length;
        at += 1;
        break;
      }
      case 2:
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case 3:
        depth -= 1;
        break;
      case 4:
        members += 1;
        break;
      default:
    }
  }
  return { depth: deepest, members, longDigits, escapes, unfinished: inText || depth > 0 };
}
