import type { Database } from 'better-sqlite3';

declare const mode: unique symbol;

/** A connection that only reads. Functions that read take this, so the compiler sees which ones write. */
export type ReadDb = Database & { readonly [mode]?: 'read' | 'write' };

/** The one connection of a case that writes. A `WriteDb` may be passed where a `ReadDb` is asked for, never the reverse. */
export type WriteDb = Database & { readonly [mode]: 'write' };
