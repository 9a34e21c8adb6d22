import { channelAccount } from '@balie/shared/contracts/channels.ts';
import { type ConnectWhatsAppRequest, type UpdateWhatsAppRequest, whatsAppSettings } from '@balie/shared/contracts/whatsapp.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../../lib/http.ts';

const PATH = '/api/channels/whatsapp';

/** Tested before it is kept. @throws {ApiError} with the failing code */
export const connectWhatsApp = (request: ConnectWhatsAppRequest) => sendJson('POST', channelAccount, `${PATH}/numbers`, request);
/** Empty values keep what is stored. @throws {ApiError} with the failing code */
export const changeWhatsApp = (accountId: string, changes: UpdateWhatsAppRequest) =>
  sendJson('PATCH', channelAccount, `${PATH}/numbers/${accountId}`, changes);

/** Without secrets: those never come back. */
export const whatsAppSettingsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['whatsapp-settings', accountId],
    queryFn: ({ signal }) => getJson(whatsAppSettings, `${PATH}/numbers/${accountId}`, signal),
  });
