import type { Verification } from '../../../shared/rpc/evidence.ts';

/** What the outcome of a verification means, in words that can be read aloud. */
export const outcomes: Readonly<
  Record<Verification['exitCode'], { readonly word: string; readonly meaning: string; readonly tone: 'holds' | 'fails' | 'doubt' }>
> = {
  0: { word: 'Verified', meaning: 'Complete, unchanged, and signed by people you trust.', tone: 'holds' },
  1: { word: 'Tampered with or incomplete', meaning: 'This is not what was signed. Do not rely on it.', tone: 'fails' },
  2: {
    word: 'Not signed by anyone you trust',
    meaning: 'A signature proves nothing until its key is among those you hold from your own records.',
    tone: 'doubt',
  },
  3: { word: 'Cannot be read', meaning: 'This is no bundle, or it is damaged beyond reading.', tone: 'fails' },
};

export const checkWords: Readonly<Record<Verification['checks'][number]['state'], string>> = { holds: 'holds', fails: 'fails', not_checked: 'not checked' };
