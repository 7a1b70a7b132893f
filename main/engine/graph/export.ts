import { rmSync, writeFileSync } from 'node:fs';
import { describeFilter } from '../../../shared/filter-words.ts';
import { layoutGraph } from '../../../shared/graph/layout.ts';
import { renderSvg } from '../../../shared/graph/svg.ts';
import type { ThemeName } from '../../../shared/graph/themes.ts';
import { fail } from '../../../shared/problems.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { displayOf } from '../store/names.ts';
import { readSetting } from '../store/settings.ts';
import { graphml } from './graphml.ts';
import { pictureOf, shownFilter } from './picture.ts';

export interface Drawing {
  readonly filter: Filter;
  readonly expanded: readonly string[];
  readonly hidden: readonly string[];
  readonly theme: ThemeName;
  /** Printed on the picture. */
  readonly printedAt: Micros;
}

/** The picture as a standalone SVG with legend, filter, case reference and time printed in. */
export function drawSvg(db: ReadDb, drawing: Drawing): string {
  return svgOf(db, pictureFor(db, drawing), drawing);
}

/** The picture in each of its forms, from one reading of the case. `at`: the time to print on it. */
export function pictureFiles(db: ReadDb, filter: Filter, at: number): { readonly svg: string; readonly json: string; readonly graphml: string } {
  const drawing: Drawing = { filter, expanded: [], hidden: [], theme: 'light', printedAt: at as Micros };
  const picture = pictureFor(db, drawing);
  return { svg: svgOf(db, picture, drawing), json: jsonOf(picture), graphml: graphml(picture) };
}

function svgOf(db: ReadDb, picture: GraphPicture, { filter, theme, printedAt }: Drawing): string {
  const title = readSetting(db, 'title');
  return renderSvg(picture, layoutGraph(picture), {
    theme,
    title: title === null || title === '' ? 'Who held what, and what it touched' : `${title}: who held what, and what it touched`,
    legend: true,
    filterWords: describeFilter(shownFilter(db, filter), (kind, key) => displayOf(db, kind, key)),
    caseReference: readSetting(db, 'reference') ?? '',
    printedAt: formatIso(printedAt),
  });
}

function jsonOf(picture: GraphPicture): string {
  return `${JSON.stringify(picture, null, 2)}\n`;
}

/** Writes the picture to a file, replacing what lay there under that name. */
export function exportPicture(db: ReadDb, file: string, format: 'svg' | 'json' | 'graphml', drawing: Drawing): { file: string; bytes: number } {
  const text = format === 'svg' ? drawSvg(db, drawing) : format === 'graphml' ? graphml(pictureFor(db, drawing)) : jsonOf(pictureFor(db, drawing));
  try {
    rmSync(file, { force: true });
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch {
    fail('invalid_argument', 'The picture could not be written there.', { file });
  }
  return { file, bytes: Buffer.byteLength(text) };
}

/** More nodes than this one under the other do not fit a printed page. */
const pageful = 26;

/** Folds until the longest lane fits a page; what a person opened stays open. */
function pictureFor(db: ReadDb, { filter, expanded, hidden }: Drawing): GraphPicture {
  const pictures = [8, 5, 3, 2].map((groupAbove) => (): GraphPicture => pictureOf(db, { filter, expanded, hidden, groupAbove, limit: 400 }));
  let picture = (pictures[0] as () => GraphPicture)();
  for (const next of pictures.slice(1)) {
    const lanes = Map.groupBy(picture.nodes, (node) => `${node.lane}:${node.depth}`);
    if (expanded.length > 0 || Math.max(0, ...[...lanes.values()].map((nodes) => nodes.length)) <= pageful) return picture;
    picture = next();
  }
  return picture;
}
