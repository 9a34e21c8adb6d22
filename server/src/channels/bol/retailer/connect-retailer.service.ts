import type { BolConnection, BolSettings, ConnectBolRequest, OrderSource } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';
import { type ConnectedSource, OrderSources } from '../../../modules/orders/public.ts';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { NotFound } from '../../../platform/http/http.errors.ts';
import { RetailerConnectionFailed } from './retailer.errors.ts';
import { type RetailerSettings, retailerSettings } from './retailer-account.ts';
import { TestRetailer } from './test-retailer.ts';

/** Connects a shop at bol.com and changes its secret; nothing is stored that was not tried for real. */
@Injectable()
export class ConnectRetailer {
  constructor(
    private readonly test: TestRetailer,
    private readonly sources: OrderSources,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws {RetailerConnectionFailed | SourceTaken | NotFound} */
  async connect({ clientId, clientSecret, shopId, name, backfillDays }: ConnectBolRequest): Promise<OrderSource> {
    await this.tested({ clientId, clientSecret });
    const settings: RetailerSettings = { clientId, backfillDays };
    const backfill = backfillDays > 0 ? { total: backfillDays, done: 0, finishedAt: null } : null;
    return this.unitOfWork.run(async (tx) => {
      const made = { kind: 'bol', shopId, name, externalId: clientId, settings, secrets: { clientSecret }, backfill };
      return this.sources.shown(tx, await this.sources.create(tx, made));
    });
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<BolSettings> {
    const { settings } = await this.unitOfWork.read((tx) => this.stored(tx, id));
    return { clientId: retailerSettings.parse(settings).clientId };
  }

  /** Other credentials. How far it was read stays. @throws {RetailerConnectionFailed | SourceTaken | NotFound} */
  async update(id: string, { clientId, clientSecret }: BolConnection): Promise<OrderSource> {
    const { settings } = await this.unitOfWork.read((tx) => this.stored(tx, id));
    await this.tested({ clientId, clientSecret });
    return this.unitOfWork.run(async (tx) => {
      const changed: RetailerSettings = { ...retailerSettings.parse(settings), clientId };
      await this.sources.setConnection(tx, id, clientId, changed, { clientSecret });
      return this.sources.shown(tx, id);
    });
  }

  private async tested(access: BolConnection): Promise<void> {
    const result = await this.test.execute(access);
    if (!result.ok) throw new RetailerConnectionFailed(result);
  }

  private async stored(tx: Pick<Tx, 'query' | 'prepared' | 'organisationId'>, id: string): Promise<Pick<ConnectedSource, 'settings'>> {
    const source = await this.sources.settingsOf(tx, id, 'bol');
    if (source === undefined) throw new NotFound('connection');
    return { settings: source };
  }
}
