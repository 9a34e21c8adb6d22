import { bolConnection, connectBolRequest, type OrderSource } from '@balie/shared/contracts/order-sources.ts';
import { Anchor, Button, List, PasswordInput, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { connectBol, orderSourcesQuery, testBol, useLiveSources } from './order-sources.queries.ts';
import styles from './orders-settings.module.css';
import { SourceHealth } from './source-state.tsx';

const SELLER_ACCOUNT = 'https://partner.bol.com/sdd/preferences/services/api';
const DAYS = ['0', '7', '30', '89'] as const;

/** Connects a shop at bol.com: what the owner finds there, tried for real, and how far back. */
export function ConnectBol() {
  const { t } = useTranslation('order-settings');
  const [source, setSource] = useState<OrderSource>();
  useTitle(t('bol.title'));
  return (
    <Page title={t('bol.title')} description={t('bol.description')} back={<BackLink section="orders" label={t('title')} />}>
      {source ? <Connected made={source} /> : <Credentials onConnected={setSource} />}
    </Page>
  );
}

function Credentials({ onConnected }: { readonly onConnected: (source: OrderSource) => void }) {
  const { t } = useTranslation('order-settings');
  const shops = useQuery(shopsQuery).data ?? [];
  const [days, setDays] = useState<(typeof DAYS)[number]>('30');
  const [tested, setTested] = useState<{ ok: boolean; words: string }>();
  const [testing, setTesting] = useState(false);
  const first = shops[0]?.id;
  const form = useForm({
    schema: connectBolRequest.omit({ backfillDays: true }),
    initial: { clientId: '', clientSecret: '', name: 'bol.com', shopId: '' },
    namespace: 'order-settings',
    submit: async (request) => onConnected(await connectBol({ ...request, backfillDays: Number(days) })),
  });
  const { values, set } = form;
  useEffect(() => {
    if (!values.shopId && first) set('shopId', first);
  }, [values.shopId, first, set]);
  const test = async () => {
    setTesting(true);
    setTested(undefined);
    const given = bolConnection.safeParse(values);
    try {
      const { ok, code } = given.success ? await testBol(given.data) : { ok: false, code: null };
      setTested({ ok, words: ok ? t('bol.works') : t(given.success ? `problem.${code ?? 'refused'}` : 'bol.incomplete') });
    } catch {
      setTested({ ok: false, words: t('problem.unreachable') });
    } finally {
      setTesting(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <List type="ordered" className={styles.steps} spacing={6}>
        {(['open', 'settings', 'create', 'copy'] as const).map((step) => (
          <List.Item key={step}>
            <Trans
              t={t}
              i18nKey={`bol.steps.${step}`}
              components={{
                account: <Anchor underline="always" href={SELLER_ACCOUNT} target="_blank" rel="noopener noreferrer" />,
                b: <strong />,
              }}
            />
          </List.Item>
        ))}
      </List>
      <TextInput size="md" label={t('bol.clientId')} autoComplete="off" autoFocus spellCheck={false} {...form.field('clientId')} />
      <PasswordInput
        size="md"
        label={t('bol.clientSecret')}
        description={t('bol.clientSecretHint')}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('bol.show') }}
        {...form.field('clientSecret')}
      />
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey="bol.backfill"
          components={{
            value: (
              <Choice
                label={t('bol.backfillLabel')}
                value={days}
                options={DAYS.map((value) => ({ value, label: t(`bol.periods.${value}`) }))}
                onChange={setDays}
              />
            ),
          }}
        />
      </p>
      {shops.length > 1 && values.shopId ? (
        <p className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="bol.shop"
            components={{
              value: (
                <Choice
                  label={t('bol.shopLabel')}
                  value={values.shopId}
                  options={shops.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(id) => set('shopId', id)}
                />
              ),
            }}
          />
        </p>
      ) : null}
      {tested && !form.failureText ? (
        <Notice tone={tested.ok ? 'success' : 'danger'} live>
          {tested.words}
        </Notice>
      ) : null}
      {form.failureText ? (
        <Notice tone="danger" live>
          {form.failureText}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" size="md" loading={testing} onClick={() => void test()}>
          {t('bol.test')}
        </Button>
        <Button type="submit" size="md" loading={form.busy} disabled={!values.shopId}>
          {t('bol.connect')}
        </Button>
      </div>
    </form>
  );
}

function Connected({ made }: { readonly made: OrderSource }) {
  const { t } = useTranslation('order-settings');
  useLiveSources();
  const source = useQuery(orderSourcesQuery).data?.find(({ id }) => id === made.id) ?? made;
  return (
    <div className={styles.connected}>
      <div className={styles.arrival} role="status">
        <IconCircleCheck size={20} stroke={1.75} className={styles.good} aria-hidden />
        <div className={styles.words}>
          <strong>{t('bol.connected')}</strong>
          <SourceHealth source={source} />
        </div>
      </div>
      <p className={styles.sentence}>{t('bol.next')}</p>
      <div className={styles.actions}>
        <Button
          size="md"
          renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'orders', item: made.id }} />}
        >
          {t('bol.toSource')}
        </Button>
      </div>
    </div>
  );
}
