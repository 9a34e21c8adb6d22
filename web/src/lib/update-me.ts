import { type Me, me as meSchema, type UpdateMeRequest } from '@balie/shared/contracts/people.ts';
import { useMutation } from '@tanstack/react-query';
import { sendJson } from './http.ts';
import { setLocale } from './i18n.ts';
import { meQuery } from './me.ts';
import { queryClient } from './query.ts';

/** Changes something of oneself: seen at once, taken back when the server refuses. */
export function useUpdateMe() {
  return useMutation({
    mutationFn: (changes: UpdateMeRequest) => sendJson('PATCH', meSchema, '/api/me', changes),
    onMutate: async (changes) => {
      await queryClient.cancelQueries(meQuery);
      const before = queryClient.getQueryData(meQuery.queryKey);
      if (before) queryClient.setQueryData(meQuery.queryKey, changed(before, changes));
      if (changes.locale) await setLocale(changes.locale);
      return { before };
    },
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
    onError: async (_error, _changes, context) => {
      if (!context?.before) return;
      queryClient.setQueryData(meQuery.queryKey, context.before);
      await setLocale(context.before.locale);
    },
  });
}

function changed(me: Me, { name, locale, preferences, signatureHtml }: UpdateMeRequest): Me {
  return {
    ...me,
    agent: { ...me.agent, name: name ?? me.agent.name },
    locale: locale ?? me.locale,
    signatureHtml: signatureHtml ?? me.signatureHtml,
    preferences: { ...me.preferences, ...defined(preferences ?? {}) },
  };
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
