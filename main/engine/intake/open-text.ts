/** How the text of a stream is written. */
export type Encoding = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16LE' | 'UTF-16BE';

/** Turns the bytes of a stream into UTF-8 and finds the way back from a place in it to a place in the stream. */
export interface TextDecoder8 {
  readonly encoding: Encoding;
  /** Place in the stream of the first byte that `decode` gives. */
  readonly base: number;
  decode(chunk: Buffer): Buffer;
  /** What is left when the stream is over: half a character. */
  flush(): Buffer;
  /** Place in the stream of a place in the UTF-8 text. Places are asked for in rising order. */
  place(offset: number): number;
  /** Bytes that are no text have been replaced on the way. */
  readonly damaged: boolean;
}

export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8 with BOM';
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE';
  return head[0] === 0xfe && head[1] === 0xff ? 'UTF-16BE' : 'UTF-8';
}

export function decoderFor(encoding: Encoding): TextDecoder8 {
  return encoding === 'UTF-16LE' || encoding === 'UTF-16BE' ? new Utf16Decoder(encoding) : new PlainDecoder(encoding);
}

class PlainDecoder implements TextDecoder8 {
  readonly encoding: Encoding;
  readonly base: number;
  readonly damaged = false;
  private toSkip: number;

  constructor(encoding: Encoding) {
    this.encoding = encoding;
    this.base = encoding === 'UTF-8 with BOM' ? 3 : 0;
    this.toSkip = this.base;
  }

  decode(chunk: Buffer): Buffer {
    const skipped = Math.min(this.toSkip, chunk.length);
    this.toSkip -= skipped;
    return skipped === 0 ? chunk : chunk.subarray(skipped);
  }

  flush(): Buffer {
    return Buffer.alloc(0);
  }

  place(offset: number): number {
    return offset;
  }
}

interface Stretch {
  /** Place of its first byte in the UTF-8 text, and in the stream. */
  readonly from: number;
  readonly origin: number;
  readonly text: Buffer;
}

class Utf16Decoder implements TextDecoder8 {
  readonly encoding: Encoding;
  readonly base = 2;
  damaged = false;
  private rest = Buffer.alloc(0);
  private toSkip = 2;
  private read = 2;
  private written = 2;
  private readonly stretches: Stretch[] = [];
  private known = { offset: 2, place: 2 };

  constructor(encoding: Encoding) {
    this.encoding = encoding;
  }

  decode(chunk: Buffer): Buffer {
    const skipped = Math.min(this.toSkip, chunk.length);
    this.toSkip -= skipped;
    const units = Buffer.concat([this.rest, chunk.subarray(skipped)]);
    return this.convert(units, units.length - this.heldBack(units));
  }

  flush(): Buffer {
    if (this.rest.length % 2 === 1) this.damaged = true;
    return this.convert(this.rest, this.rest.length - (this.rest.length % 2));
  }

  place(offset: number): number {
    while (this.stretches.length > 1 && this.stretches[1]!.from <= offset) {
      this.stretches.shift();
      this.known = { offset: this.stretches[0]!.from, place: this.stretches[0]!.origin };
    }
    const stretch = this.stretches[0];
    if (!stretch) return offset;
    if (offset < this.known.offset) this.known = { offset: stretch.from, place: stretch.origin };
    const between = stretch.text.subarray(this.known.offset - stretch.from, offset - stretch.from);
    this.known = { offset, place: this.known.place + between.toString('utf8').length * 2 };
    return this.known.place;
  }

  /** An odd byte, and the first half of a pair, wait for the next chunk. */
  private heldBack(units: Buffer): number {
    const odd = units.length % 2;
    const last = units.length - odd - 2;
    if (last < 0) return odd;
    const high = this.encoding === 'UTF-16LE' ? units[last + 1]! : units[last]!;
    return (high & 0xfc) === 0xd8 ? odd + 2 : odd;
  }

  private convert(units: Buffer, length: number): Buffer {
    const now = Buffer.from(units.subarray(0, length));
    this.rest = Buffer.from(units.subarray(length));
    const text = (this.encoding === 'UTF-16BE' ? now.swap16() : now).toString('utf16le');
    if (!text.isWellFormed()) this.damaged = true;
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length > 0) this.stretches.push({ from: this.written, origin: this.read, text: bytes });
    this.read += length;
    this.written += bytes.length;
    return bytes;
  }
}
