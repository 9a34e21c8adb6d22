import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { KeptSums } from './kept-sums.ts';
import { ReadMarketplaceFacts } from './marketplace-facts.ts';
import { MeasureNorms } from './measure-norms.ts';

/** Keeps the sums of days and weeks that are over, a few at a time, so that nobody who changes a question waits for long. */
@Injectable()
export class KeepSums {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sums: KeptSums,
    private readonly measure: MeasureNorms,
    private readonly facts: ReadMarketplaceFacts,
  ) {}

  /** Idempotent; in the scope of an organisation. */
  async execute(): Promise<void> {
    await this.held((tx) => this.facts.keep(tx));
    while (await this.held((tx) => this.measure.keep(tx)));
  }

  private held<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(async (tx) => {
      await this.sums.hold(tx);
      return work(tx);
    });
  }
}
