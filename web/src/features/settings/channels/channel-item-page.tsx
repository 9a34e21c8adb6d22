import { CHANNEL_KINDS } from './channel-kinds.ts';
import { ChannelPage } from './channel-page.tsx';

/** One channel, the steps that connect a new one (`new`: a mailbox, `new-<kind>`: any other), or the way back from a provider's sign-in. */
export function ChannelItemPage({ id }: { readonly id: string }) {
  const { Connect: ConnectEmail, Return } = CHANNEL_KINDS.get('email') ?? {};
  if (id === 'oauth' && Return) return <Return />;
  if (id === 'new' && ConnectEmail) return <ConnectEmail />;
  const [, read = ''] = /^(.+)-patterns$/.exec(id) ?? [];
  const Patterns = CHANNEL_KINDS.get(read)?.Patterns;
  if (Patterns) return <Patterns />;
  const [, kind = ''] = /^new-(.+)$/.exec(id) ?? [];
  const Connect = CHANNEL_KINDS.get(kind)?.Connect;
  return Connect ? <Connect /> : <ChannelPage id={id} />;
}
