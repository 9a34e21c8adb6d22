import { type StartEmailSignInRequest, startedEmailSignIn } from '@balie/shared/contracts/channels.ts';
import { useMutation } from '@tanstack/react-query';
import { sendJson } from '../../../../lib/http.ts';

/** Sends the browser to the provider; it comes back at `/settings/channels/oauth`. */
export function useStartSignIn() {
  return useMutation({
    mutationFn: (request: StartEmailSignInRequest) => sendJson('POST', startedEmailSignIn, '/api/channels/email/oauth/start', request),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}
