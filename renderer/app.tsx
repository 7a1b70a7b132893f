import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import type { ReactNode } from 'react';
import { Shell } from './frame/shell.tsx';
import { theme, variables } from './theme/theme.ts';
import { queryClient } from './use-engine.ts';

/** The page's nonce, so that styles made while it runs pass the content security policy. */
function styleNonce(): string {
  return document.querySelector<HTMLElement>('meta[nonce], script[nonce]')?.nonce ?? '';
}

// Dialogs lock the scroll bars with a style of their own, which takes its nonce from here.
setNonce(styleNonce());

/** Everything the window shows. */
export function App(): ReactNode {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <Shell />
      </QueryClientProvider>
    </MantineProvider>
  );
}
