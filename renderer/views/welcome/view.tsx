import type { ReactNode } from 'react';

/** Where no case is open. */
export function WelcomeView(): ReactNode {
  return <h1>Keyholder</h1>;
}
