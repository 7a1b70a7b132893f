export interface FlagWish {
  readonly x: number;
  readonly width: number;
}

export interface PlacedFlag {
  readonly left: number;
  readonly width: number;
  readonly row: number;
}

const between = 8;

/** Gives each flag's label a row and a place in which it touches no other; at the right edge it hangs to the left of its line. */
export function placeFlags(flags: readonly FlagWish[], width: number): readonly PlacedFlag[] {
  const taken: PlacedFlag[] = [];
  return flags.map((flag) => {
    const left = flag.x + flag.width > width ? Math.max(0, flag.x - flag.width) : flag.x;
    let row = 0;
    while (taken.some((other) => other.row === row && left < other.left + other.width + between && other.left < left + flag.width + between)) row += 1;
    const placed = { left, width: flag.width, row };
    taken.push(placed);
    return placed;
  });
}
