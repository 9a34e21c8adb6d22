import type { Rule } from '@balie/shared/contracts/rules.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { orderRules, removeRule, rulesQuery, saveRule } from './rules.api.ts';

/** Gone at once, and back at its place on demand. */
export function useRemoveRule(rule: Rule | undefined, onGone: () => void) {
  const { t } = useTranslation('rules');
  const explain = useExplain('rules');
  const places = (useQuery(rulesQuery).data ?? []).map(({ id }) => id);
  const putBack = async ({ id: gone, name, active, terms }: Rule) => {
    try {
      const { id } = await saveRule(undefined, { name, active, terms });
      await orderRules(places.map((place) => (place === gone ? id : place)));
    } catch (error) {
      notify.error(explain(error));
    }
  };
  return useMutation({
    mutationFn: async () => {
      if (rule) await removeRule(rule.id);
    },
    onSuccess: () => {
      onGone();
      if (rule) notify.undo(t('removed', { name: rule.name }), () => void putBack(rule));
    },
    onError: (error) => notify.error(explain(error)),
  });
}
