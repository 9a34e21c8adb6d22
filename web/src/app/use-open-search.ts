import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Opens the search of the inbox, in the view one is in. */
export function useOpenSearch(): () => void {
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  const { shop, q } = useSearch({ strict: false, select: ({ shop, q }) => ({ shop, q }), structuralSharing: true });
  return useCallback(
    () => void navigate({ to: '/inbox/$view', params: { view: view ?? 'open' }, search: { shop, q: q ?? '' } }),
    [navigate, view, shop, q],
  );
}
