import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { TooManyAttempts } from './people.errors.ts';

/** How many failures are free, and how long the growing wait becomes at most. */
interface Limit {
  readonly free: number;
  readonly longestSeconds: number;
}
/** Short at its longest: a stranger who guesses must not keep the real person out for long. */
const PER_ACCOUNT: Limit = { free: 5, longestSeconds: 60 };
/** Many people may share one address; few of them mistype twenty times. */
const PER_ADDRESS: Limit = { free: 20, longestSeconds: 900 };
/** Failures are forgotten when none was added for this long. */
const FORGOTTEN_AFTER_SECONDS = 3600;

interface Attempt {
  /** What is being guessed at, known or not: `sign-in:jan@example.com`. */
  readonly account: string;
  /** Where the guess comes from. */
  readonly ip: string;
}

/**
 * Slows down who guesses passwords: per account and per address, 1, 2, 4… seconds after the free failures. Shared by
 * all processes. An attempt counts as a failure before the password is looked at, so that a thousand at once are not a
 * thousand guesses.
 */
@Injectable()
export class SignInBrake {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws {TooManyAttempts} while one of the two is slowed down; such an attempt does not count */
  async begin(attempt: Attempt): Promise<void> {
    await this.unitOfWork.system('authentication', async (tx) => {
      // Accounts before addresses, always: no two attempts wait for each other.
      for (const [key, limit] of keysOf(attempt)) {
        const now = this.clock.now();
        const counted = await tx.execute(
          `insert into sign_in_brakes as b (key, failures, updated_at) values ($1, 1, $2)
           on conflict (key) do update set updated_at = $2,
             failures = case when b.updated_at < $2 - make_interval(secs => $5) then 1 else b.failures + 1 end,
             blocked_until = case when b.failures >= $3 and b.updated_at >= $2 - make_interval(secs => $5)
               then $2 + make_interval(secs => least($4, power(2, least(b.failures - $3, 30)))) end
           where b.blocked_until is null or b.blocked_until <= $2`,
          [key, now, limit.free, limit.longestSeconds, FORGOTTEN_AFTER_SECONDS],
        );
        if (counted > 0) continue;
        const [row] = await tx.query<{ blocked_until: Date }>('select blocked_until from sign_in_brakes where key = $1', [key]);
        const waitMs = (row?.blocked_until.getTime() ?? 0) - now.getTime();
        throw new TooManyAttempts(Math.max(1, Math.ceil(waitMs / 1000)));
      }
    });
  }

  /** It was no guess: forgets the account's failures and takes the attempt off the address. */
  async succeeded({ account, ip }: Attempt): Promise<void> {
    await this.unitOfWork.system('authentication', async (tx) => {
      await tx.query('delete from sign_in_brakes where key = $1', [account]);
      await tx.query('update sign_in_brakes set failures = greatest(failures - 1, 0), blocked_until = null where key = $1', [
        addressKey(ip),
      ]);
      const old = new Date(this.clock.now().getTime() - 24 * FORGOTTEN_AFTER_SECONDS * 1000);
      await tx.query(
        `delete from sign_in_brakes where key in (select key from sign_in_brakes where updated_at < $1 for update skip locked)`,
        [old],
      );
    });
  }
}

function keysOf({ account, ip }: Attempt): [string, Limit][] {
  return [
    [account, PER_ACCOUNT],
    [addressKey(ip), PER_ADDRESS],
  ];
}

/** An IPv6 customer owns a /64: guesses from all of it count together. */
function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(':')) return `address:${mapped ?? ip}`;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return `address:${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
