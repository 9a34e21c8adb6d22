import { type BolPattern, bolPattern, type StoredBolPattern } from '@balie/shared/contracts/bol-mail.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { TooManyPatterns } from './bol.errors.ts';
import { DEFAULT_PATTERNS } from './default-patterns.ts';

/** So long a change may go unnoticed by another process. */
const KNOWN_MS = 1_000;
const MAX_PATTERNS = 60;

interface PatternRow {
  readonly key: string;
  readonly version: number;
  readonly pattern: BolPattern | null;
  readonly made_at: Date;
  readonly made_by: string | null;
}

/** How bol's mails are read: what comes with Balie, and what an organisation made of it. Every version is kept. */
@Injectable()
export class BolPatterns {
  private readonly known = new Map<string, { readonly patterns: Promise<readonly StoredBolPattern[]>; readonly until: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In the order in which they are tried: an organisation's own first. Read once for a burst of mail. */
  current(): Promise<readonly StoredBolPattern[]> {
    const organisationId = currentOrganisationId();
    const known = this.known.get(organisationId);
    if (known && known.until > performance.now()) return known.patterns;
    const patterns = this.unitOfWork.run((tx) => this.list(tx));
    this.known.set(organisationId, { patterns, until: performance.now() + KNOWN_MS });
    patterns.catch(() => this.known.delete(organisationId));
    return patterns;
  }

  async list(tx: Tx): Promise<StoredBolPattern[]> {
    const rows = await tx.query<PatternRow>(
      `select distinct on (p.key) p.key, p.version, p.pattern, p.made_at, a.name as made_by
         from bol_patterns p left join agents a on a.id = p.made_by
        where p.organisation_id = $1 order by p.key, p.version desc`,
      [tx.organisationId],
    );
    const changed = new Map(rows.map((row) => [row.key, row]));
    const own = rows.filter(({ key, pattern }) => pattern !== null && !DEFAULT_PATTERNS.has(key));
    const builtIn = [...DEFAULT_PATTERNS].map(([key, pattern]) => stored(key, changed.get(key), pattern));
    return [...own.map((row) => stored(row.key, row, undefined)), ...builtIn].flatMap((one) => one ?? []);
  }

  /** The new version stands beside the earlier ones. @throws {TooManyPatterns} */
  save(key: string, pattern: BolPattern, agentId: string): Promise<void> {
    return this.write(key, pattern, agentId);
  }

  /** As it came with Balie; one of the organisation's own is gone. */
  reset(key: string, agentId: string): Promise<void> {
    return this.write(key, null, agentId);
  }

  private async write(key: string, pattern: BolPattern | null, agentId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      // One after the other, so that no version is overwritten.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`bol-patterns:${tx.organisationId}`]);
      const there = await this.list(tx);
      if (pattern && there.length >= MAX_PATTERNS && !there.some((one) => one.key === key)) throw new TooManyPatterns(MAX_PATTERNS);
      await tx.query(
        `insert into bol_patterns (organisation_id, key, version, pattern, made_by, made_at)
         select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 from bol_patterns where organisation_id = $1 and key = $2`,
        [tx.organisationId, key, pattern && JSON.stringify(pattern), agentId, this.clock.now()],
      );
    });
    this.known.delete(currentOrganisationId());
  }
}

function stored(key: string, row: PatternRow | undefined, builtIn: BolPattern | undefined): StoredBolPattern | undefined {
  // A version of an older Balie that cannot be read any more stands aside for the built-in one.
  const own = row?.pattern ? bolPattern.safeParse(row.pattern).data : undefined;
  const pattern = own ?? builtIn;
  if (!pattern) return undefined;
  const changed = own && row ? { version: row.version, changedAt: row.made_at.toISOString(), changedBy: row.made_by } : undefined;
  return { key, pattern, builtIn: builtIn !== undefined, ...(changed ?? { version: 0, changedAt: null, changedBy: null }) };
}
