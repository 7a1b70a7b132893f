/** Ends a `switch` over a closed list: the compiler refuses it while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`a case was forgotten: ${JSON.stringify(value)}`);
}
