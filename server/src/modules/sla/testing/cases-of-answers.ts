import { casesOf } from './clock-case.ts';

/** What is a question, and what is an answer. */
export const ANSWERS = casesOf(`
a question starts a clock | A | mon 09:00 ask | mon 10:00 | first running (warn mon 12:00, due mon 13:00)
it is warned at three quarters | A | mon 09:00 ask | mon 12:00 | first running (warn mon 12:00, due mon 13:00)
one second before it is over it runs | A | mon 09:00 ask | mon 12:59:59 | first running (warn mon 12:00, due mon 13:00)
at the very moment it is in time yet | A | mon 09:00 ask | mon 13:00 | first running (warn mon 12:00, due mon 13:00)
a second later it is over | A | mon 09:00 ask | mon 13:00:01 | first breached (warn mon 12:00, due mon 13:00)
it stays overdue until somebody answers | A | mon 09:00 ask | tue 12:00 | first breached (warn mon 12:00, due mon 13:00)
an answer in time | A | mon 09:00 ask, mon 10:00 reply | mon 11:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
an answer at the very moment is in time | A | mon 09:00 ask, mon 13:00 reply | mon 14:00 | first met mon 13:00 (warn mon 12:00, due mon 13:00)
an answer one second late is late | A | mon 09:00 ask, mon 13:00:01 reply | mon 14:00 | first breached mon 13:00:01 (warn mon 12:00, due mon 13:00)
an answer on the next day | A | mon 09:00 ask, tue 09:30 reply | tue 10:00 | first breached tue 09:30 (warn mon 12:00, due mon 13:00)
an answer at once | A | mon 09:00 ask, mon 09:00 reply | mon 09:00 | first met mon 09:00 (warn mon 12:00, due mon 13:00)
who writes twice waits since the first time | A | mon 09:00 ask, mon 10:00 ask, mon 11:00 ask | mon 12:00 | first running (warn mon 12:00, due mon 13:00)
one answer is enough for all of them | A | mon 09:00 ask, mon 10:00 ask, mon 11:00 reply | mon 12:00 | first met mon 11:00 (warn mon 12:00, due mon 13:00)
after the answer a new question starts the next clock | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next running (warn mon 14:00, due mon 15:00)
the next clock ends by the next answer | A | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask, mon 12:00 reply | mon 13:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); next met mon 12:00 (warn mon 14:00, due mon 15:00)
each question after an answer has a clock of its own | A | mon 09:00 ask, mon 09:30 reply, mon 10:00 ask, mon 10:30 reply, mon 11:00 ask | mon 12:00 | first met mon 09:30 (warn mon 12:00, due mon 13:00); next met mon 10:30 (warn mon 13:00, due mon 14:00); next running (warn mon 14:00, due mon 15:00)
a second answer without a question ends nothing | A | mon 09:00 ask, mon 10:00 reply, mon 10:30 reply | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
a late first answer does not make the next late | A | mon 09:00 ask, mon 15:00 reply, mon 15:30 ask, mon 16:00 reply | mon 16:30 | first breached mon 15:00 (warn mon 12:00, due mon 13:00); next met mon 16:00 (warn tue 10:30, due tue 11:30)
a note is no answer | A | mon 09:00 ask, mon 10:00 note | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
an automatic confirmation is no answer | A | mon 09:00 ask, mon 09:01 auto-out | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
an answer after a confirmation counts from the question | A | mon 09:00 ask, mon 09:01 auto-out, mon 12:30 reply | mon 13:00 | first met mon 12:30 (warn mon 12:00, due mon 13:00)
what goes to others than the customer is no answer | A | mon 09:00 ask, mon 10:00 aside | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
an answer that a mail server gave back is none | A | mon 09:00 ask, mon 10:00 returned | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
an answer that never left is none | A | mon 09:00 ask, mon 10:00 failed | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
an answer on its way is one | A | mon 09:00 ask, mon 10:00 queued | mon 11:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
an answer that was taken back is none | A | mon 09:00 ask, mon 10:00 undone | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
the next answer after one that came back counts | A | mon 09:00 ask, mon 10:00 returned, mon 14:00 reply | mon 15:00 | first breached mon 14:00 (warn mon 12:00, due mon 13:00)
an out-of-office answer of the customer starts nothing | A | mon 09:00 auto-in | mon 10:00 | -
an out-of-office answer after ours starts nothing | A | mon 09:00 ask, mon 10:00 reply, mon 10:01 auto-in | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
an out-of-office answer in between changes nothing | A | mon 09:00 ask, mon 10:00 auto-in | mon 11:00 | first running (warn mon 12:00, due mon 13:00)
a report of a mail server starts nothing | A | mon 09:00 ask, mon 10:00 reply, mon 10:05 bounce-in | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
the first question after a machine's message starts the first clock | A | mon 09:00 auto-in, mon 10:00 ask | mon 11:00 | first running (warn mon 13:00, due mon 14:00)
what comes by a list waits for an answer, too | A | mon 09:00 list | mon 10:00 | first running (warn mon 12:00, due mon 13:00)
a ticket that we begin has no clock | A | mon 09:00 reply | mon 10:00 | -
the customer's answer to a ticket that we began starts the next clock | A | mon 09:00 reply, mon 10:00 ask | mon 11:00 | next running (warn mon 13:00, due mon 14:00)
a ticket that only a machine of ours began has a first answer to come | A | mon 09:00 auto-out, mon 10:00 ask | mon 11:00 | first running (warn mon 13:00, due mon 14:00)
without a warning there is none | Q | mon 09:00 ask | mon 10:00 | first running (due mon 13:00)
where nothing is promised for later messages they have no clock | F | mon 09:00 ask, mon 10:00 reply, mon 11:00 ask | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00)
where nothing is promised at all there is none | U | mon 09:00 ask | mon 10:00 | -
by the clock on the wall the night counts | C | mon 16:00 ask | mon 16:30 | first running (warn mon 19:00, due mon 20:00)
by the clock on the wall the weekend counts | C | fri 23:00 ask | fri 23:30 | first running (warn sat 02:00, due sat 03:00)
`);

