import { type ConnectPhoneRequest, connectedPhone, phoneSettings, type RenewPhoneSecretRequest } from '@balie/shared/contracts/phone.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../../lib/http.ts';

export const connectPhone = (request: ConnectPhoneRequest) => sendJson('POST', connectedPhone, '/api/channels/phone/accounts', request);
export const renewPhoneSecret = (accountId: string, request: RenewPhoneSecretRequest) =>
  sendJson('POST', connectedPhone, `/api/channels/phone/accounts/${accountId}/secret`, request);

/** Without the secret: that never comes back. */
export const phoneSettingsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['phone-settings', accountId],
    queryFn: ({ signal }) => getJson(phoneSettings, `/api/channels/phone/accounts/${accountId}`, signal),
  });
