import type { Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';
import {
  IconAlertOctagon,
  IconAntennaBars3,
  IconAntennaBars5,
  IconArchive,
  IconArrowDown,
  IconBrandWhatsapp,
  IconCircle,
  IconCircleCheck,
  IconClockPause,
  IconFlame,
  IconHourglassEmpty,
  IconMail,
  IconMessageCircle,
  IconMessages,
  IconPhone,
  IconShoppingBag,
  type TablerIcon,
} from '@tabler/icons-react';

/** One shape per status, so that colour never speaks alone. */
const STATUS: Record<TicketStatus, { Icon: TablerIcon; color: string }> = {
  open: { Icon: IconCircle, color: 'var(--balie-accent)' },
  pending: { Icon: IconHourglassEmpty, color: 'var(--balie-text-faint)' },
  snoozed: { Icon: IconClockPause, color: 'var(--balie-text-faint)' },
  solved: { Icon: IconCircleCheck, color: 'var(--balie-success)' },
  closed: { Icon: IconArchive, color: 'var(--balie-text-faint)' },
  spam: { Icon: IconAlertOctagon, color: 'var(--balie-danger)' },
};
const PRIORITY: Record<Priority, { Icon: TablerIcon; color: string }> = {
  low: { Icon: IconArrowDown, color: 'var(--balie-text-faint)' },
  normal: { Icon: IconAntennaBars3, color: 'var(--balie-text-soft)' },
  high: { Icon: IconAntennaBars5, color: 'var(--balie-warning)' },
  urgent: { Icon: IconFlame, color: 'var(--balie-danger)' },
};
const CHANNEL: Readonly<Record<string, TablerIcon>> = {
  email: IconMail,
  phone: IconPhone,
  whatsapp: IconBrandWhatsapp,
  chat: IconMessageCircle,
  bol: IconShoppingBag,
};

interface IconProps {
  readonly size?: number;
}

export function StatusIcon({ status, size = 16 }: IconProps & { readonly status: TicketStatus }) {
  const { Icon, color } = STATUS[status];
  return <Icon size={size} stroke={1.75} color={color} aria-hidden />;
}

export function PriorityIcon({ priority, size = 16 }: IconProps & { readonly priority: Priority }) {
  const { Icon, color } = PRIORITY[priority];
  return <Icon size={size} stroke={1.75} color={color} aria-hidden />;
}

/** @param kind one that we have no sign for gets a sign that fits all */
export function ChannelIcon({ kind, size = 16 }: IconProps & { readonly kind: string }) {
  const Icon = CHANNEL[kind] ?? IconMessages;
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
