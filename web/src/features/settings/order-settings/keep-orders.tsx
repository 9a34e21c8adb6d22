import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { Setting } from '../../../ui/page.tsx';

const USUAL = [6, 12, 24, 36, 60, 84];

interface KeepOrdersProps {
  readonly months: number;
  readonly onChange: (months: number) => void;
}

/** How long orders are kept, and what becomes of them then. */
export function KeepOrders({ months, onChange }: KeepOrdersProps) {
  const { t } = useTranslation('order-settings');
  const offered = [...new Set([...USUAL, months])].toSorted((one, other) => one - other);
  const options = offered.map((count) => ({ value: String(count), label: t('keepMonths', { count }) }));
  const choice = <Choice label={t('keepLabel')} value={String(months)} options={options} onChange={(chosen) => onChange(Number(chosen))} />;
  return <Setting label={<Trans t={t} i18nKey="keep" components={{ value: choice }} />} hint={t('keepHint')} />;
}
