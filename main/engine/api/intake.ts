import { checkIntegrity } from '../integrity/check.ts';
import { readContents } from '../intake/contents.ts';
import { importPaths } from '../intake/run.ts';
import { preview } from '../intake/preview.ts';
import { readRaw } from '../intake/raw.ts';
import { reverify } from '../intake/reverify.ts';
import { sources } from '../sources/index.ts';
import { listItems, pageSkipped } from '../store/item.ts';
import type { Handlers } from './handlers.ts';

/** Taking exports in, and what was taken in. */
export const intakeHandlers = {
  'readers.list': () =>
    sources.map(({ id, title, version, framing, docs }) => ({ id, title, version, framing, docs: docs.map((doc) => ({ title: doc.title, url: doc.url })) })),
  'intake.preview': (context, { paths }) =>
    preview(paths, sources, context.signal, (done, total, detail) => context.progress({ stage: 'preview', done, total, unit: 'files', detail })),
  'intake.import': (context, { paths, choices }) => importPaths(context, paths, choices),
  'intake.items': (context) => listItems(context.openCase().read),
  'intake.skipped': (context, page) => pageSkipped(context.openCase().read, page),
  'intake.raw': (context, place) => readRaw(context.openCase(), place),
  'intake.reverify': (context) => reverify(context),
  'intake.integrity': (context, { publicKeys }) =>
    checkIntegrity(context, publicKeys, (sha256, wanted, onBytes) => readContents(context.openCase().folder, sha256, wanted, onBytes)),
} satisfies Partial<Handlers>;
