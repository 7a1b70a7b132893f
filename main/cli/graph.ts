import type { Command } from 'commander';
import { resolve } from 'node:path';
import { parseFilter } from '../../shared/filter-line.ts';
import { fail } from '../../shared/problems.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import { print, withCase } from './context.ts';

interface Options {
  readonly out: string;
  readonly identity?: string;
  readonly credential?: string;
  readonly filter: string;
}

const formats = { '.svg': 'svg', '.json': 'json', '.graphml': 'graphml' } as const;

/** `keyholder graph CASE --out FILE`: draws who held what and what it touched. */
export function register(program: Command): void {
  program
    .command('graph')
    .summary('draw who held what, and what it touched')
    .description(
      'Draw who held which credential and what it touched, as SVG, JSON or GraphML by the ending of the file. Without a choice: the world of the compromised identity, or the whole of a small case.',
    )
    .argument('<case>', 'folder of the case')
    .requiredOption('--out <file>', 'where to write: .svg, .json or .graphml')
    .option('--identity <key>', 'this identity with everything minted from or exposed to it')
    .option('--credential <key>', 'this credential with everything minted from or exposed to it')
    .option('--filter <line>', 'which events', '')
    .action(async (folder: string, { out, identity, credential, filter: line }: Options) => {
      const ending = Object.keys(formats).find((each) => out.endsWith(each)) as keyof typeof formats | undefined;
      if (!ending) fail('invalid_argument', `--out ${out} ends in none of ${Object.keys(formats).join(', ')}.`);
      await withCase(folder, async (call) => {
        const filter: Filter = { ...parseFilter(line) };
        const named = {
          ...(identity === undefined ? {} : { identities: [await keyOf(identity, (text) => call('identities.search', { text, limit: 5 }))] }),
          ...(credential === undefined ? {} : { credentials: [await keyOf(credential, (text) => call('credentials.search', { text, limit: 5 }))] }),
        };
        const chosen = Object.keys(named).length > 0 ? { ...filter, ...named, withDescendants: true } : filter;
        const written = await call('graph.export', { filter: chosen, file: resolve(out), format: formats[ending] });
        await print(`${written.file} (${written.bytes} bytes)`);
      });
    });
}

/** The key itself, or the only key that a shorter text can mean. */
async function keyOf(text: string, search: (text: string) => Promise<readonly { readonly key: string; readonly display: string }[]>): Promise<string> {
  const found = await search(text);
  const exact =
    found.find((each) => each.key === text) ??
    (found.filter((each) => each.display === text).length === 1 ? found.find((each) => each.display === text) : undefined);
  if (exact) return exact.key;
  const [only, ...others] = found;
  if (only && others.length === 0) return only.key;
  fail(
    only ? 'invalid_argument' : 'no_such_thing',
    only ? `"${text}" may mean ${found.map((each) => each.key).join(' or ')}: give the whole key.` : `Nothing in this case is called "${text}".`,
  );
}
