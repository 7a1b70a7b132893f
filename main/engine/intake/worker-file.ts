/** The worker's program: the source itself where the engine runs from source, the bundle's `worker.js` beside it otherwise. */
export function workerFile(here = import.meta.url): URL {
  return new URL(here.endsWith('.ts') ? './worker.ts' : './worker.js', here);
}
