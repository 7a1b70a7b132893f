import type { ArgsIn } from '../../../shared/rpc/contract.ts';
import type { PreviewItem } from '../../../shared/rpc/intake.ts';

/** Readers chosen by a person against (or without) the best guess; by `path`, line break, `member`. */
export type Overrides = Readonly<Record<string, string>>;

export function overrideKey(item: Pick<PreviewItem, 'path' | 'member'>): string {
  return `${item.path}\n${item.member}`;
}

/** The overrides as an import wants them. */
export function choicesOf(overrides: Overrides): NonNullable<ArgsIn<'intake.import'>['choices']> {
  return Object.entries(overrides).map(([key, reader]) => {
    const [path = '', member = ''] = key.split('\n');
    return { path, member, reader };
  });
}
