import { useParams, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { Inbox } from './inbox.tsx';

const FailuresPage = lazy(async () => ({ default: (await import('../features/failures/failures-page.tsx')).FailuresPage }));

/** A view of the inbox, or what failed. */
export function InboxPage() {
  const { view } = useParams({ strict: false });
  const q = useSearch({ strict: false, select: (search) => search.q });
  return view === 'failed' && q === undefined ? <FailuresPage /> : <Inbox />;
}
