import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { ChatLook } from '@balie/shared/contracts/chat-desk.ts';
import { Button, ColorInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../../lib/directory.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { rememberAccount } from '../channel-mutations.ts';
import styles from '../email/email.module.css';
import { connectChat } from './chat.api.ts';
import { COLOURS } from './colours.ts';
import { domainOf } from './domain-of.ts';

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, opens: '09:00', closes: '17:00' }));

/** Step 1: where the chat will be and how it greets. All else has a default that can be changed later. */
export function LookStep({ onConnected }: { readonly onConnected: (account: ChannelAccount) => void }) {
  const { t, i18n } = useTranslation('chat');
  const explain = useExplain('chat');
  const shops = useQuery(shopsQuery).data ?? [];
  const [chosen, setChosen] = useState<string>();
  const [site, setSite] = useState('');
  const [colour, setColour] = useState<string>(COLOURS[0]);
  const [greeting, setGreeting] = useState('');
  const [tried, setTried] = useState(false);
  const shopId = chosen ?? shops[0]?.id;
  const domain = domainOf(site);
  const language = i18n.language === 'en' ? 'en' : 'nl';
  const connect = useMutation({
    mutationFn: ({ shop, domains }: { shop: string; domains: string[] }) => {
      const look: ChatLook = {
        colour,
        language,
        greeting: { nl: '', en: '', [language]: greeting },
        preChat: { name: 'optional', email: 'optional' },
        hours: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, windows: WORKDAYS },
        answerWithinMinutes: 60,
        domains,
        identityRequired: false,
        mailAfterMinutes: 2,
      };
      return connectChat({ shopId: shop, name: t('name'), look });
    },
    onSuccess: (account) => {
      rememberAccount(account);
      onConnected(account);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (domain && shopId) connect.mutate({ shop: shopId, domains: [domain] });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        size="md"
        label={t('look.site')}
        description={t('look.siteHint')}
        placeholder="www.winkel.nl"
        inputMode="url"
        autoComplete="off"
        autoFocus
        value={site}
        error={tried && !domain ? t('look.siteWrong') : undefined}
        onChange={(event) => setSite(event.currentTarget.value)}
      />
      <ColorInput
        size="md"
        label={t('look.colour')}
        description={t('look.colourHint')}
        format="hex"
        swatches={[...COLOURS]}
        withEyeDropper={false}
        value={colour}
        onChange={setColour}
      />
      <Textarea
        size="md"
        label={t('look.greeting')}
        description={t('look.greetingHint')}
        placeholder={t('look.greetingExample')}
        autosize
        minRows={2}
        maxLength={500}
        value={greeting}
        onChange={(event) => setGreeting(event.currentTarget.value)}
      />
      {shops.length > 1 && shopId ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="look.shop"
            components={{
              value: (
                <Choice
                  label={t('look.shopLabel')}
                  value={shopId}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={setChosen}
                />
              ),
            }}
          />
        </p>
      ) : null}
      {connect.isError ? (
        <Notice tone="danger" live>
          {explain(connect.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button type="submit" size="md" loading={connect.isPending} disabled={!shopId}>
          {t('look.next')}
        </Button>
      </div>
    </form>
  );
}
