import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { useAllowed, useMe } from '../../../lib/me.ts';
import { useUpdateMe } from '../../../lib/update-me.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Section } from '../../../ui/page.tsx';
import { SignatureEditor } from '../signature-editor.tsx';
import { isEmpty, SignaturePreview } from '../signature-preview.tsx';

/** What stands under one's own answers, after the shop's signature. Not for who does not answer customers. */
export function OwnSignature() {
  const { t } = useTranslation('profile');
  const { agent, signatureHtml } = useMe();
  const answers = useAllowed('tickets:reply');
  const shop = useQuery(shopsQuery).data?.[0];
  const [html, setHtml] = useState(signatureHtml);
  const update = useUpdateMe();
  const explain = useExplain();
  if (!answers) return null;
  const changed = html !== signatureHtml && !(isEmpty(html) && isEmpty(signatureHtml));
  const save = () =>
    update.mutate(
      { signatureHtml: isEmpty(html) ? '' : html },
      {
        onSuccess: (me) => {
          setHtml(me.signatureHtml);
          notify.success(t('saved'));
        },
        onError: (error) => notify.error(explain(error)),
      },
    );
  return (
    <Section title={t('signature')} description={t('signatureDescription')}>
      <SignatureEditor label={t('signatureLabel')} html={html} onChange={setHtml} />
      <SignaturePreview shopHtml={shop?.signatureHtml ?? ''} agentHtml={html} shopName={shop?.name ?? ''} agentName={agent.name} />
      <div>
        <Button onClick={save} disabled={!changed} loading={update.isPending}>
          {t('save')}
        </Button>
      </div>
    </Section>
  );
}
