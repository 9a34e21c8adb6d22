import type { Locale } from '@balie/shared/contracts/common.ts';
import { letter } from '../../platform/mail/letter.ts';
import type { SystemMail } from '../../platform/mail/system-mailer.ts';

/** The letters Balie writes to colleagues, in their language. */

interface InvitationLetter {
  readonly to: string;
  readonly link: string;
  readonly inviter: string;
  readonly organisation: string;
  readonly days: number;
}

export function invitationMail(locale: Locale, { to, link, inviter, organisation, days }: InvitationLetter): SystemMail {
  if (locale === 'nl') {
    return letter(
      to,
      `${inviter} nodigt je uit voor Balie van ${organisation}`,
      `${inviter} nodigt je uit om klanten van ${organisation} te helpen met Balie. Open deze link en kies een wachtwoord:`,
      link,
      `De link werkt ${days} dagen en één keer. Verwachtte je dit niet? Dan hoef je niets te doen.`,
    );
  }
  return letter(
    to,
    `${inviter} invites you to Balie of ${organisation}`,
    `${inviter} invites you to help the customers of ${organisation} with Balie. Open this link and choose a password:`,
    link,
    `The link works for ${days} days, once. If you did not expect this, there is nothing you need to do.`,
  );
}

export function passwordResetMail(locale: Locale, to: string, link: string, minutes: number): SystemMail {
  if (locale === 'nl') {
    return letter(
      to,
      'Kies een nieuw wachtwoord voor Balie',
      'Iemand, waarschijnlijk jij, wil een nieuw wachtwoord voor je account bij Balie. Kies het hier:',
      link,
      `De link werkt ${minutes} minuten en één keer. Was jij dit niet? Dan hoef je niets te doen; je wachtwoord blijft zoals het is.`,
    );
  }
  return letter(
    to,
    'Choose a new password for Balie',
    'Somebody, probably you, wants a new password for your Balie account. Choose it here:',
    link,
    `The link works for ${minutes} minutes, once. If it was not you, there is nothing you need to do; your password stays as it is.`,
  );
}
