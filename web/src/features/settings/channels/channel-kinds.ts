import { IconBrandWhatsapp, IconMail, IconMessageCircle, IconPhone, IconShoppingBag, type TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { BolPatternsLink } from './bol/bol-patterns-link.tsx';
import { BolSettings } from './bol/bol-settings.tsx';
import { ConnectBol } from './bol/connect-bol.tsx';
import { PatternsPage } from './bol/patterns-page.tsx';
import { ChatSettings } from './chat/chat-settings.tsx';
import { ConnectChat } from './chat/connect-chat.tsx';
import { ConnectEmail } from './email/connect-email.tsx';
import { EmailServers } from './email/email-servers.tsx';
import { SignInReturn } from './email/sign-in-return.tsx';
import { ConnectPhone } from './phone/connect-phone.tsx';
import { PhoneSettings } from './phone/phone-settings.tsx';
import { ConnectWhatsApp } from './whatsapp/connect-whatsapp.tsx';
import { WhatsAppSettings } from './whatsapp/whatsapp-settings.tsx';

interface ChannelKindScreens {
  readonly icon: TablerIcon;
  /** The steps that connect one. */
  readonly Connect: ComponentType;
  /** Where the browser comes back to from a provider's sign-in. */
  readonly Return?: ComponentType;
  /** The part of an account's page that only this kind has. */
  readonly Settings: ComponentType<{ readonly accountId: string }>;
  /** The part of it that who leads the conversations has a say in. */
  readonly ForLeads?: ComponentType;
  /** How its messages are read, at `<kind>-patterns`. */
  readonly Patterns?: ComponentType;
}

const KINDS: Readonly<Record<string, ChannelKindScreens>> = {
  email: { icon: IconMail, Connect: ConnectEmail, Return: SignInReturn, Settings: EmailServers },
  phone: { icon: IconPhone, Connect: ConnectPhone, Settings: PhoneSettings },
  whatsapp: { icon: IconBrandWhatsapp, Connect: ConnectWhatsApp, Settings: WhatsAppSettings },
  chat: { icon: IconMessageCircle, Connect: ConnectChat, Settings: ChatSettings },
  bol: { icon: IconShoppingBag, Connect: ConnectBol, Settings: BolSettings, ForLeads: BolPatternsLink, Patterns: PatternsPage },
};

/**
 * What the settings have for each kind of channel; a kind that is to be connected here is one line above. Accounts of all
 * others have the page that every account has.
 */
export const CHANNEL_KINDS: ReadonlyMap<string, ChannelKindScreens> = new Map(Object.entries(KINDS));
