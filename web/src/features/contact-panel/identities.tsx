import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Contact, Identity } from '@balie/shared/contracts/contacts.ts';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBrandWhatsapp, IconMail, IconMessageCircle, IconPackage, IconPhone, IconUser, IconX } from '@tabler/icons-react';
import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { bounceKind } from '../../lib/tickets/bounce-kind.ts';
import { useChannelName, useChannels } from '../../lib/tickets/names.ts';
import { ChannelIcon } from '../../lib/tickets/status-icon.tsx';
import { AddIdentity } from './add-identity.tsx';
import styles from './identities.module.css';
import { useContactMoves } from './use-contact-moves.ts';

interface KindShown {
  readonly Icon: typeof IconMail;
  readonly scheme?: 'mailto:' | 'tel:';
}
const OTHER: KindShown = { Icon: IconUser };
/** The kinds that we have signs and words for; channels may bring others. */
const KINDS: Readonly<Record<string, KindShown>> = {
  email: { Icon: IconMail, scheme: 'mailto:' },
  phone: { Icon: IconPhone, scheme: 'tel:' },
  whatsapp_user: { Icon: IconBrandWhatsapp },
  chat_visitor: { Icon: IconMessageCircle },
  bol_order: { Icon: IconPackage },
};

/** Their values say nothing to people. */
const OPAQUE: ReadonlySet<string> = new Set(['chat_visitor', 'whatsapp_user']);

interface IdentitiesProps {
  readonly contact: Contact;
  /** Begins a conversation there. */
  readonly onWrite: ((to: MailAddress, channelAccountId: string) => void) | undefined;
}

/** What a customer is known by, each with the sign of its kind. What was added by hand can be taken away by hand. */
export function Identities({ contact, onWrite }: IdentitiesProps) {
  const { t } = useTranslation('contact-panel');
  const mayChange = useAllowed('contacts:update');
  const moves = useContactMoves(contact.id);
  const [leaving, setLeaving] = useState<string>();
  const remove = (identity: Identity) => {
    setLeaving(identity.id);
    void moves.removeIdentity(identity).finally(() => setLeaving(undefined));
  };
  const shown = contact.identities.filter(({ id }) => id !== leaving);
  return (
    <div>
      {shown.length > 0 ? (
        <ul className={styles.identities} aria-label={t('identities')}>
          {shown.map((identity) => (
            <Line key={identity.id} identity={identity} name={contact.name} onWrite={onWrite} onRemove={mayChange ? remove : undefined} />
          ))}
        </ul>
      ) : null}
      {mayChange ? <AddIdentity contact={contact} /> : null}
    </div>
  );
}

interface LineProps {
  readonly identity: Identity;
  readonly name: string;
  readonly onWrite: IdentitiesProps['onWrite'];
  readonly onRemove: ((identity: Identity) => void) | undefined;
}

function Line({ identity, name, onWrite, onRemove }: LineProps) {
  const { t } = useTranslation('contact-panel');
  const { kind, value, shown, relay, undeliverable } = identity;
  const { Icon, scheme } = KINDS[kind] ?? OTHER;
  // An address of a marketplace, or an id that a channel gave, comes by itself and goes by itself.
  const removable = scheme !== undefined && !relay;
  return (
    <li>
      <Icon size={15} stroke={1.75} role="img" aria-label={t([`kind.${kind}`, 'kind.other'])} />
      {scheme ? (
        <a
          href={scheme + value}
          className={relay ? styles.long : undefined}
          title={relay ? shown : undefined}
          onCopy={(event) => copyAsKept(event, identity)}
        >
          {shown}
        </a>
      ) : (
        <span className={styles.value}>{OPAQUE.has(kind) ? t(`kind.${kind}`) : shown}</span>
      )}
      {relay ? (
        <Tooltip label={t('relayHint')} multiline w={240}>
          <span className={styles.relay}>{t('relay')}</span>
        </Tooltip>
      ) : null}
      {undeliverable ? (
        <span className={styles.dead} title={undeliverable.reason}>
          {t(`tickets:bounce.${bounceKind(undeliverable.code)}`)}
        </span>
      ) : null}
      {onWrite && kind === 'phone' ? <WriteTo to={{ address: value, name }} onWrite={onWrite} /> : null}
      {onRemove && removable ? (
        <Tooltip label={t('add.remove', { value: shown })}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            className={styles.remove ?? ''}
            aria-label={t('add.remove', { value: shown })}
            onClick={() => onRemove(identity)}
          >
            <IconX size={14} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </li>
  );
}

/** A number that is copied is one that machines read, too. */
function copyAsKept(event: ClipboardEvent, { shown, value }: Identity): void {
  if (document.getSelection()?.toString().trim() !== shown) return;
  event.clipboardData.setData('text/plain', value);
  event.preventDefault();
}

/** By each channel that reaches people by number: a conversation begun from here. */
function WriteTo({ to, onWrite }: { readonly to: MailAddress; readonly onWrite: NonNullable<LineProps['onWrite']> }) {
  const { t } = useTranslation('contact-panel');
  const nameOf = useChannelName();
  const mayReply = useAllowed('tickets:reply');
  const channels = [...useChannels().values()].filter(
    ({ capabilities: { startConversation, reachedBy }, status }) => startConversation && reachedBy === 'phone' && status !== 'paused',
  );
  if (!mayReply) return null;
  return channels.map((channel) => {
    const label = t('writeBy', { channel: channels.length > 1 ? channel.name : nameOf(channel.kind) });
    return (
      <Tooltip key={channel.id} label={label}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={() => onWrite(to, channel.id)}>
          <ChannelIcon kind={channel.kind} size={15} />
        </ActionIcon>
      </Tooltip>
    );
  });
}
