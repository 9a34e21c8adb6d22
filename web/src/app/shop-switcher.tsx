import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBuildingStore, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../lib/directory.ts';
import { useMe } from '../lib/me.ts';
import styles from './shop-switcher.module.css';

/** Narrows the inbox to one shop; with a single shop it only says whose desk this is. */
export function ShopSwitcher() {
  const { t } = useTranslation('app');
  const { organisation } = useMe();
  const shops = useQuery(shopsQuery).data ?? [];
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  const search = useSearch({ strict: false, select: ({ shop, sort }) => ({ shop, sort }), structuralSharing: true });
  const chosen = shops.find(({ id }) => id === search.shop);
  const name = chosen?.name ?? (shops.length > 1 ? t('allShops') : (shops[0]?.name ?? organisation.name));
  const choose = (shop: string) =>
    void navigate({
      to: '/inbox/$view',
      params: { view: view ?? 'open' },
      search: { sort: search.sort, shop: shop === 'all' ? undefined : shop },
    });
  const face = (
    <>
      <span className={styles.mark} aria-hidden>
        <IconBuildingStore size={15} stroke={1.75} />
      </span>
      <span className={styles.name}>{name}</span>
    </>
  );
  if (shops.length < 2) return <div className={styles.switcher}>{face}</div>;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.switcher} data-button>
          {face}
          <VisuallyHidden>{t('chooseShop')}</VisuallyHidden>
          <IconSelector size={14} className={styles.chevron} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={chosen?.id ?? 'all'} onChange={choose}>
          <Menu.RadioItem value="all" closeMenuOnClick>
            {t('allShops')}
          </Menu.RadioItem>
          {shops.map((shop) => (
            <Menu.RadioItem key={shop.id} value={shop.id} closeMenuOnClick>
              {shop.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
