import {
  type BolPattern,
  bolMailSettings,
  bolPatterns,
  type ConnectBolRequest,
  type TryBolPatternRequest,
  triedBolPattern,
  type UpdateBolRequest,
} from '@balie/shared/contracts/bol-mail.ts';
import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { message } from '@balie/shared/contracts/tickets.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../../lib/http.ts';

const PATH = '/api/channels/bol';

export const connectBol = (request: ConnectBolRequest) => sendJson('POST', channelAccount, `${PATH}/accounts`, request);
export const updateBol = (accountId: string, changes: UpdateBolRequest) =>
  sendJson('PATCH', bolMailSettings, `${PATH}/accounts/${accountId}`, changes);
/** The mailbox writes to itself. */
export const sendTestQuestion = (accountId: string) => sendJson('POST', bolMailSettings, `${PATH}/accounts/${accountId}/test`);
export const bolSettingsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['bol', accountId],
    queryFn: ({ signal }) => getJson(bolMailSettings, `${PATH}/accounts/${accountId}`, signal),
  });

export const bolPatternsQuery = queryOptions({
  queryKey: ['bol', 'patterns'],
  queryFn: async ({ signal }) => (await getJson(bolPatterns, `${PATH}/patterns`, signal)).items,
});
export const savePattern = async (key: string, pattern: BolPattern) =>
  (await sendJson('PUT', bolPatterns, `${PATH}/patterns`, { key, pattern })).items;
/** One that comes with Balie is as it came; an own one is gone. */
export const resetPattern = async (key: string) => (await sendJson('POST', bolPatterns, `${PATH}/patterns/reset`, { key })).items;
export const tryPattern = (request: TryBolPatternRequest) => sendJson('POST', triedBolPattern, `${PATH}/patterns/try`, request);
/** A mail that a pattern knows now. */
export const readAgain = (messageId: string) => sendJson('POST', message, `${PATH}/messages/${messageId}/read-again`);
