import { casesOf } from './clock-case.ts';

/** What comes late, comes from elsewhere, or was never written down. */
export const MOVES = casesOf(`
mail that was under way for long counts from when it was written | A | mon 12:00 ask from mon 09:00 | mon 12:30 | first running (warn mon 12:00, due mon 13:00)
mail that was under way for too long is late when it comes in | A | mon 16:00 ask from mon 09:00 | mon 16:30 | first breached (warn mon 12:00, due mon 13:00)
an answer to what came before is none to what is under way | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask from mon 09:30 | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next running (warn mon 12:30, due mon 13:30)
solved before the mail came in | A | mon 09:00 ask, mon 10:00 reply solve, mon 11:00 ask from mon 09:30 | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next running (warn mon 12:30, due mon 13:30)
mail dated after it came in counts from when it says | A | mon 09:00 ask from mon 09:02 | mon 10:00 | first running (warn mon 12:02, due mon 13:02)
history counts from when it was written | A | mon 09:00 silent ask | mon 10:00 | first running (warn mon 12:00, due mon 13:00)
history that came in as done owes nothing | A | mon 09:00 silent ask, mon 09:00 unrecorded solved | mon 10:00 | first cancelled mon 09:00
history that is answered | A | mon 09:00 silent ask, mon 10:00 reply | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
history that was pending | A | mon 09:00 silent ask, mon 10:00 reply, mon 10:00 unrecorded pending | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
a merge that opens a pending ticket | A | mon 09:00 ask, mon 10:00 pending, mon 11:00 merge, mon 11:00 unrecorded open | mon 12:00 | first running (warn mon 13:00, due mon 14:00)
a merge with an earlier question counts from that | A | mon 08:00 ask, mon 10:00 merge, mon 10:30 ask | mon 12:00 | first running (warn mon 12:00, due mon 13:00)
a merge with what was answered later than it was asked here | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 merge | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
an answer that is taken back goes on with the clock | A | mon 09:00 ask, mon 10:00 undone, mon 10:00:05 open | mon 12:00 | first running (warn mon 12:00, due mon 13:00)
an answer that is taken back from pending | A | mon 09:00 ask, mon 10:00 undone pending, mon 10:00:05 open | mon 12:00 | first running (warn mon 12:00:05, due mon 13:00:05)
a change whose beginning nobody noted | B | mon 09:00 ask, mon 10:00 note, mon 11:00 unrecorded pending, mon 12:00 solve | mon 13:00 | first cancelled mon 12:00; done met mon 12:00
two things of one moment: the question goes before the status | A | mon 09:00 ask, mon 09:00 pending | mon 10:00 | first paused (worked 0m)
two things of one moment: the answer goes before what it makes of the ticket | B | mon 09:00 ask, mon 09:00 reply solve | mon 10:00 | first met mon 09:00 (warn mon 12:00, due mon 13:00); done met mon 09:00
snoozed until what nobody noted | Z | mon 09:00 ask, mon 10:00 snooze, mon 11:00 unrecorded open | mon 12:00 | first running (warn mon 12:00, due mon 13:00)
`);

/** What users of other helpdesks complain about, by the numbers of the list of complaints. */
export const PAINS = casesOf(`
33 business hours count, not the clock on the wall (chatwoot PR 13392) | A | fri 16:00 ask | sat 10:00 | first running (warn mon2 11:00, due mon2 12:00)
33 nor is it late over the weekend | A | fri 16:00 ask | sun 23:00 | first running (warn mon2 11:00, due mon2 12:00)
33 nor before the doors open | A | fri 16:00 ask | mon2 08:59 | first running (warn mon2 11:00, due mon2 12:00)
34 the next response does not go on after solving (chatwoot 10178) | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask, mon 12:00 solve | fri 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next cancelled mon 12:00 (warn mon 14:00, due mon 15:00)
34 nor after solving by an answer | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask, mon 12:00 reply solve | fri 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next met mon 12:00 (warn mon 14:00, due mon 15:00)
34 a day has several periods (chatwoot 14009) | A/lunch | mon 10:00 ask | mon 11:00 | first running (warn mon 14:00, due mon 15:00)
34 each of them counts | A/lunch | mon 16:00 ask | mon 16:30 | first running (warn tue 11:00, due tue 12:00)
35 a later update does not overrule the first response (zammad 5177) | A | mon 09:00 ask, mon 10:00 ask, mon 11:00 note, mon 12:00 ask | mon 12:30 | first running (warn mon 12:00, due mon 13:00)
35 nor does an update of ours that is no answer | A | mon 09:00 ask, mon 12:00 aside | mon 14:00 | first breached (warn mon 12:00, due mon 13:00)
35 nothing escalates once the agent has answered (zammad 3140) | A | mon 09:00 ask, mon 12:59 reply | fri 12:00 | first met mon 12:59 (warn mon 12:00, due mon 13:00)
35 nor when the agent answered while it was pending | A | mon 09:00 ask, mon 10:00 pending, mon 12:00 reply | fri 12:00 | first met mon 12:00
9 waiting for the customer holds the clock (chatwoot, libredesk) | B | mon 09:00 ask, mon 10:00 reply pending | fri 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); done paused (worked 60m)
9 and it goes on when they write | B | mon 09:00 ask, mon 10:00 reply pending, fri 09:00 ask | fri 10:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); done running (warn fri 14:00, due fri 16:00); next running (warn fri 12:00, due fri 13:00)
24 solved tickets have no deadline at all | B | mon 09:00 ask, mon 10:00 solve | fri 12:00 | first cancelled mon 10:00 (warn mon 12:00, due mon 13:00); done met mon 10:00 (warn mon 15:00, due mon 17:00)
`);
