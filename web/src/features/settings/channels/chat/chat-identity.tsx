import type { ChatSettings, UpdateChatRequest } from '@balie/shared/contracts/chat-desk.ts';
import { Button, Code, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/copy-field.tsx';
import { momentInWords } from '../../../../ui/moment-format.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { Card, Setting } from '../../../../ui/page.tsx';
import { useEndPreviousSecret, useNewSecret } from './chat.api.ts';
import own from './chat.module.css';

interface ChatIdentityProps {
  readonly accountId: string;
  readonly settings: ChatSettings;
  readonly onChange: (changes: UpdateChatRequest) => void;
}

/** How the shop vouches for customers who are signed in with it. */
export function ChatIdentity({ accountId, settings, onChange }: ChatIdentityProps) {
  const { t, i18n } = useTranslation('chat');
  const renew = useNewSecret(accountId);
  const end = useEndPreviousSecret(accountId);
  const { createdAt, previousUntil } = settings.identity;
  const moment = (at: string) => momentInWords(Date.parse(at), i18n.language);
  return (
    <>
      <Card>
        <Setting
          label={createdAt ? t('identity.made', { at: moment(createdAt) }) : t('identity.none')}
          hint={t(createdAt ? 'identity.madeHint' : 'identity.noneHint')}
        >
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            {t(createdAt ? 'identity.renew' : 'identity.make')}
          </Button>
        </Setting>
        {previousUntil ? (
          <Setting label={t('identity.previous', { until: moment(previousUntil) })} hint={t('identity.previousHint')}>
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
              {t('identity.end')}
            </Button>
          </Setting>
        ) : null}
        <Setting label={t('identity.required')} hint={t('identity.requiredHint')}>
          <Switch
            aria-label={t('identity.required')}
            checked={settings.look.identityRequired}
            disabled={!createdAt && !settings.look.identityRequired}
            onChange={(event) => onChange({ identityRequired: event.currentTarget.checked })}
          />
        </Setting>
      </Card>
      {renew.data ? (
        <div className={own.secret}>
          <CopyField label={t('identity.secret')} value={renew.data.secret} />
          <Notice tone="warning" live>
            {t('identity.once')}
          </Notice>
        </div>
      ) : null}
      <details className={own.example}>
        <summary>{t('identity.example')}</summary>
        <Code block>{exampleOf(settings.key)}</Code>
        <p>{t('identity.exampleHint')}</p>
      </details>
    </>
  );
}

/** For the shop's developer, in the language that most of them read. */
function exampleOf(key: string): string {
  return [
    "import { SignJWT } from 'jose';",
    '',
    'const secret = new TextEncoder().encode(process.env.CHAT_SECRET);',
    'const jwt = await new SignJWT({ email: customer.email, name: customer.name })',
    "  .setProtectedHeader({ alg: 'HS256' })",
    '  .setSubject(customer.id)',
    `  .setAudience('${key}')`,
    "  .setExpirationTime('1h')",
    '  .sign(secret);',
  ].join('\n');
}
