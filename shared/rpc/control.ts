/** What the shell and the engine say to each other beside the calls of the window. The window has no part in it. */

export type ControlToEngine =
  /** Paths that a dialog or a drop gave; answered with `granted`. */
  | { readonly control: 'grant'; readonly id: number; readonly paths: readonly string[] }
  /** A window begins: its port comes with this message (utility process), or its messages come as `wire` (child process). The one before has ended. */
  | { readonly control: 'attach'; readonly window: number }
  /** A message of a window, where the pipe is shared with it. */
  | { readonly control: 'wire'; readonly window: number; readonly message: unknown }
  /** Close the case and end. */
  | { readonly control: 'quit' };

export type ControlFromEngine =
  | { readonly control: 'granted'; readonly id: number }
  | { readonly control: 'wire'; readonly window: number; readonly message: unknown };
