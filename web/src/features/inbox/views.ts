import type { VIEW_IDS } from '@balie/shared/contracts/tickets.ts';
import {
  IconAlarm,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconHourglassEmpty,
  IconInbox,
  IconUser,
  IconUserOff,
  type TablerIcon,
} from '@tabler/icons-react';

export type BuiltInView = (typeof VIEW_IDS)[number] | 'failed';

/** The views everybody has, in order, with the keys that go there. */
export const BUILT_IN_VIEWS: readonly { readonly view: BuiltInView; readonly Icon: TablerIcon; readonly keys: string }[] = [
  { view: 'mine', Icon: IconUser, keys: 'g m' },
  { view: 'unassigned', Icon: IconUserOff, keys: 'g u' },
  { view: 'open', Icon: IconInbox, keys: 'g o' },
  { view: 'breaching', Icon: IconAlarm, keys: 'g b' },
  { view: 'pending', Icon: IconHourglassEmpty, keys: 'g w' },
  { view: 'snoozed', Icon: IconClockPause, keys: 'g z' },
  { view: 'solved', Icon: IconCircleCheck, keys: 'g d' },
  { view: 'spam', Icon: IconAlertOctagon, keys: 'g x' },
  { view: 'failed', Icon: IconAlertTriangle, keys: 'g f' },
];
