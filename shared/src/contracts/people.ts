import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/permissions.ts';
import { id, instant, locale } from './common.ts';

export const role = z.enum(ROLES);
const name = z.string().trim().min(1).max(120);
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
/** Length is what protects (NIST SP 800-63B); no composition rules. */
export const password = z.string().min(10).max(200);

export const setupState = z.object({ needed: z.boolean() });
export const setupRequest = z.object({
  organisationName: name,
  shopName: name,
  name,
  email,
  password,
  locale: locale.default('nl'),
});
export type SetupRequest = z.infer<typeof setupRequest>;

export const signInRequest = z.object({ email, password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof signInRequest>;

const theme = z.enum(['auto', 'light', 'dark']);
const density = z.enum(['comfortable', 'compact']);
/** What the console does after a reply or a solve. */
const afterSend = z.enum(['stay', 'next']);
export const preferences = z.object({
  theme: theme.default('auto'),
  density: density.default('comfortable'),
  afterSend: afterSend.default('stay'),
  sound: z.boolean().default(false),
  desktopNotifications: z.boolean().default(false),
});
export type Preferences = z.infer<typeof preferences>;

/** A colleague as everyone in the organisation sees them. */
export const agent = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  active: z.boolean(),
  teamIds: z.array(id),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
  /** Path of their picture on this server; null: initials stand for them. */
  picture: z.string().nullable(),
});
export type Agent = z.infer<typeof agent>;

/** Days; null: always. */
const reopenWithinDays = z.number().int().min(1).max(3650).nullable();
export const organisation = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  /** A customer's answer opens a solved ticket again within so many days after its last message; later it opens a new one. */
  reopenWithinDays,
});
export type Organisation = z.infer<typeof organisation>;
export const updateOrganisationRequest = z.object({ name, reopenWithinDays }).partial();
export type UpdateOrganisationRequest = z.infer<typeof updateOrganisationRequest>;

export const me = z.object({
  agent,
  organisation,
  locale,
  preferences,
  /** The agent's own signature, under the shop's; sanitised HTML, may be empty. */
  signatureHtml: z.string(),
  permissions: z.array(z.enum(PERMISSIONS as [string, ...string[]])),
});
export type Me = z.infer<typeof me>;
/** Without defaults: a default would fill in, and so reset, every preference that was not named. */
const changedPreferences = z.object({ theme, density, afterSend, sound: z.boolean(), desktopNotifications: z.boolean() }).partial();
export const updateMeRequest = z.object({ name, locale, preferences: changedPreferences, signatureHtml: z.string().max(20_000) }).partial();
export type UpdateMeRequest = z.infer<typeof updateMeRequest>;
export const changePasswordRequest = z.object({ current: z.string().min(1).max(200), next: password });

export const session = z.object({
  id,
  current: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant,
  ip: z.string(),
  userAgent: z.string(),
});
export type Session = z.infer<typeof session>;

export const passwordResetRequest = z.object({ email });
export const passwordResetConfirmation = z.object({ password });

export const updateAgentRequest = z.object({ name, role, active: z.boolean() }).partial();
export type UpdateAgentRequest = z.infer<typeof updateAgentRequest>;

export const invitation = z.object({
  id,
  email: z.string(),
  role,
  createdAt: instant,
  expiresAt: instant,
  invitedBy: z.string(),
});
export type Invitation = z.infer<typeof invitation>;
export const createInvitationRequest = z.object({ email, role });
/** `link` is given once, at creation or renewal: only a hash of its token is stored. `mailed` tells whether mail went out. */
export const invitationWithLink = invitation.extend({ link: z.url(), mailed: z.boolean() });
export type InvitationWithLink = z.infer<typeof invitationWithLink>;
export const invitationOffer = z.object({ organisationName: z.string(), email: z.string(), role, invitedBy: z.string() });
export const acceptInvitationRequest = z.object({ name, password, locale: locale.default('nl') });

export const team = z.object({ id, name: z.string(), memberIds: z.array(id) });
export type Team = z.infer<typeof team>;
export const saveTeamRequest = z.object({ name, memberIds: z.array(id).max(500) });

export const shop = z.object({
  id,
  name: z.string(),
  /** Shown under every reply for this shop; may hold the variables of `domain/signature.ts`. Sanitised HTML. */
  signatureHtml: z.string(),
  /** Answers carry the customer's last message below them. */
  quoteHistory: z.boolean(),
  createdAt: instant,
});
export type Shop = z.infer<typeof shop>;
export const saveShopRequest = z.object({
  name,
  signatureHtml: z.string().max(20_000).default(''),
  /** Absent: stays as it is. */
  quoteHistory: z.boolean().optional(),
});
