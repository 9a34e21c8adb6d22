import { z } from 'zod';
import { channelKind } from './channels.ts';
import { id, instant } from './common.ts';
import { tagName } from './tickets.ts';

/** What a colleague says of themselves while they are signed in. */
export const availability = z.enum(['available', 'away']);
export type Availability = z.infer<typeof availability>;
export const chooseAvailabilityRequest = z.object({ availability });
export type ChooseAvailabilityRequest = z.infer<typeof chooseAvailabilityRequest>;

/** `offline`: no console is open. `on_call`: a telephone call of theirs is going on; nothing new is given to them meanwhile. */
export const agentState = z.enum(['available', 'on_call', 'away', 'offline']);
export type AgentState = z.infer<typeof agentState>;
/** `since` is null of who was never there. `availability` is what they chose, which also holds while they are offline or on a call. */
export const agentPresence = z.object({ agentId: id, state: agentState, since: instant.nullable(), availability });
export type AgentPresence = z.infer<typeof agentPresence>;
export const agentPresenceList = z.object({ items: z.array(agentPresence) });

/**
 * Who gets a ticket that nobody has: `manual` nobody, until somebody takes it; `round_robin` who got none for the longest time; `balanced`
 * who has the most room; `skills` of those who can do what its tags ask for, who has the most room.
 */
export const assignmentMethod = z.enum(['manual', 'round_robin', 'balanced', 'skills']);
export type AssignmentMethod = z.infer<typeof assignmentMethod>;

/** So many open tickets at once; 0: none. */
const limit = z.number().int().min(0).max(500);
const limits = z.record(channelKind, limit);

export const takeOver = z.object({
  /** Away or offline for longer than this. */
  afterMinutes: z.number().int().min(1).max(1_440),
  /** To nobody, for whoever takes them (or is given them by the method), or at once to colleagues who are there. */
  to: z.enum(['pool', 'others']),
});
export type TakeOver = z.infer<typeof takeOver>;

export const saveRoutingRequest = z.object({
  method: assignmentMethod,
  /** Of each channel by itself; `each` where the channel is not named. */
  capacity: z.object({ each: limit, kinds: limits }),
  /** Null: tickets stay with whoever has them. */
  takeOver: takeOver.nullable(),
});
export type SaveRoutingRequest = z.infer<typeof saveRoutingRequest>;

/** A skill is the name of a tag: who has it can be given tickets with that tag. `kinds`: limits of their own. */
export const saveAgentRoutingRequest = z.object({ skills: z.array(tagName).max(30), kinds: limits });
export type SaveAgentRoutingRequest = z.infer<typeof saveAgentRoutingRequest>;
/** Null: the method of the organisation. */
export const saveTeamRoutingRequest = z.object({ method: assignmentMethod.nullable() });
export type SaveTeamRoutingRequest = z.infer<typeof saveTeamRoutingRequest>;

export const routingSettings = saveRoutingRequest.extend({
  /** Those with a method of their own. */
  teams: z.array(z.object({ teamId: id, method: assignmentMethod })),
  /** Those with skills or limits of their own. */
  agents: z.array(saveAgentRoutingRequest.extend({ agentId: id })),
});
export type RoutingSettings = z.infer<typeof routingSettings>;
