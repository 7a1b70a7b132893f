import { join } from 'node:path';
import type { RawBytes } from '../../../shared/rpc/intake.ts';
import { fail } from '../../../shared/problems.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { itemSource, recordIndexAt } from '../store/item.ts';
import { limits } from './limits.ts';
import { openRegular } from './open-copy.ts';
import { ByteBudget } from './open-inflate.ts';
import { openStreams } from './open.ts';

/** At most this much of one record is shown. */
const shown = 256 * 1024;

/** The bytes of one record, read again from the original; a compressed one is inflated up to there. */
export async function readRaw(handle: CaseHandle, place: { readonly item: number; readonly offset: number; readonly length: number }): Promise<RawBytes> {
  const { item, offset, length } = place;
  const { sha256, member, label, container, encoding } = itemSource(handle.read, item);
  const path = join(handle.folder, 'originals', sha256);
  const wanted = Math.min(length, shown);
  const bytes = container === 'plain' ? await readAt(path, offset, wanted) : await inflateTo(path, member, offset, wanted);
  if (bytes.length < wanted) fail('case_damaged', 'The original is shorter than it was: its bytes have been changed.', { file: label, offset });
  return { label, sha256, offset, length, text: textOf(bytes, encoding), cut: wanted < length, index: recordIndexAt(handle.read, item, offset) };
}

async function readAt(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await openRegular(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function inflateTo(path: string, member: string, offset: number, length: number): Promise<Buffer> {
  for await (const stream of openStreams(path, { limits, budget: new ByteBudget(limits), checked: true, member })) {
    const pieces: Buffer[] = [];
    let at = 0;
    for await (const chunk of stream.bytes) {
      const from = Math.max(0, offset - at);
      const to = Math.min(chunk.length, offset + length - at);
      if (from < to) pieces.push(chunk.subarray(from, to));
      at += chunk.length;
      if (at >= offset + length) break;
    }
    return Buffer.concat(pieces);
  }
  return fail('case_damaged', 'The archive does not hold this member any more: its bytes have been changed.');
}

function textOf(bytes: Buffer, encoding: string): string {
  if (encoding === 'UTF-16LE') return bytes.toString('utf16le');
  if (encoding === 'UTF-16BE')
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}
