import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelPage } from './channel-page.tsx';

/** One channel, or the steps that connect a new one. */
export function ChannelItemPage({ id }: { readonly id: string }) {
  const { Connect } = CHANNEL_KINDS.email;
  return id === 'new' ? <Connect /> : <ChannelPage id={id} />;
}
