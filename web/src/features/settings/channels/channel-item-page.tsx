import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelPage } from './channel-page.tsx';

/** One channel, the steps that connect a new one, or the way back from a provider's sign-in. */
export function ChannelItemPage({ id }: { readonly id: string }) {
  const { Connect, Return } = CHANNEL_KINDS.email;
  if (id === 'oauth') return <Return />;
  return id === 'new' ? <Connect /> : <ChannelPage id={id} />;
}
