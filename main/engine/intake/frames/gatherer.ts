import { nothing } from './slice.ts';

/** Collects the bytes of one piece of the stream across chunks, up to a limit; beyond it only the length is counted. */
export class Gatherer {
  start = 0;
  private readonly limit: number;
  private pieces: Buffer[] = [];
  private size = 0;
  private from = -1;

  constructor(limit: number) {
    this.limit = limit;
  }

  get active(): boolean {
    return this.from >= 0;
  }

  /** `at` is the place in the current chunk, `offset` the place in the stream. */
  begin(at: number, offset: number): void {
    this.start = offset;
    this.pieces = [];
    this.size = 0;
    this.from = at;
  }

  /** Called when a chunk is used up while the piece goes on. */
  carry(chunk: Buffer): void {
    if (this.from < 0) return;
    this.keep(chunk.subarray(this.from));
    this.from = 0;
  }

  /** The bytes up to `to` (exclusive) in the current chunk; null when they are more than the limit. */
  finish(chunk: Buffer, to: number): Buffer | null {
    const last = chunk.subarray(this.from, to);
    this.from = -1;
    if (this.size === 0 && last.length <= this.limit) return last;
    this.keep(last);
    const whole = this.size > this.limit ? null : Buffer.concat(this.pieces, this.size);
    this.pieces = [];
    return whole;
  }

  /** Goes on with what another has gathered so far. */
  adopt(other: Gatherer): void {
    this.start = other.start;
    this.pieces = other.pieces;
    this.size = other.size;
    this.from = other.from;
    other.drop();
  }

  drop(): void {
    this.from = -1;
    this.pieces = [];
  }

  private keep(piece: Buffer): void {
    this.size += piece.length;
    if (this.size > this.limit) this.pieces = [];
    else if (piece.length > 0) this.pieces.push(piece);
  }

  /** The bytes held when the stream has ended. */
  rest(): Buffer | null {
    return this.finish(nothing, 0);
  }
}
