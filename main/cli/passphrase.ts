import { readFileSync } from 'node:fs';
import { fail, ProblemError } from '../../shared/problems.ts';

export interface PassphraseSource {
  /** A file whose first line it is. */
  readonly passphraseFile?: string;
}

/** Help text of the option by which a passphrase file is given. */
export const passphraseOption = [
  '--passphrase-file <file>',
  'file whose first line is the passphrase (else KEYHOLDER_PASSPHRASE, else you are asked)',
] as const;

/** The passphrase of a key: from a file, the environment, or the person at the terminal; never from the command line, which others can read. */
export async function readPassphrase({ passphraseFile }: PassphraseSource, question: string, again?: string): Promise<string> {
  if (passphraseFile !== undefined) return readFirstLine(passphraseFile);
  const given = process.env['KEYHOLDER_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) return fail('invalid_argument', 'A passphrase is needed: give --passphrase-file or set KEYHOLDER_PASSPHRASE.');
  const first = await ask(question);
  if (again !== undefined && (await ask(again)) !== first) return fail('invalid_argument', 'The two passphrases differ.');
  return first;
}

function readFirstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  } catch {
    return fail('unreadable', 'The passphrase file cannot be read.', { file });
  }
}

/** Asks on the terminal and shows nothing of the answer. */
function ask(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (finish: () => void) => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      finish();
    };
    const take = (typed: string) => {
      for (const key of typed) {
        if (key === '\r' || key === '\n' || key === '\u0004') return done(() => resolve(text));
        if (key === '\u0003') return done(() => reject(new ProblemError({ code: 'cancelled', message: 'No passphrase was given.' })));
        text = key === '\u007f' || key === '\b' ? [...text].slice(0, -1).join('') : text + key;
      }
    };
    stdin.on('data', take);
  });
}
