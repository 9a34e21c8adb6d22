import { scannerStatus } from '@balie/shared/contracts/files.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getJson } from '../../../lib/http.ts';
import { Notice } from '../../../ui/notice.tsx';

const REFRESH_MS = 20_000;

const scannerQuery = queryOptions({
  queryKey: ['scanner'],
  queryFn: ({ signal }) => getJson(scannerStatus, '/api/attachments/scanner', signal),
  refetchInterval: REFRESH_MS,
});

/** Tells when files are held back because the virus scanner is away; otherwise nothing. */
export function ScannerNotice() {
  const { t } = useTranslation('channels');
  const { data } = useQuery(scannerQuery);
  if (!data?.stuck) return null;
  return (
    <Notice tone="warning" live>
      {t('scanner.stuck', { count: data.waiting })}
    </Notice>
  );
}
