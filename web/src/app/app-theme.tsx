import type { Preferences } from '@balie/shared/contracts/people.ts';
import { MantineProvider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { meQuery } from '../lib/me.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { Toasts } from '../ui/toasts.tsx';

const REMEMBERED = 'balie.theme';

/** The choice of who was here last, so that the screen does not flash before it is known who is here now. */
function rememberedTheme(): Preferences['theme'] {
  const remembered = localStorage.getItem(REMEMBERED);
  return remembered === 'light' || remembered === 'dark' ? remembered : 'auto';
}

/** Form for the whole console; light or dark as the colleague chose, else as the system says. */
export function AppTheme({ children }: { children: ReactNode }) {
  // Only listens: the router is who asks for it.
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const choice = me?.preferences.theme ?? rememberedTheme();
  useEffect(() => {
    if (me) localStorage.setItem(REMEMBERED, me.preferences.theme);
  }, [me]);
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
