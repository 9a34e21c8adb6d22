import {
  type ConnectEmailRequest,
  channelAccount,
  type EmailConnection,
  emailProposal,
  emailSettings,
  emailTestResult,
} from '@balie/shared/contracts/channels.ts';
import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../../lib/http.ts';

export const proposeEmail = (address: string) => sendJson('POST', emailProposal, '/api/channels/email/propose', { address });
export const testEmail = (connection: EmailConnection) => sendJson('POST', emailTestResult, '/api/channels/email/test', connection);
export const connectEmail = (request: ConnectEmailRequest) => sendJson('POST', channelAccount, '/api/channels/email/accounts', request);
/** Tested before it is kept. @throws {ApiError} with the failing step's code */
export const changeEmail = (accountId: string, { imap, smtp }: EmailConnection) =>
  sendJson('PATCH', channelAccount, `/api/channels/email/accounts/${accountId}`, { imap, smtp });

/** Without passwords: those never come back. */
export const emailSettingsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['email-settings', accountId],
    queryFn: ({ signal }) => getJson(emailSettings, `/api/channels/email/accounts/${accountId}`, signal),
  });
