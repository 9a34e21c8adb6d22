export { AgentAccounts, type OpenedSession } from './agent-accounts.ts';
export { pictureAddress } from './agent-pictures.ts';
export { Colleagues } from './colleagues.ts';
export { Passwords } from './passwords.ts';
export { clientOf, SessionCookie } from './session-cookie.ts';
export type { Client } from './sessions.ts';
export { type RemovedTeam, TeamBelongings, TeamBelongingsRegistry } from './team-belongings.ts';
