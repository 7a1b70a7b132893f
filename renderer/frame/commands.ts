/** Something the palette offers to do. */
export interface Command {
  readonly title: string;
  /** The key that does it without the palette. */
  readonly key?: string;
  run(): void;
}
