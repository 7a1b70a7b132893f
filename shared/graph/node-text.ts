import type { GraphNode } from '../rpc/graph.ts';
import { attemptedOf, successfulOf } from '../rungs.ts';
import { showHidden } from '../visible-text.ts';
import { fitText, textWidth } from './measure.ts';

export const labelSize = 12;
export const subSize = 10.5;
export const tallySize = 10.5;

/** What is written in a node: a resource on one line, everything else on two or three. */
export interface NodeText {
  readonly label: string;
  readonly sub: string;
  readonly compact: boolean;
}

/** Outcomes of which a node has any events, in the order they are written. */
export type Sign = 'succeeded' | 'attempted' | 'unknown';
export type Tally = readonly { readonly sign: Sign; readonly text: string; readonly width: number }[];

const side = 10;
/** Left of the name on a single line: the place of the icon. */
export const iconRoom = 20;
const tallyGap = 8;
/** A second part shorter than this says nothing. */
const leastRest = 34;

/** The name and what it is, before anything is cut: a name that carries its own short key (`run-88213 (ASIA…K0PL)`) gives it to the second line. */
export function textOf(node: GraphNode): NodeText {
  const [label, sub] = [showHidden(node.label), showHidden(node.sub)];
  if (node.lane === 'resource') return { label, sub, compact: true };
  if (node.lane === 'plane') return { label, sub: '', compact: false };
  const keyed = node.lane === 'credential' ? /^(\S.*) \(([^\s()]*…[^\s()]*)\)$/u.exec(label) : null;
  if (!keyed) return { label, sub, compact: false };
  const [name, key] = [keyed[1] as string, keyed[2] as string];
  const holder = sub.includes(' · ') ? sub.slice(sub.indexOf(' · ') + 3) : sub;
  const of = name.indexOf(' of ');
  return { label: of > 0 ? name.slice(0, of) : name, sub: `${key} · ${holder}`, compact: false };
}

/** The width at which nothing has to be cut. */
export function widthOf(text: NodeText, node: GraphNode): number {
  const label = textWidth(text.label, labelSize, 600);
  const sub = textWidth(text.sub, subSize);
  if (!text.compact) return Math.max(label, sub, tallyWidth(tallyOf(node))) + 22;
  const counts = tallyWidth(tallyOf(node));
  return side * 2 + iconRoom + label + (sub > 0 ? sub + 6 : 0) + (counts > 0 ? counts + 12 : 0);
}

/** Cuts the text to a node of this width. */
export function cutTo(text: NodeText, node: GraphNode, width: number): NodeText {
  if (!text.compact) {
    const room = width - 16;
    return { ...text, label: fitText(text.label, room, labelSize, 600), sub: fitParts(text.sub, room) };
  }
  const counts = tallyWidth(tallyOf(node));
  const room = width - side * 2 - iconRoom - (counts > 0 ? counts + 10 : 0);
  const label = fitText(text.label, room, labelSize, 600);
  const rest = room - textWidth(label, labelSize, 600) - 6;
  return { ...text, label, sub: textWidth(text.sub, subSize) <= rest ? text.sub : '' };
}

/** The first of two parts whole where there is room for it, and what the second has room for. */
function fitParts(text: string, room: number): string {
  if (textWidth(text, subSize) <= room) return text;
  const short = text.replace(/^[^\s…]+(?=…)/u, '');
  if (short !== text) return fitParts(short, room);
  const at = text.indexOf(' · ');
  if (at < 0) return fitText(text, room, subSize);
  const first = text.slice(0, at + 3);
  const rest = room - textWidth(first, subSize);
  if (rest >= leastRest) return first + fitText(text.slice(at + 3), rest, subSize);
  return fitText(text.slice(0, at), room, subSize);
}

/** How many events of each outcome, as they are written in the node. */
export function tallyOf({ counts }: GraphNode): Tally {
  const all: readonly (readonly [Sign, number])[] = [
    ['succeeded', successfulOf(counts)],
    ['attempted', attemptedOf(counts)],
    ['unknown', counts[0]],
  ];
  return all.filter(([, events]) => events > 0).map(([sign, events]) => ({ sign, text: String(events), width: 12 + textWidth(String(events), tallySize) }));
}

export function tallyWidth(tally: Tally): number {
  return tally.reduce((sum, part) => sum + part.width, 0) + Math.max(0, tally.length - 1) * tallyGap;
}

/** Height of a node with this text; one with many edges needs room for them at its sides. */
export function heightOf(text: NodeText, node: GraphNode, edges: number): number {
  if (text.compact) return 26;
  const lines = 1 + Number(text.sub !== '') + Number(tallyOf(node).length > 0);
  return Math.max(lines === 1 ? 28 : 10 + lines * 14, Math.min(120, 12 + edges * 4));
}

/** Where each line of a node is written: baselines of name and second line, centre of the counts, and where the counts begin. */
export interface NodeLines {
  readonly name: readonly [x: number, y: number];
  readonly second: readonly [x: number, y: number];
  readonly counts: readonly (readonly [x: number, y: number])[];
}

/** Places the lines of a node that stands at `x`, `y`. */
export function linesOf(
  text: NodeText,
  tally: Tally,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): NodeLines {
  const { x, y, width, height } = box;
  const starts = (left: number, at: number): (readonly [number, number])[] => {
    let next = left;
    return tally.map((part) => {
      const here = next;
      next += part.width + tallyGap;
      return [round(here), round(at)];
    });
  };
  if (text.compact) {
    const [left, base] = [x + side + iconRoom, y + height / 2 + 4.2];
    const second = left + textWidth(text.label, labelSize, 600) + 6;
    return { name: [left, round(base)], second: [round(second), round(base)], counts: starts(x + width - side - tallyWidth(tally), y + height / 2) };
  }
  const lines = 1 + Number(text.sub !== '') + Number(tally.length > 0);
  const middle = x + width / 2;
  const top = y + (height - lines * 14) / 2 + 11;
  return {
    name: [round(middle), round(top)],
    second: [round(middle), round(top + 14)],
    counts: starts(middle - tallyWidth(tally) / 2, top + (lines - 1) * 14 - 3.6),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
