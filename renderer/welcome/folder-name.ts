/** A reference as a folder name that every system accepts: `CASE 2026/014` → `CASE-2026-014`. */
export function folderNameOf(reference: string): string {
  return reference
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
}
