/** Who may do what. The server enforces this table; the console reads it to hide what would be refused. */

export const ROLES = ['viewer', 'agent', 'lead', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** The lowest role that holds each permission; every higher role holds it too. */
const LOWEST_ROLE = {
  'tickets:read': 'viewer',
  'tickets:note': 'viewer',
  'tickets:reply': 'agent',
  'tickets:update': 'agent',
  'contacts:read': 'viewer',
  'contacts:update': 'agent',
  'colleagues:read': 'viewer',
  'failed-messages:read': 'agent',
  'failed-messages:manage': 'lead',
  'channels:read': 'viewer',
  'channels:manage': 'owner',
  'imports:manage': 'owner',
  'agents:manage': 'owner',
  'teams:manage': 'lead',
  'organisation:manage': 'owner',
  /** How conversations go in this organisation. */
  'conversations:manage': 'lead',
  'norms:read': 'agent',
  'norms:manage': 'lead',
  /** Who gets which tickets, and how many. */
  'routing:manage': 'lead',
  'wall:read': 'lead',
  'rules:manage': 'lead',
  /** Of a team, a shop or everybody; one's own are for whoever answers. */
  'macros:manage': 'lead',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LOWEST_ROLE;
export const PERMISSIONS = Object.keys(LOWEST_ROLE) as Permission[];

export function allows(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LOWEST_ROLE[permission]);
}

export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => allows(role, permission));
}
