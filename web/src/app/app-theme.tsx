import { MantineProvider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../lib/me.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { Toasts } from '../ui/toasts.tsx';

/** Form for the whole console; light or dark as the colleague chose, else as the system says. */
export function AppTheme({ children }: { children: ReactNode }) {
  // Only listens: the router is who asks for it.
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const choice = me?.preferences.theme ?? 'auto';
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(choice === 'auto' ? {} : { forceColorScheme: choice })}
    >
      <Toasts />
      {children}
    </MantineProvider>
  );
}
