import { dossierOf } from '../graph/dossier.ts';
import { exportPicture } from '../graph/export.ts';
import { lifeLines } from '../graph/lines.ts';
import { pathsBetween } from '../graph/path.ts';
import { pictureOf } from '../graph/picture.ts';
import type { Handlers } from './handlers.ts';
import { whereOf } from './where.ts';

/** The picture, paths through it, and the lives of credentials. */
export const graphHandlers = {
  'graph.picture': (context, wanted) => pictureOf(context.openCase().read, wanted),
  'graph.path': (context, wanted) => pathsBetween(context.openCase().read, wanted),
  'graph.export': (context, { file, format, ...drawing }) => {
    return exportPicture(context.openCase().read, file, format, { ...drawing, theme: 'light', printedAt: context.around.now() });
  },
  'credentials.lines': (context, wanted) => {
    const { read } = context.openCase();
    return lifeLines(read, { ...wanted, where: whereOf(read, wanted.filter) });
  },
  'credentials.dossier': (context, { key }) => dossierOf(context.openCase().read, key),
} satisfies Partial<Handlers>;
