/** The wire encoding of RFC 4251, section 5, as OpenSSH uses it in keys and signatures. */

/** Thrown by `WireReader` when bytes do not follow the grammar; never leaves the file that reads. */
export class WireFault extends Error {}

/** Reads one value after the other and refuses whatever is too short. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  raw(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw new WireFault('the data ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(): number {
    return this.raw(4).readUInt32BE(0);
  }

  string(): Buffer {
    return this.raw(this.number());
  }

  /** A string of printable ASCII: names of algorithms, curves and namespaces. */
  name(): string {
    const bytes = this.string();
    if (!bytes.every((byte) => byte > 0x20 && byte < 0x7f)) throw new WireFault('a name holds characters that no name has');
    return bytes.toString('latin1');
  }

  /** A positive integer without needless leading zeros, big-endian. */
  positive(): Buffer {
    const bytes = this.string();
    const [first, second] = bytes;
    if (first === undefined || first > 0x7f) throw new WireFault('a number is not positive');
    if (first > 0) return bytes;
    if (second === undefined || second < 0x80) throw new WireFault('a number is not in its shortest form');
    return bytes.subarray(1);
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new WireFault('there are bytes after the end');
  }
}

/** Length and bytes. */
export function wireString(value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  return Buffer.concat([wireNumber(bytes.length), bytes]);
}

export function wireNumber(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
