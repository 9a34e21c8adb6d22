import { IconCalendarEvent, IconClock, IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceMenu } from './choice-menu.tsx';
import { type ComingMoment, comingMoments } from './coming-moments.ts';
import { Dialog } from './dialog.tsx';
import { momentInWords } from './moment-format.ts';

const PickMoment = lazy(async () => ({ default: (await import('./pick-moment.tsx')).PickMoment }));
const ICONS: Record<ComingMoment['name'], typeof IconSun> = {
  laterToday: IconClock,
  tonight: IconMoon,
  tomorrow: IconSun,
  monday: IconSun,
  nextWeek: IconSun,
};

interface MomentMenuProps {
  readonly opened: boolean;
  readonly onOpenedChange: (opened: boolean) => void;
  /** ISO 8601. */
  readonly onChoose: (at: string) => void;
  /** Above the calendar: "Uitstellen tot". */
  readonly title: string;
  readonly children: ReactNode;
}

/** A coming moment, in words where they suffice and by calendar where they do not. */
export function MomentMenu({ opened, onOpenedChange, onChoose, title, children }: MomentMenuProps) {
  const { t, i18n } = useTranslation('ui');
  const [picking, setPicking] = useState(false);
  const now = Date.now();
  const moments = opened ? comingMoments(now) : [];
  const choose = (value: string) => {
    if (value === 'pick') setPicking(true);
    else onChoose(new Date(Number(value)).toISOString());
  };
  return (
    <>
      <ChoiceMenu
        opened={opened}
        onOpenedChange={onOpenedChange}
        selected={[]}
        onChoose={choose}
        width={280}
        position="bottom-end"
        search={title}
        choices={[
          ...moments.map(({ name, at }) => {
            const Icon = ICONS[name];
            return {
              value: String(at),
              label: t(`moment.${name}`),
              hint: momentInWords(at, i18n.language, now),
              icon: <Icon size={16} stroke={1.75} />,
            };
          }),
          { value: 'pick', label: t('moment.pick'), icon: <IconCalendarEvent size={16} stroke={1.75} /> },
        ]}
      >
        {children}
      </ChoiceMenu>
      <Dialog opened={picking} onClose={() => setPicking(false)} title={title} size="auto">
        <Suspense>
          <PickMoment
            onPick={(at) => {
              setPicking(false);
              onChoose(at);
            }}
          />
        </Suspense>
      </Dialog>
    </>
  );
}
