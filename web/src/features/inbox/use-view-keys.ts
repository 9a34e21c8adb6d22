import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useTeams } from '../../lib/tickets/names.ts';
import { type Command, useCommands } from '../../ui/hotkeys/commands.ts';
import { addHotkey } from '../../ui/hotkeys/registry.ts';
import { BUILT_IN_VIEWS } from './views.ts';

/** Goes to a view by two keys, or by a few letters in the palette. */
export function useViewKeys(): void {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const teams = useTeams();
  const seesFailures = useAllowed('failed-messages:read');
  const go = useRef((view: string) => void navigate({ to: '/inbox/$view', params: { view } }));

  useEffect(() => {
    const ends = BUILT_IN_VIEWS.filter(({ view }) => view !== 'failed' || seesFailures).map(({ view, keys }) =>
      addHotkey({
        keys: [keys],
        label: t(`tickets:view.${view}`),
        group: t('viewsGroup'),
        whileTyping: false,
        inDialogs: false,
        hidden: true,
        run: () => go.current(view),
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [t, seesFailures]);

  const commands = useMemo((): Command[] => {
    const group = t('viewsGroup');
    const views = BUILT_IN_VIEWS.filter(({ view }) => view !== 'failed' || seesFailures);
    return [
      ...views.map(({ view, keys }) => ({
        id: `view.${view}`,
        label: t(`tickets:view.${view}`),
        group,
        keys,
        run: () => go.current(view),
      })),
      ...[...teams.values()].map(({ id, name }) => ({ id: `view.team.${id}`, label: name, group, run: () => go.current(`team:${id}`) })),
    ];
  }, [t, teams, seesFailures]);
  useCommands(commands);
}
