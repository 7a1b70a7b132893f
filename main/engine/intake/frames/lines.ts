import { Gatherer } from './gatherer.ts';
import type { Framer, Sink } from './slice.ts';
import { nothing, tooLarge } from './slice.ts';

const newline = 10,
  carriageReturn = 13;

/** Cuts text into lines (LF or CRLF); blank lines are passed over. */
export class LineFramer implements Framer {
  private readonly sink: Sink;
  private readonly limit: number;
  private readonly line: Gatherer;
  private base: number;

  constructor(sink: Sink, options: { readonly base: number; readonly limit: number }) {
    this.sink = sink;
    this.limit = options.limit;
    this.base = options.base;
    this.line = new Gatherer(options.limit);
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (!this.line.active) this.line.begin(at, this.base + at);
      const end = chunk.indexOf(newline, at);
      if (end < 0) break;
      this.emit(this.line.finish(chunk, end), this.base + end, false);
      at = end + 1;
    }
    this.line.carry(chunk);
    this.base += chunk.length;
  }

  end(): void {
    if (this.line.active) this.emit(this.line.rest(), this.base, true);
  }

  private emit(bytes: Buffer | null, end: number, open: boolean): void {
    const offset = this.line.start;
    if (!bytes) {
      this.sink({ offset, length: end - offset, within: '', bytes: nothing, open, flaw: tooLarge(this.limit) });
      return;
    }
    const line = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    if (line.some((byte) => byte !== 32 && byte !== 9)) this.sink({ offset, length: line.length, within: '', bytes: line, open, flaw: null });
  }
}
