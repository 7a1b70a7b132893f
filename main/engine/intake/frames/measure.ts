const quote = 34, colon = 58, backslash = 92;

/** What the bytes of one JSON value say before it is parsed. */
export interface Measure {
  readonly depth: number;
  /** Members of all its objects together: more than the parsed value has means that a key occurs twice. */
  readonly members: number;
  /** A run of 16 digits or more outside a text: perhaps a number that a double cannot hold. */
  readonly longDigits: boolean;
  /** Brackets or a text left open. */
  readonly unfinished: boolean;
}

export function measure(bytes: Buffer): Measure {
  let depth = 0, deepest = 0, members = 0, digits = 0;
  let longDigits = false, inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte >= 48 && byte <= 57) {
      digits += 1;
      if (digits > 15) longDigits = true;
    } else {
      digits = 0;
      if (byte === quote) inText = true;
      else if (byte === colon) members += 1;
      else if (byte === 123 || byte === 91) {
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (byte === 125 || byte === 93) depth -= 1;
    }
  }
  return { depth: deepest, members, longDigits, unfinished: inText || depth > 0 };
}
