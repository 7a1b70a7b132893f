/** The stream whose records are being stored. */
export interface StreamPlace {
  readonly itemId: number;
  readonly sha256: string;
  readonly member: string;
}

/** Where a record lies, in words that mean the same whatever the order of import. */
export interface FirstPlace {
  readonly sha256: string;
  readonly member: string;
  readonly byte_offset: number;
}

/** Whether one place comes before another: by digest, member, offset. */
export function comesBefore(a: FirstPlace, b: FirstPlace): boolean {
  if (a.sha256 !== b.sha256) return a.sha256 < b.sha256;
  return a.member === b.member ? a.byte_offset < b.byte_offset : a.member < b.member;
}
