/** The files around the payload that make the folder a bag. */
import { formatIso, type Micros } from '../../../../shared/time.ts';
import { showHidden } from '../../../../shared/visible-text.ts';
import type { WrittenFile } from './bag.ts';

/** RFC 8493, section 2.1.1: these bytes and no others. */
export const bagitText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface BagInfo {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly examiner: string;
  readonly name: string;
  readonly number: number;
  readonly at: Micros;
  readonly version: string;
  readonly payload: readonly WrittenFile[];
}

export function bagInfoText(info: BagInfo): string {
  const bytes = info.payload.reduce((sum, file) => sum + file.size, 0);
  const lines: [string, string][] = [
    ['Bag-Group-Identifier', info.caseId],
    ['Bag-Software-Agent', `Keyholder ${info.version}`],
    ['Bagging-Date', formatIso(info.at).slice(0, 10)],
    ['Contact-Name', info.examiner],
    ['External-Description', info.title === '' ? `Evidence of case ${info.reference}, bundle ${info.number}` : info.title],
    ['External-Identifier', info.name],
    ['Internal-Sender-Identifier', info.reference],
    ['Payload-Oxum', `${bytes}.${info.payload.length}`],
  ];
  return lines.map(([name, value]) => `${name}: ${showHidden(value).trim()}\n`).join('');
}
