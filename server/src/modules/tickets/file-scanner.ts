import type { Readable } from 'node:stream';
import type { ScannerStatus } from '@balie/shared/contracts/files.ts';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../../platform/clock/clock.ts';
import { currentOrganisationId, inOrganisation } from '../../platform/database/scope.ts';
import { storable } from '../../platform/database/storable.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ScannerUnavailable, type Verdict, VirusScanner } from '../../platform/scanner/virus-scanner.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { FileInfected, FileNotScanned, FileUnscannable } from './ticket.errors.ts';

/** Longer than a scan takes: what waits for so long waits for the scanner. */
const STUCK_MS = 60_000;

export type ScanState = 'waiting' | 'clean' | 'infected' | 'unscannable';

/** A stored file, and what is known of it; `scan` is null when nobody asked yet. */
export interface ScannedFile {
  readonly id: string;
  readonly storageKey: string;
  readonly scan: ScanState | null;
  readonly virus: string | null;
}

/**
 * Asks the virus scanner once per file. What it has not said anything of is held back, as long as a scanner is set: a
 * file that was stored before is looked at when somebody wants it.
 */
@Injectable()
export class FileScanner {
  private readonly log: Logger;
  /** Several who want the same file wait for one scan. */
  private readonly running = new Map<string, Promise<Pick<ScannedFile, 'scan' | 'virus'>>>();

  constructor(
    private readonly scanner: VirusScanner,
    private readonly storage: FileStorage,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.named('file-scans');
  }

  /** Asks where nobody asked yet; `waiting` when the scanner has no answer now. Without a scanner, null. */
  stateOf(file: ScannedFile): Promise<Pick<ScannedFile, 'scan' | 'virus'>> {
    if (!this.scanner.isOn && file.scan !== 'infected') return Promise.resolve({ scan: null, virus: null });
    if (file.scan !== null && file.scan !== 'waiting') return Promise.resolve(file);
    let asked = this.running.get(file.id);
    if (!asked) {
      asked = this.ask(file).finally(() => this.running.delete(file.id));
      this.running.set(file.id, asked);
    }
    return asked;
  }

  /**
   * Passes when the file may leave this house, or be opened in it.
   * @param evenInfected for who answers for the house
   * @throws {FileInfected | FileUnscannable | FileNotScanned}
   */
  async check(file: ScannedFile, evenInfected = false): Promise<void> {
    const { scan, virus } = await this.stateOf(file);
    if (scan === 'waiting') throw new FileNotScanned();
    if (evenInfected) return;
    if (scan === 'infected') throw new FileInfected(virus ?? '');
    if (scan === 'unscannable') throw new FileUnscannable();
  }

  /** The same for what is no file of a message: a raw mail. It is asked about each time. */
  async checkRaw(contents: () => Promise<Readable>, evenInfected: boolean): Promise<void> {
    if (!this.scanner.isOn) return;
    const verdict = await this.scanner.scan(await contents()).catch((error: unknown) => {
      throw error instanceof ScannerUnavailable ? new FileNotScanned() : error;
    });
    if (evenInfected || verdict.outcome === 'clean') return;
    throw verdict.outcome === 'infected' ? new FileInfected(verdict.virus) : new FileUnscannable();
  }

  async status(): Promise<ScannerStatus> {
    if (!this.scanner.isOn) return { on: false, waiting: 0, stuck: false };
    const before = new Date(this.clock.now().getTime() - STUCK_MS);
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ waiting: number; stuck: boolean }>(
        `select count(*)::int as waiting, coalesce(bool_or(created_at < $2), false) as stuck from files where organisation_id = $1 and scan = 'waiting'`,
        [tx.organisationId, before],
      ),
    );
    return { on: true, waiting: row?.waiting ?? 0, stuck: row?.stuck ?? false };
  }

  private async ask(file: ScannedFile): Promise<Pick<ScannedFile, 'scan' | 'virus'>> {
    const organisationId = currentOrganisationId();
    let verdict: Verdict;
    try {
      verdict = await this.scanner.scan(await this.storage.stream(file.storageKey));
    } catch (error) {
      // What is missing is missing for everyone who asks: they say so themselves.
      if (error instanceof StoredFileMissing) return { scan: null, virus: null };
      if (!(error instanceof ScannerUnavailable)) throw error;
      this.log.warn({ err: error }, 'The virus scanner does not answer; files are held back until it does');
      await this.keep(organisationId, file.id, 'waiting', null);
      return { scan: 'waiting', virus: null };
    }
    const virus = verdict.outcome === 'infected' ? storable(verdict.virus) : null;
    await this.keep(organisationId, file.id, verdict.outcome, virus);
    return { scan: verdict.outcome, virus };
  }

  private keep(organisationId: string, fileId: string, scan: ScanState, virus: string | null): Promise<unknown> {
    return inOrganisation(organisationId, () =>
      this.unitOfWork.run((tx) =>
        tx.query('update files set scan = $3, virus = $4 where organisation_id = $1 and id = $2', [tx.organisationId, fileId, scan, virus]),
      ),
    );
  }
}
