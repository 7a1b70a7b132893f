/** A name of a file in the parts that tell it from others; joined they are its last step, whole. */
export interface FileParts {
  readonly before: string;
  /** `20261103T0005Z`, where the name has one. */
  readonly time: string;
  readonly after: string;
  readonly end: string;
}

/** Characters of the end that are kept where there is no known ending. */
const kept = 8;

/** The parts of the last step of a path. */
export function partsOf(path: string): FileParts {
  const name = path.slice(path.search(/[^/\\]*[/\\]?$/));
  const ending = /(?:\.[A-Za-z0-9]{1,8}){1,2}$/.exec(name)?.[0] ?? name.slice(-kept);
  const stem = name.slice(0, name.length - ending.length);
  const found = /\d{8}T\d{4,6}Z?|\d{4}-\d\d-\d\d(?:T[\d-]{2,8}Z?)?/.exec(stem);
  if (!found) return { before: stem, time: '', after: '', end: ending };
  const after = found.index + found[0].length;
  return { before: stem.slice(0, found.index), time: found[0], after: stem.slice(after), end: ending };
}
