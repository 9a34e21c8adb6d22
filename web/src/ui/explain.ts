import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, Unreachable } from '../lib/http.ts';

/**
 * Turns a failure into a sentence in the reader's language: the text `problem.<code>` of the given namespace, else of
 * `ui`. An unknown refusal speaks the server's English to who reads English, and a general sentence to others.
 */
export function useExplain(namespace?: string): (error: unknown) => string {
  const { t, i18n } = useTranslation('ui');
  return useCallback(
    (error: unknown) => {
      if (error instanceof Unreachable) return t('problem.unreachable');
      if (!(error instanceof ApiError)) return t('problem.unknown');
      const meta = error.problem.meta ?? {};
      const known = [...(namespace ? [`${namespace}:problem.${error.code}`] : []), `ui:problem.${error.code}`];
      const found = known.find((key) => i18n.exists(key));
      if (found) return i18n.t(found, meta);
      return i18n.language === 'en' && error.problem.detail ? error.problem.detail : t('problem.unknown');
    },
    [t, i18n, namespace],
  );
}
