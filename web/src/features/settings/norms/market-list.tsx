import type { NormMarket } from '@balie/shared/contracts/norms.ts';
import { Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { normMarketsQuery, saveMarket } from '../../../lib/norms/norms.api.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';

/** Where each shop sells on a marketplace; nothing where none does. */
export function MarketList() {
  const { t } = useTranslation('norms');
  const markets = useQuery(normMarketsQuery).data ?? [];
  if (markets.length === 0) return null;
  return (
    <Section title={t('markets.title')} description={t('markets.description')}>
      <Card>
        {markets.map((market) => (
          <Market key={`${market.shopId} ${market.kind}`} market={market} />
        ))}
      </Card>
    </Section>
  );
}

function Market({ market: { shopId, shopName, kind, label, countries, choices } }: { readonly market: NormMarket }) {
  const { t, i18n } = useTranslation('norms');
  const explain = useExplain('norms');
  const save = useMutation({ mutationFn: saveMarket, onError: (error) => notify.error(explain(error)) });
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const together = new Intl.ListFormat(i18n.language);
  const called = (some: readonly string[]) => together.format(some.map((country) => names.of(country) ?? country));
  const options = [choices, ...choices.map((country) => [country])].map((some) => ({ value: some.join(' '), label: called(some) }));
  const chosen = save.isPending ? save.variables.countries : countries;
  return (
    <Setting label={t('markets.sellsIn', { label })} hint={shopName}>
      <Select
        aria-label={t('markets.sellsInNamed', { label, shop: shopName })}
        allowDeselect={false}
        data={options}
        value={choices.filter((country) => chosen.includes(country)).join(' ')}
        onChange={(value) => value && save.mutate({ shopId, kind, countries: value.split(' ') })}
      />
    </Setting>
  );
}
