import { z } from 'zod';

/** One call the window (or a terminal) can make of the engine. */
export interface MethodShape<A extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly args: A;
  readonly result: R;
  /** Arguments that hold paths: over a window's connection each must have come from a dialog. */
  readonly paths?: readonly string[];
}

export function method<A extends z.ZodType, R extends z.ZodType>(args: A, result: R, paths?: readonly string[]): MethodShape<A, R> {
  return paths ? { args, result, paths } : { args, result };
}

export const nothing = z.object({});
/** Microseconds since 1970-01-01T00:00:00Z. */
export const micros = z.number().int();
export const count = z.number().int().nonnegative();
export const rungSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const rungCounts = z.tuple([count, count, count, count, count]);
export const problem = z.object({ code: z.string(), message: z.string(), file: z.string().optional(), offset: count.optional() });
