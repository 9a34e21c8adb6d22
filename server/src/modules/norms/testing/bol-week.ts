/**
 * A week of questions over bol.com, worked out by hand: 11 to 17 May 2026, Ascension Day on the Thursday. Written as: when it was asked;
 * what happened to it; when its 24 hours of counting days were over; what that comes to.
 * `reply`: a person answered; `note`: a colleague wrote to colleagues; `away`: the customer's out-of-office answer came; `auto`: a machine of
 * ours wrote; `failed`: an answer left, and a mail server gave it back five minutes later.
 */
const WEEK = `
mon 00:05 | reply mon 08:30                      | tue 00:05  | in time
mon 08:10 | reply mon 09:00                      | tue 08:10  | in time
mon 08:45 | reply tue 08:45                      | tue 08:45  | in time
mon 09:20 | reply tue 09:21                      | tue 09:20  | late
mon 10:00 | note mon 11:00, reply mon 15:00      | tue 10:00  | in time
mon 11:30 | note mon 12:00                       | tue 11:30  | late
mon 13:00 | away mon 13:05, reply tue 09:00      | tue 13:00  | in time
mon 14:15 | reply mon 14:40                      | tue 14:15  | in time
mon 16:00 | reply tue 16:30                      | tue 16:00  | late
mon 23:55 | reply tue 10:00                      | tue 23:55  | in time
tue 08:00 | reply tue 08:20                      | wed 08:00  | in time
tue 09:10 | reply tue 17:00                      | wed 09:10  | in time
tue 09:40 | failed tue 10:00, reply wed 12:00    | wed 09:40  | late
tue 10:30 | failed tue 11:00, reply wed 10:00    | wed 10:30  | in time
tue 11:00 | reply tue 11:45                      | wed 11:00  | in time
tue 13:20 | reply wed 09:00                      | wed 13:20  | in time
tue 15:00 | reply fri 09:00                      | wed 15:00  | late
tue 16:45 | auto tue 16:46, reply wed 16:00      | wed 16:45  | in time
tue 20:30 | reply wed 08:30                      | wed 20:30  | in time
wed 08:05 | reply wed 09:00                      | fri 08:05  | in time
wed 09:30 | reply fri 09:30                      | fri 09:30  | in time
wed 10:00 | reply fri 10:01                      | fri 10:00  | late
wed 12:00 | reply wed 12:10                      | fri 12:00  | in time
wed 14:00 | reply thu 11:00                      | fri 14:00  | in time
wed 15:30 |                                      | fri 15:30  | late
wed 17:00 | reply fri 08:00                      | fri 17:00  | in time
wed 22:00 | reply fri 21:00                      | fri 22:00  | in time
thu 09:00 | reply fri 10:00                      | sat 00:00  | in time
thu 12:00 | reply fri 23:59                      | sat 00:00  | in time
thu 18:00 | reply sat 00:30                      | sat 00:00  | late
thu 23:59 | reply fri 09:15                      | sat 00:00  | in time
fri 08:30 | reply fri 09:05                      | mon2 08:30 | in time
fri 09:45 | reply mon2 09:44                     | mon2 09:45 | in time
fri 10:15 | reply mon2 11:00                     | mon2 10:15 | late
fri 12:30 | reply sun 20:00                      | mon2 12:30 | in time
fri 14:00 | reply mon2 13:00                     | mon2 14:00 | in time
fri 16:50 |                                      | mon2 16:50 | late
fri 21:00 | reply mon2 08:00                     | mon2 21:00 | in time
sat 09:00 | reply mon2 09:00                     | tue2 00:00 | in time
sat 11:30 | reply sat 11:35                      | tue2 00:00 | in time
sat 15:00 |                                      | tue2 00:00 | late
sat 22:00 | reply mon2 23:59                     | tue2 00:00 | in time
sun 10:00 | reply mon2 10:00                     | tue2 00:00 | in time
sun 14:00 | reply tue2 00:01                     | tue2 00:00 | late
sun 23:30 | reply mon2 09:30                     | tue2 00:00 | in time
`;

export const MONDAY = '2026-05-11';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'mon2', 'tue2'];

/** `tue 09:20` of that week, in Amsterdam. */
export function moment(text: string): string {
  const [day = '', time] = text.trim().split(' ');
  return new Date(`2026-05-${11 + DAYS.indexOf(day)}T${time}:00+02:00`).toISOString();
}

export type Deed = 'reply' | 'note' | 'away' | 'auto' | 'failed';
export interface QuestionOfWeek {
  readonly asked: string;
  readonly deeds: readonly { readonly what: Deed; readonly at: string }[];
  readonly due: string;
  readonly isLate: boolean;
}

export const BOL_WEEK: readonly QuestionOfWeek[] = WEEK.trim()
  .split('\n')
  .map((line) => {
    const [asked = '', deeds = '', due = '', verdict = ''] = line.split('|').map((part) => part.trim());
    return {
      asked: moment(asked),
      deeds:
        deeds === ''
          ? []
          : deeds.split(', ').map((deed) => ({ what: deed.split(' ')[0] as Deed, at: moment(deed.split(' ').slice(1).join(' ')) })),
      due: moment(due),
      isLate: verdict === 'late',
    };
  });
