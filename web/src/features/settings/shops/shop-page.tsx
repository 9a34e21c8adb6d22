import { type Shop, shop as shopSchema } from '@balie/shared/contracts/people.ts';
import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { sendJson } from '../../../lib/http.ts';
import { useMe } from '../../../lib/me.ts';
import { queryClient } from '../../../lib/query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { InlineText } from '../../../ui/inline-text.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { SignatureEditor } from '../signature-editor.tsx';
import { isEmpty, SignaturePreview } from '../signature-preview.tsx';

/** One shop: its name, and how its answers end. */
export function ShopPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('shops');
  const shops = useQuery(shopsQuery);
  const shop = shops.data?.find((one) => one.id === id);
  useTitle(shop?.name ?? t('title'));
  const back = <BackLink section="shops" label={t('title')} />;
  if (shop) return <OneShop shop={shop} back={back} />;
  return (
    <Page title={t('title')} back={back}>
      {shops.isPending ? <SkeletonPage /> : null}
      {shops.isError ? <ErrorState error={shops.error} onRetry={() => void shops.refetch()} /> : null}
      {shops.data ? <EmptyState title={t('gone')} text={t('goneText')} /> : null}
    </Page>
  );
}

function OneShop({ shop, back }: { readonly shop: Shop; readonly back: ReactNode }) {
  const { t } = useTranslation('shops');
  const { agent, signatureHtml } = useMe();
  const [html, setHtml] = useState(shop.signatureHtml);
  const save = useSaveShop(shop.id);
  const changed = html !== shop.signatureHtml && !(isEmpty(html) && isEmpty(shop.signatureHtml));
  const saveSignature = () =>
    save.mutate(
      { name: shop.name, signatureHtml: isEmpty(html) ? '' : html },
      {
        onSuccess: (saved) => {
          setHtml(saved.signatureHtml);
          notify.success(t('saved'));
        },
      },
    );
  return (
    <Page title={shop.name} back={back}>
      <Card>
        <Setting
          label={
            <Trans
              t={t}
              i18nKey="called"
              components={{
                value: (
                  <InlineText
                    value={save.isPending ? save.variables.name : shop.name}
                    label={t('rename')}
                    onSave={(name) => save.mutate({ name, signatureHtml: shop.signatureHtml })}
                  />
                ),
              }}
            />
          }
          hint={t('calledHint', { agent: agent.name, shop: shop.name })}
        />
      </Card>
      <Section title={t('signature')} description={t('signatureDescription')}>
        <SignatureEditor label={t('signatureLabel')} html={html} onChange={setHtml} withVariables />
        <SignaturePreview shopHtml={html} agentHtml={signatureHtml} shopName={shop.name} agentName={agent.name} />
        <div>
          <Button onClick={saveSignature} disabled={!changed} loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </Section>
      <Section title={t('quoting')} description={t('quotingDescription')}>
        <Switch
          label={t('quoteHistory')}
          checked={save.variables?.quoteHistory !== undefined && save.isPending ? save.variables.quoteHistory : shop.quoteHistory}
          onChange={(event) =>
            save.mutate({ name: shop.name, signatureHtml: shop.signatureHtml, quoteHistory: event.currentTarget.checked })
          }
        />
      </Section>
    </Page>
  );
}

function useSaveShop(id: string) {
  const explain = useExplain();
  return useMutation({
    mutationFn: (values: { readonly name: string; readonly signatureHtml: string; readonly quoteHistory?: boolean }) =>
      sendJson('PATCH', shopSchema, `/api/shops/${id}`, values),
    onSuccess: (saved) =>
      queryClient.setQueryData(shopsQuery.queryKey, (known) => known?.map((other) => (other.id === saved.id ? saved : other))),
    onError: (error) => notify.error(explain(error)),
  });
}
