import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { needSettingsTexts } from '../lib/i18n.ts';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import { SideSheet } from '../ui/side-sheet.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';

const TicketRules = lazy(async () => {
  const [{ TicketRules: Shown }] = await Promise.all([import('../features/settings/rules/ticket-rules.tsx'), needSettingsTexts()]);
  return { default: Shown };
});

interface TicketRulesSheetProps {
  readonly ticketId: string;
  readonly opened: boolean;
  readonly onToggle: (opened: boolean) => void;
}

/** What rules did to the ticket that is open; its code, its words and its lines come when somebody asks. */
export function TicketRulesSheet({ ticketId, opened, onToggle }: TicketRulesSheetProps) {
  const { t } = useTranslation('inbox');
  useHotkey({ keys: 'l', label: t('rules'), group: t('keys.group'), run: () => onToggle(true) });
  return (
    <SideSheet opened={opened} onClose={() => onToggle(false)} position="right" size={460} label={t('rules')}>
      {opened ? (
        <Suspense fallback={<SkeletonRows count={3} faces={false} />}>
          <TicketRules ticketId={ticketId} />
        </Suspense>
      ) : null}
    </SideSheet>
  );
}
