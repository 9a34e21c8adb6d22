import { channelLimits, type UpdateChannelLimitsRequest } from '@balie/shared/contracts/channel-limits.ts';
import { Switch } from '@mantine/core';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { getJson, sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import { Choice } from '../../../ui/choice.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { momentInWords } from '../../../ui/moment-format.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonText } from '../../../ui/skeletons.tsx';

const MEGABYTE = 1024 * 1024;
const NONE = 'none';
const PER_MINUTE = [5, 10, 20, 30, 60, 120];
const PER_DAY = [100, 300, 500, 1_000, 2_000, 5_000, 10_000];
const MAIL_SIZES = [5, 10, 15, 20, 25, 35];
const LINK_DAYS = [7, 30, 90, 365];
const INCOMING_SIZES = [10, 20, 30, 40, 60];
/** What is used changes while somebody looks. */
const REFRESH_MS = 10_000;

const limitsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['channel-limits', accountId],
    queryFn: ({ signal }) => getJson(channelLimits, `/api/channel-accounts/${accountId}/limits`, signal),
    refetchInterval: REFRESH_MS,
  });

/** What an account may send and take in, in sentences, with how much of it is used. */
export function ChannelLimits({ accountId, withMail }: { readonly accountId: string; readonly withMail: boolean }) {
  const { t, i18n } = useTranslation('channels');
  const explain = useExplain();
  const inWords = useReason();
  const limits = useQuery(limitsQuery(accountId));
  const save = useMutation({
    mutationFn: (changes: UpdateChannelLimitsRequest) =>
      sendJson('PATCH', channelLimits, `/api/channel-accounts/${accountId}/limits`, changes),
    onSuccess: (saved) => queryClient.setQueryData(limitsQuery(accountId).queryKey, saved),
    onError: (error) => notify.error(explain(error)),
  });
  if (limits.isError) return <ErrorState error={limits.error} onRetry={() => void limits.refetch()} />;
  const shown = limits.data && { ...limits.data, ...(save.isPending ? save.variables : {}) };
  const refuses = shown?.largeIncoming === 'refused';
  return (
    <Section title={t('limits.title')} description={t('limits.description')}>
      {shown ? (
        <>
          {shown.throttled ? (
            <Notice tone="warning" live>
              {t('limits.throttled', { until: momentInWords(Date.parse(shown.throttled.until), i18n.language) })}{' '}
              {inWords(shown.throttled.reason)}
            </Notice>
          ) : null}
          <Card>
            <Setting
              label={
                <Trans
                  t={t}
                  i18nKey="limits.sending"
                  components={{
                    minute: (
                      <Amount
                        label={t('limits.perMinute')}
                        value={shown.sending?.perMinute ?? null}
                        amounts={PER_MINUTE}
                        onChange={(perMinute) => save.mutate({ sending: { perDay: null, ...shown.sending, perMinute } })}
                      />
                    ),
                    day: (
                      <Amount
                        label={t('limits.perDay')}
                        value={shown.sending?.perDay ?? null}
                        amounts={PER_DAY}
                        onChange={(perDay) => save.mutate({ sending: { perMinute: null, ...shown.sending, perDay } })}
                      />
                    ),
                  }}
                />
              }
              hint={
                <>
                  {t('limits.used', { minute: shown.used.lastMinute, day: shown.used.lastDay })}{' '}
                  {shown.waiting > 0 ? t('limits.waiting', { count: shown.waiting }) : t('limits.sendingHint')}
                </>
              }
            />
            {withMail ? (
              <>
                <Setting
                  label={
                    <Trans
                      t={t}
                      i18nKey="limits.links"
                      components={{
                        size: (
                          <Size
                            label={t('limits.mailSize')}
                            value={shown.maxMailBytes ?? 0}
                            sizes={MAIL_SIZES}
                            onChange={(maxMailBytes) => save.mutate({ maxMailBytes })}
                          />
                        ),
                        days: (
                          <Choice
                            label={t('limits.linkDays')}
                            value={String(shown.linkDays)}
                            options={withValue(LINK_DAYS, shown.linkDays ?? 90).map((count) => ({
                              value: String(count),
                              label: t('limits.days', { count }),
                            }))}
                            onChange={(value) => save.mutate({ linkDays: Number(value) })}
                          />
                        ),
                      }}
                    />
                  }
                  hint={t('limits.linksHint')}
                />
                <Setting
                  label={
                    <Trans
                      t={t}
                      i18nKey={refuses ? 'limits.refused' : 'limits.incoming'}
                      components={{
                        size: (
                          <Size
                            label={t('limits.incomingSize')}
                            value={shown.maxIncomingBytes ?? 0}
                            sizes={INCOMING_SIZES}
                            onChange={(maxIncomingBytes) => save.mutate({ maxIncomingBytes })}
                          />
                        ),
                      }}
                    />
                  }
                  hint={t(refuses ? 'limits.refusedHint' : 'limits.incomingHint')}
                >
                  {refuses ? null : (
                    <Switch
                      label={t('limits.answer')}
                      checked={shown.answerTooLarge ?? true}
                      onChange={(event) => save.mutate({ answerTooLarge: event.currentTarget.checked })}
                    />
                  )}
                </Setting>
              </>
            ) : null}
          </Card>
        </>
      ) : (
        <SkeletonText lines={3} />
      )}
    </Section>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number | null;
  readonly amounts: readonly number[];
  readonly onChange: (value: number | null) => void;
}

function Amount({ label, value, amounts, onChange }: AmountProps) {
  const { t, i18n } = useTranslation('channels');
  const number = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'nl-NL');
  const known = value === null ? amounts : withValue(amounts, value);
  const options = [
    ...known.map((one) => ({ value: String(one), label: t('limits.atMost', { amount: number.format(one) }) })),
    { value: NONE, label: t('limits.unlimited') },
  ];
  return (
    <Choice
      label={label}
      value={value === null ? NONE : String(value)}
      options={options}
      onChange={(chosen) => onChange(chosen === NONE ? null : Number(chosen))}
    />
  );
}

interface SizeProps {
  readonly label: string;
  /** Bytes. */
  readonly value: number;
  /** Megabytes. */
  readonly sizes: readonly number[];
  readonly onChange: (bytes: number) => void;
}

function Size({ label, value, sizes, onChange }: SizeProps) {
  const options = withValue(
    sizes.map((size) => size * MEGABYTE),
    value,
  ).map((bytes) => ({ value: String(bytes), label: `${Math.floor(bytes / MEGABYTE)} MB` }));
  return <Choice label={label} value={String(value)} options={options} onChange={(chosen) => onChange(Number(chosen))} />;
}

function withValue(values: readonly number[], value: number): readonly number[] {
  return values.includes(value) ? values : [...values, value].sort((one, other) => one - other);
}
