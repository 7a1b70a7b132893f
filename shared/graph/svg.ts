import type { GraphPicture } from '../rpc/graph.ts';
import { attemptedOf, successfulOf } from '../rungs.ts';
import { showHidden } from '../visible-text.ts';
import type { Layout, PlacedEdge, PlacedNode } from './placed.ts';
import { textWidth } from './measure.ts';
import { iconRoom, labelSize, linesOf, subSize, tallyOf, tallySize, type Sign } from './node-text.ts';
import { themes, type ThemeName, type Theme } from './themes.ts';

/** What is printed around the picture. */
export interface SvgOptions {
  readonly theme: ThemeName;
  readonly title: string;
  /** Print the key to lines and marks. */
  readonly legend: boolean;
  /** The filter in words; every picture says what it shows. */
  readonly filterWords: string;
  readonly caseReference?: string;
  /** When it was printed, ISO 8601 UTC. Given from outside, so that the same case gives the same picture. */
  readonly printedAt?: string;
}

const face = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** Escapes text for XML, writing characters that hide or reorder others as code points. */
export function xml(text: string): string {
  return showHidden(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** The picture as a standalone SVG: no script, no reference to anything outside. Line style and marks carry the meaning, colour only repeats it. */
export function renderSvg(picture: GraphPicture, layout: Layout, options: SvgOptions): string {
  const theme = themes[options.theme];
  const head = 62;
  const foot = footOf(picture, layout, options, theme);
  const width = Math.max(layout.width, 760);
  const height = head + layout.height + foot.height;
  const shift = Math.round((width - layout.width) / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${face}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${xml(options.title)}</title>`,
    `<desc id="desc">${xml(`${picture.nodes.length} nodes and ${picture.edges.length} edges. Shows: ${options.filterWords}.`)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${theme.page}"/>`,
    headOf(options, theme, width),
    `<g transform="translate(${shift} ${head})">`,
    ...layout.lanes.map(
      (lane) =>
        `<rect x="${lane.x}" y="${lane.y}" width="${lane.width}" height="${lane.height}" rx="6" fill="${theme.lane}"/><text x="${lane.x + 10}" y="${lane.y - 9}" font-size="11" font-weight="600" fill="${theme.quiet}">${xml(lane.title)}</text>`,
    ),
    ...[...layout.edges].sort((a, b) => rank(a) - rank(b)).map((edge) => edgeOf(edge, theme)),
    ...layout.nodes.map((node) => nodeOf(node, theme)),
    ...layout.edges.flatMap((edge) => (edge.label ? [labelOf(edge, theme)] : [])),
    '</g>',
    `<g transform="translate(18 ${head + layout.height})">`,
    ...foot.parts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function rank(edge: PlacedEdge): number {
  return edge.style === 'dotted' ? 0 : edge.style === 'dashed' ? 1 : 2;
}

function headOf(options: SvgOptions, theme: Theme, width: number): string {
  const reference = options.caseReference
    ? `<text x="${width - 18}" y="26" font-size="12" text-anchor="end" fill="${theme.quiet}">${xml(options.caseReference)}</text>`
    : '';
  const printed = options.printedAt
    ? `<text x="${width - 18}" y="46" font-size="11" text-anchor="end" fill="${theme.quiet}">printed ${xml(options.printedAt)}, all times UTC</text>`
    : '';
  return `<text x="18" y="27" font-size="16" font-weight="600" fill="${theme.text}">${xml(options.title)}</text><text x="18" y="46" font-size="11" fill="${theme.quiet}">shows: ${xml(options.filterWords)}</text>${reference}${printed}`;
}

const dashes = { solid: '', dashed: ' stroke-dasharray="7 4"', dotted: ' stroke-dasharray="1.5 4" stroke-linecap="round"' } as const;

function edgeOf(edge: PlacedEdge, theme: Theme): string {
  const colour = theme[edge.style];
  const { x, y, toward } = edge.tip;
  const size = 5 + edge.width / 2;
  const arrow = `M${x} ${y}L${x - toward * size} ${y - size * 0.6}L${x - toward * size} ${y + size * 0.6}Z`;
  return `<g><title>${xml(edgeWords(edge))}</title><path d="${edge.path}" fill="none" stroke="${colour}" stroke-width="${edge.style === 'dotted' ? 1.6 : edge.width}"${dashes[edge.style]}/><path d="${arrow}" fill="${colour}"/></g>`;
}

function edgeWords({ edge }: PlacedEdge): string {
  const name = edge.label === '' ? edge.kind : `${edge.kind}: ${edge.label}`;
  const unknown = edge.counts[0] > 0 ? `, ${edge.counts[0]} unknown` : '';
  return `${name} · ${successfulOf(edge.counts)} successful, ${attemptedOf(edge.counts)} attempted${unknown}`;
}

function labelOf(edge: PlacedEdge, theme: Theme): string {
  if (!edge.label) return '';
  const { text, x, y, width } = edge.label;
  return `<rect x="${x - width / 2}" y="${y - 7}" width="${width}" height="14" rx="3" fill="${theme.page}" fill-opacity="0.92"/><text x="${x}" y="${y + 3.5}" font-size="10" text-anchor="middle" fill="${theme.quiet}">${xml(text)}</text>`;
}

function nodeOf(placed: PlacedNode, theme: Theme): string {
  const { node, x, y, width, height } = placed;
  const round = node.lane === 'credential' ? height / 2 : 7;
  const border = node.subject ? ` stroke="${theme.accent}" stroke-width="2.4"` : ` stroke="${theme.border}" stroke-width="1.2"`;
  const stack =
    node.members > 0 ? `<rect x="${x + 4}" y="${y + 4}" width="${width}" height="${height}" rx="${round}" fill="${theme.node}" stroke="${theme.border}"/>` : '';
  const tally = tallyOf(node);
  const lines = linesOf(placed.text, tally, placed);
  const anchor = placed.text.compact ? 'start' : 'middle';
  const back = placed.text.compact ? iconRoom : 0;
  return [
    `<g><title>${xml(`${node.label} · ${node.sub}`)}</title>${stack}<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${theme.node}"${border}/>`,
    `<text x="${lines.name[0] - back}" y="${lines.name[1]}" font-size="${labelSize}" font-weight="600" text-anchor="${anchor}" fill="${theme.text}">${xml(placed.text.label)}</text>`,
    placed.text.sub === ''
      ? ''
      : `<text x="${lines.second[0] - back}" y="${lines.second[1]}" font-size="${subSize}" text-anchor="${anchor}" fill="${theme.quiet}">${xml(placed.text.sub)}</text>`,
    ...tally.map((part, place) => {
      const [left, at] = lines.counts[place] as readonly [number, number];
      return `${mark(part.sign, left + 4, at, theme)}<text x="${left + 11}" y="${at + 3.8}" font-size="${tallySize}" fill="${theme.text}">${part.text}</text>`;
    }),
    '</g>',
  ].join('');
}

function mark(kind: Sign, x: number, y: number, theme: Theme): string {
  if (kind === 'succeeded') return `<circle cx="${x}" cy="${y}" r="4" fill="${theme.solid}"/>`;
  if (kind === 'attempted')
    return `<circle cx="${x}" cy="${y}" r="3.4" fill="none" stroke="${theme.dashed}" stroke-width="1.4"/><path d="M${x - 2} ${y}h4" stroke="${theme.dashed}" stroke-width="1.4"/>`;
  return `<circle cx="${x}" cy="${y}" r="3.4" fill="none" stroke="${theme.quiet}" stroke-width="1.2" stroke-dasharray="1.4 1.4"/>`;
}

function footOf(picture: GraphPicture, layout: Layout, options: SvgOptions, theme: Theme): { parts: string[]; height: number } {
  const parts: string[] = [];
  let y = 20;
  const line = (text: string): void => {
    parts.push(`<text x="0" y="${y}" font-size="11" fill="${theme.quiet}">${xml(text)}</text>`);
    y += 17;
  };
  if (picture.folded.length > 0)
    for (const text of wrap(`folded: ${picture.folded.map((fold) => fold.words).join(', ')}`, Math.max(layout.width, 760) - 40)) line(text);
  if (picture.leftOut.nodes + picture.leftOut.edges > 0)
    line(
      `not in this picture: ${picture.leftOut.nodes.toLocaleString('en-GB')} further nodes and ${picture.leftOut.edges.toLocaleString('en-GB')} further edges of the case`,
    );
  if (options.legend) {
    parts.push(...legendOf(y + 4, theme));
    y += 44;
  }
  return { parts, height: y + 4 };
}

function legendOf(y: number, theme: Theme): string[] {
  let x = 0;
  const parts: string[] = [];
  for (const [style, words] of [
    ['solid', 'solid: at least one call succeeded'],
    ['dashed', 'dashed: attempted only'],
    ['dotted', 'dotted: could (held or readable, no use shown)'],
  ] as const) {
    parts.push(
      `<path d="M${x} ${y}h30" stroke="${theme[style]}" stroke-width="2"${dashes[style]}/><text x="${x + 37}" y="${y + 4}" font-size="11" fill="${theme.text}">${words}</text>`,
    );
    x += 37 + textWidth(words, 11) + 22;
  }
  x = 4;
  for (const [kind, words] of [
    ['succeeded', 'events that succeeded'],
    ['attempted', 'attempted: rejected, denied or failed'],
    ['unknown', 'outcome not in the log'],
  ] as const) {
    parts.push(`${mark(kind, x, y + 20, theme)}<text x="${x + 10}" y="${y + 24}" font-size="11" fill="${theme.text}">${words}</text>`);
    x += 10 + textWidth(words, 11) + 22;
  }
  parts.push(
    `<rect x="${x}" y="${y + 13}" width="22" height="13" rx="4" fill="${theme.node}" stroke="${theme.accent}" stroke-width="2.4"/><text x="${x + 29}" y="${y + 24}" font-size="11" fill="${theme.text}">what this picture is about</text>`,
  );
  return parts;
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(`${line} ${word}`, 11) > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