/** Telephones. */
export const CALLS = casesOf(`
a telephone rings | T | mon 10:00 ring | mon 10:00:05 | call running (warn mon 10:00:15, due mon 10:00:20)
it is to be picked up | T | mon 10:00 ring | mon 10:00:21 | call breached (warn mon 10:00:15, due mon 10:00:20)
picked up in time | T | mon 10:00 ring pick 12s | mon 10:05 | call met mon 10:00:12 (warn mon 10:00:15, due mon 10:00:20)
picked up at the very moment | T | mon 10:00 ring pick 20s | mon 10:05 | call met mon 10:00:20 (warn mon 10:00:15, due mon 10:00:20)
picked up too late | T | mon 10:00 ring pick 21s | mon 10:05 | call breached mon 10:00:21 (warn mon 10:00:15, due mon 10:00:20)
missed after its time: late, and somebody waits | T | mon 10:00 ring missed 45s | mon 10:05 | call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20); first running (warn mon 13:00, due mon 14:00)
missed before its time: not late, and somebody waits | T | mon 10:00 ring missed 15s | mon 10:05 | call cancelled mon 10:00:15 (warn mon 10:00:15, due mon 10:00:20); first running (warn mon 13:00, due mon 14:00)
abandoned at once: nobody waits | T | mon 10:00 ring abandoned 4s | mon 10:05 | call cancelled mon 10:00:04 (warn mon 10:00:15, due mon 10:00:20)
called back in time | T | mon 10:00 ring missed 45s back mon 11:00 | mon 12:00 | call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20); first met mon 11:00 (warn mon 13:00, due mon 14:00)
called back too late | T | mon 10:00 ring missed 45s back mon 15:00 | mon 16:00 | call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20); first breached mon 15:00 (warn mon 13:00, due mon 14:00)
a missed call at night rings by the clock on the wall, and is called back by the day | T | mon 22:00 ring missed 45s | mon 23:00 | call breached mon 22:00:45 (warn mon 22:00:15, due mon 22:00:20); first running (warn tue 12:00, due tue 13:00)
whoever spoke on the telephone has answered the mail | T | mon 09:00 ask, mon 10:00 ring pick 5s | mon 11:00 | first met mon 10:00:05 (warn mon 12:00, due mon 13:00); call met mon 10:00:05 (warn mon 10:00:15, due mon 10:00:20)
a missed call does not begin the waiting anew | T | mon 09:00 ask, mon 10:00 ring missed 45s | mon 11:00 | first running (warn mon 12:00, due mon 13:00); call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20)
two calls have a clock each | T | mon 10:00 ring missed 45s, mon 10:30 ring pick 5s | mon 11:00 | call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20); first met mon 10:30:05 (warn mon 13:00, due mon 14:00); call met mon 10:30:05 (warn mon 10:30:15, due mon 10:30:20)
a mail answers a missed call | T | mon 10:00 ring missed 45s, mon 11:00 reply | mon 12:00 | call breached mon 10:00:45 (warn mon 10:00:15, due mon 10:00:20); first met mon 11:00 (warn mon 13:00, due mon 14:00)
a call after an answer is the next question | T | mon 09:00 ask, mon 10:00 reply, mon 11:00 ring missed 30s | mon 12:00 | first met mon 10:00 (warn mon 12:00, due mon 13:00); call breached mon 11:00:30 (warn mon 11:00:15, due mon 11:00:20); next running (warn mon 14:00, due mon 15:00)
where nothing is promised of calls they have no clock | A | mon 10:00 ring pick 12s | mon 10:05 | -
but who was missed waits there, too | A | mon 10:00 ring missed 45s | mon 11:00 | first running (warn mon 13:00, due mon 14:00)
pending does not hold a telephone | T | mon 09:00 ask, mon 09:30 pending, mon 10:00 ring | mon 10:00:10 | first paused (worked 30m); call running (warn mon 10:00:15, due mon 10:00:20)
`);
