import { Gatherer } from './gatherer.ts';
import type { Flaw, Framer, Sink } from './slice.ts';
import { cutBetween, cutInside, nothing, tooLarge } from './slice.ts';
import { outerKeys, wrapperKeys } from './wrappers.ts';

const quote = 34,
  comma = 44,
  colon = 58,
  openBracket = 91,
  backslash = 92,
  closeBracket = 93,
  openBrace = 123,
  closeBrace = 125;

/** What a byte outside a text does: 1 begins a text, 2 opens, 3 closes. */
const roles = new Uint8Array(256);
roles[quote] = 1;
roles[openBrace] = roles[openBracket] = 2;
roles[closeBrace] = roles[closeBracket] = 3;

type Place = 'top' | 'elements' | 'key' | 'colon' | 'member' | 'value' | 'name';
type Shape = 'nested' | 'text' | 'scalar';

const isSpace = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;
const endsScalar = (byte: number): boolean =>
  isSpace(byte) || byte === comma || byte === quote || byte === openBracket || byte === closeBracket || byte === openBrace || byte === closeBrace;

/**
 * Cuts JSON text into values: the elements of a bare array, the elements of the arrays in a wrapper document (when `unwrap`),
 * and otherwise each value that follows another. Only brackets and quotes are looked at; whether a slice is JSON is for the parser to say.
 */
export class ValueFramer implements Framer {
  private readonly sink: Sink;
  private readonly unwrap: boolean;
  private readonly limit: number;
  private readonly value: Gatherer;
  /** The whole of a wrapper-like object, kept until it proves to be one. */
  private readonly envelope: Gatherer;
  private base: number;
  private place: Place = 'top';
  private home: 'top' | 'elements' | 'key' = 'top';
  private outer: 'top' | 'key' = 'top';
  private shape: Shape = 'nested';
  private depth = 0;
  private inText = false;
  private escaped = false;
  private kept = true;
  private key = '';
  private within = '';
  private unwrapped = false;
  /** Inside the object that a wrapper document holds under one of the outer keys. */
  private inner = false;

  constructor(sink: Sink, options: { readonly unwrap: boolean; readonly base: number; readonly limit: number }) {
    this.sink = sink;
    this.unwrap = options.unwrap;
    this.base = options.base;
    this.limit = options.limit;
    this.value = new Gatherer(options.limit);
    this.envelope = new Gatherer(options.limit);
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.place === 'value' || this.place === 'name' ? this.inside(chunk, at) : this.between(chunk, at);
    this.value.carry(chunk);
    this.envelope.carry(chunk);
    this.base += chunk.length;
  }

  end(): void {
    if (this.place === 'value' && this.shape === 'scalar' && this.kept) {
      this.emit(this.value, nothing, 0, this.base, null);
      this.place = this.home;
    }
    if (this.envelope.active) this.emit(this.envelope, nothing, 0, this.base, cutInside);
    else if (this.place === 'value' && this.kept) this.emit(this.value, nothing, 0, this.base, cutInside);
    else if (this.place !== 'top') this.sink({ offset: this.base, length: 0, within: this.within, bytes: nothing, open: true, flaw: cutBetween });
  }

  /** One byte between values. */
  private between(chunk: Buffer, at: number): number {
    const byte = chunk[at]!;
    if (isSpace(byte)) return at + 1;
    switch (this.place) {
      case 'top':
        if (byte === comma) return at + 1;
        if (byte === openBracket) return this.enter('top', '', at);
        if (byte === openBrace && this.unwrap) {
          this.envelope.begin(at, this.base + at);
          this.unwrapped = false;
          this.inner = false;
          this.place = 'key';
          return at + 1;
        }
        return this.start(chunk, at, 'top', true);
      case 'elements':
        if (byte === comma) return at + 1;
        if (byte === closeBracket) {
          this.place = this.outer;
          this.within = '';
          return at + 1;
        }
        return this.start(chunk, at, 'elements', true);
      case 'key':
        if (byte === comma) return at + 1;
        if (byte === closeBrace && this.inner) {
          this.inner = false;
          return at + 1;
        }
        if (byte === closeBrace) return this.closeEnvelope(chunk, at + 1);
        if (byte !== quote) return this.notAnEnvelope(chunk, at);
        this.begin(at, 'text', 'key');
        this.place = 'name';
        return at + 1;
      case 'colon':
        if (byte !== colon) return this.notAnEnvelope(chunk, at);
        this.place = 'member';
        return at + 1;
      case 'member':
        if (byte === openBracket && wrapperKeys.has(this.key)) {
          this.envelope.drop();
          this.unwrapped = true;
          return this.enter('key', this.key, at);
        }
        if (byte === openBrace && !this.inner && outerKeys.has(this.key)) {
          this.inner = true;
          this.place = 'key';
          return at + 1;
        }
        if (byte === closeBrace || byte === comma || byte === closeBracket || byte === colon) return this.notAnEnvelope(chunk, at);
        return this.start(chunk, at, 'key', false);
      default:
        throw new Error(`no value begins in the state ${this.place}`);
    }
  }

