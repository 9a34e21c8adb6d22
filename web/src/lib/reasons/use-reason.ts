import { understandReason } from '@balie/shared/domain/reasons.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says why something did not come in or go out in the reader's language; a server's own words stay as they are. */
export function useReason(): (text: string) => string {
  const { t } = useTranslation('reasons');
  return useCallback(
    (text) => {
      const say = (sentence: string): string => {
        const understood = understandReason(sentence);
        if (!understood) return sentence;
        const { code, values } = understood;
        return t(code, values['reason'] === undefined ? values : { ...values, reason: say(values['reason']) });
      };
      return say(text);
    },
    [t],
  );
}
