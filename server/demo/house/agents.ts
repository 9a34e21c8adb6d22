import type { Role } from '@balie/shared/domain/permissions.ts';
import type { Topic } from '../topics/topic.ts';

export interface DemoAgent {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly team: Topic['team'] | null;
  readonly signatureHtml: string;
}

const DOMAIN = 'noorderlicht.example';
export const ORGANISATION = 'Noorderlicht Webwinkels';
export const PASSWORD = 'balie-demo-2026';

const agent = (name: string, local: string, role: Role, team: DemoAgent['team'], signatureHtml = ''): DemoAgent => ({
  name,
  email: `${local}@${DOMAIN}`,
  role,
  team,
  signatureHtml,
});

/** The first owns the place; the last only looks on. Those with a team answer customers. */
export const AGENTS: readonly DemoAgent[] = [
  agent('Sanne Visser', 'sanne', 'owner', 'Advies', '<p><em>Eigenaar</em></p>'),
  agent('Karim el Idrissi', 'karim', 'lead', 'Retouren'),
  agent('Marloes Hoekstra', 'marloes', 'agent', 'Bezorging'),
  agent('Joris van der Veen', 'joris', 'agent', 'Bezorging'),
  agent('Bo Zhang', 'bo', 'agent', 'Retouren', '<p>Op woensdag ben ik er niet.</p>'),
  agent('Elif Demir', 'elif', 'agent', 'Administratie'),
  agent('Maximiliaan Schimmelpenninck van Oosterwijk', 'maximiliaan', 'agent', 'Advies'),
  agent('Puck Willemsen', 'puck', 'agent', 'Retouren'),
  agent('Ineke Postma', 'ineke', 'viewer', null),
];

export const TEAMS: readonly Topic['team'][] = ['Bezorging', 'Retouren', 'Administratie', 'Advies'];

/** Under every mail of a shop. */
export const shopSignature = (shop: string) =>
  `<p>Met vriendelijke groet,</p><p>{{agent.name}}<br><strong>${shop.replace('&', '&amp;')}</strong></p>`;