  private enter(outer: 'top' | 'key', within: string, at: number): number {
    this.outer = outer;
    this.within = within;
    this.place = 'elements';
    return at + 1;
  }

  private begin(at: number, shape: Shape, home: 'top' | 'elements' | 'key'): void {
    this.value.begin(at, this.base + at);
    this.shape = shape;
    this.home = home;
    this.inText = shape === 'text';
    this.escaped = false;
    this.depth = shape === 'nested' ? 1 : 0;
    this.place = 'value';
  }

  private start(chunk: Buffer, at: number, home: 'top' | 'elements' | 'key', kept: boolean): number {
    const byte = chunk[at]!;
    this.kept = kept;
    this.begin(at, byte === openBrace || byte === openBracket ? 'nested' : byte === quote ? 'text' : 'scalar', home);
    if (!kept) this.value.drop();
    // A closing bracket that closes nothing is a piece of damage of its own.
    return byte === closeBrace || byte === closeBracket ? this.close(chunk, at + 1) : at + 1;
  }

  /** Walks through the value that has begun, to its end or the end of the chunk. */
  private inside(chunk: Buffer, from: number): number {
    const length = chunk.length;
    let at = from;
    if (this.shape === 'scalar') {
      while (at < length && !endsScalar(chunk[at]!)) at += 1;
      return at < length ? this.close(chunk, at) : at;
    }
    let { inText, escaped, depth } = this;
    while (at < length) {
      if (inText) {
        if (escaped) {
          escaped = false;
          at += 1;
        }
        let byte = 0;
        while (at < length && (byte = chunk[at]!) !== quote && byte !== backslash) at += 1;
        if (at >= length) break;
        at += 1;
        if (byte === backslash) escaped = true;
        else {
          inText = false;
          if (depth === 0) return this.close(chunk, at);
        }
      } else {
        let role = 0;
        while (at < length && (role = roles[chunk[at]!]!) === 0) at += 1;
        if (at >= length) break;
        at += 1;
        if (role === 1) inText = true;
        else if (role === 2) depth += 1;
        else {
          depth -= 1;
          if (depth === 0) return this.close(chunk, at);
        }
      }
    }
    this.inText = inText;
    this.escaped = escaped;
    this.depth = depth;
    return at;
  }

  /** The value ends before `to`. */
  private close(chunk: Buffer, to: number): number {
    if (this.place === 'name') {
      const bytes = this.value.finish(chunk, to);
      this.key = bytes ? bytes.toString('utf8').slice(1, -1) : '';
      this.place = 'colon';
    } else {
      if (this.kept) this.emit(this.value, chunk, to, this.base + to, null);
      this.place = this.home;
    }
    return to;
  }

  private closeEnvelope(chunk: Buffer, to: number): number {
    this.place = 'top';
    if (!this.unwrapped) this.emit(this.envelope, chunk, to, this.base + to, null);
    return to;
  }

  /** Something an object cannot have here: what is held is a plain value after all, or, after a wrapped array, damage. */
  private notAnEnvelope(chunk: Buffer, at: number): number {
    if (this.unwrapped) {
      this.place = 'key';
      return this.start(chunk, at, 'key', true);
    }
    this.value.adopt(this.envelope);
    this.shape = 'nested';
    this.home = 'top';
    this.kept = true;
    this.inText = false;
    this.escaped = false;
    this.depth = this.inner ? 2 : 1;
    this.inner = false;
    this.place = 'value';
    return at;
  }

  private emit(held: Gatherer, chunk: Buffer, to: number, end: number, flaw: Flaw | null): void {
    const offset = held.start;
    const bytes = held.finish(chunk, to);
    this.sink({ offset, length: end - offset, within: this.within, bytes: bytes ?? nothing, open: flaw !== null, flaw: bytes ? flaw : tooLarge(this.limit) });
  }
}
