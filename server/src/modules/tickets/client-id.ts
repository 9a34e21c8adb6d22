/** Names the tab that makes a request, chosen by the console: a tab need not be told what it did itself. */
export const CLIENT_ID_HEADER = 'x-client-id';
