import { organisation as organisationSchema } from '@balie/shared/contracts/people.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingStore, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery } from '../../../lib/directory.ts';
import { sendJson } from '../../../lib/http.ts';
import { meQuery, useMe } from '../../../lib/me.ts';
import { queryClient } from '../../../lib/query.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { InlineText } from '../../../ui/inline-text.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { NewShopDialog } from './new-shop-dialog.tsx';
import styles from './shops.module.css';

/** The company and the shops it answers for. */
export function ShopsPage() {
  const { t } = useTranslation('shops');
  const shops = useQuery(shopsQuery);
  const channels = useQuery(channelAccountsQuery).data ?? [];
  const [adding, addingIs] = useDisclosure(false);
  useTitle(t('title'));
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={addingIs.open}>
          {t('new')}
        </Button>
      }
    >
      <Card>
        <OrganisationName />
      </Card>
      <Section title={t('list')}>
        {shops.isPending ? <SkeletonRows count={2} faces={false} /> : null}
        {shops.isError ? <ErrorState error={shops.error} onRetry={() => void shops.refetch()} /> : null}
        {shops.data ? (
          <Card>
            {shops.data.map((shop) => {
              const addresses = channels.filter(({ shopId }) => shopId === shop.id).map(({ address }) => address);
              return (
                <Link key={shop.id} to="/settings/$section/$item" params={{ section: 'shops', item: shop.id }} className={styles.row}>
                  <Setting
                    before={<IconBuildingStore size={22} stroke={1.5} aria-hidden />}
                    label={shop.name}
                    hint={addresses.length > 0 ? addresses.join(', ') : t('noChannel')}
                  >
                    <IconChevronRight size={16} aria-hidden />
                  </Setting>
                </Link>
              );
            })}
          </Card>
        ) : null}
      </Section>
      {adding ? <NewShopDialog onClose={addingIs.close} /> : null}
    </Page>
  );
}

function OrganisationName() {
  const { t } = useTranslation('shops');
  const { organisation } = useMe();
  const explain = useExplain();
  const rename = useMutation({
    mutationFn: (name: string) => sendJson('PATCH', organisationSchema, '/api/organisation', { name }),
    onSuccess: (renamed) => queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, organisation: renamed }),
    onError: (error) => notify.error(explain(error)),
  });
  const shown = rename.isPending ? rename.variables : organisation.name;
  return (
    <Setting
      label={
        <Trans
          t={t}
          i18nKey="company"
          components={{ value: <InlineText value={shown} label={t('renameCompany')} onSave={(name) => rename.mutate(name)} /> }}
        />
      }
      hint={t('companyHint')}
    />
  );
}
