import type { EmailSettings } from '@balie/shared/contracts/channels.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { Setting } from '../../../../ui/page.tsx';

/** Where the shop forwards its mail to, and what its provider wants to have confirmed. */
export function Forwarding({ forwarding }: { readonly forwarding: NonNullable<EmailSettings['forwarding']> }) {
  const { t } = useTranslation('email');
  const { to, verification } = forwarding;
  return (
    <>
      <Setting label={t('forwarding.to')} hint={t('forwarding.toHint')}>
        <CopyField value={to} label={t('forwarding.to')} />
      </Setting>
      {verification ? (
        <Setting
          label={t('forwarding.confirm', { from: verification.from })}
          hint={verification.code ? t('forwarding.code', { code: verification.code }) : t('forwarding.linkOnly')}
        >
          {verification.link ? (
            <Button component="a" href={verification.link} target="_blank" rel="noopener noreferrer">
              {t('forwarding.open')}
            </Button>
          ) : null}
        </Setting>
      ) : null}
    </>
  );
}
