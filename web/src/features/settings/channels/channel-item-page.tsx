import { channelKind } from '@balie/shared/contracts/channels.ts';
import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelPage } from './channel-page.tsx';

/** One channel, the steps that connect a new one (`new`: a mailbox, `new-<kind>`: any other), or the way back from a provider's sign-in. */
export function ChannelItemPage({ id }: { readonly id: string }) {
  const { Connect: ConnectEmail, Return } = CHANNEL_KINDS.email;
  if (id === 'oauth' && Return) return <Return />;
  if (id === 'new') return <ConnectEmail />;
  const read = channelKind.safeParse(id.replace(/-patterns$/, '')).data;
  const Patterns = read && id !== read && CHANNEL_KINDS[read].Patterns;
  if (Patterns) return <Patterns />;
  const kind = channelKind.safeParse(id.replace(/^new-/, '')).data;
  const Connect = kind && CHANNEL_KINDS[kind].Connect;
  return Connect ? <Connect /> : <ChannelPage id={id} />;
}
