import { randomBytes } from 'node:crypto';
import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { ConnectWhatsAppRequest, UpdateWhatsAppRequest, WhatsAppSettings } from '@balie/shared/contracts/whatsapp.ts';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { AccountHealth } from '../core/account-health.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { TemplateSync } from '../core/template-sync.ts';
import { Webhooks } from '../core/webhooks.ts';
import { GraphRefused, GraphUnreachable } from './graph-api.ts';
import { TestWhatsApp } from './test-whatsapp.ts';
import { WhatsAppConnectionFailed } from './whatsapp.errors.ts';
import { secretsOf, settingsOf, type WhatsAppAccountSecrets, type WhatsAppAccountSettings } from './whatsapp-account.ts';

/** Connects WhatsApp numbers and changes their secrets; nothing is stored that was not tried for real. */
@Injectable()
export class ConnectWhatsApp {
  constructor(
    private readonly test: TestWhatsApp,
    private readonly changes: ChannelAccountChanges,
    private readonly accounts: ChannelAccounts,
    private readonly webhooks: Webhooks,
    private readonly health: AccountHealth,
    private readonly templates: TemplateSync,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws {WhatsAppConnectionFailed | ChannelAddressTaken | NotFound} */
  async connect(request: ConnectWhatsAppRequest): Promise<ChannelAccount> {
    const { phoneNumberId, businessAccountId, accessToken, appSecret, locale } = request;
    const { displayNumber, verifiedName } = await this.tested(request);
    const settings: WhatsAppAccountSettings = {
      phoneNumberId,
      businessAccountId,
      displayNumber,
      verifiedName,
      verifyToken: randomBytes(18).toString('base64url'),
      locale,
    };
    const secrets: WhatsAppAccountSecrets = { accessToken, appSecret };
    const account = await this.unitOfWork.run(async (tx) => {
      const { shopId, name } = request;
      const hookToken = Webhooks.newToken();
      const made = { kind: 'whatsapp' as const, shopId, name, address: e164(displayNumber), settings, secrets, backfill: null, hookToken };
      const id = await this.changes.create(tx, made);
      await this.templates.plan(tx, id);
      return this.shown(tx, id);
    });
    this.health.working(account.id, 'send');
    return account;
  }

  /** @throws {NotFound} */
  async settings(id: string): Promise<WhatsAppSettings> {
    const account = await this.stored(id);
    const { verifyToken, locale: _locale, ...shown } = settingsOf(account);
    const url = await this.webhooks.addressOf(id);
    if (url === null) throw new NotFound('channel');
    return { ...shown, webhook: { url, verifyToken }, calledBack: await this.webhooks.wasCalled(id) };
  }

  /** Another token or app secret; empty values keep what is stored. @throws {WhatsAppConnectionFailed | NotFound} */
  async update(id: string, wanted: UpdateWhatsAppRequest): Promise<ChannelAccount> {
    const account = await this.stored(id);
    const settings = settingsOf(account);
    const { accessToken, appSecret } = secretsOf(account);
    const secrets = { accessToken: wanted.accessToken || accessToken, appSecret: wanted.appSecret || appSecret };
    await this.tested({ ...settings, ...secrets });
    const changed = await this.unitOfWork.run(async (tx) => {
      await this.changes.setConnection(tx, id, settings, secrets);
      await this.templates.plan(tx, id);
      return this.shown(tx, id);
    });
    this.health.working(id, 'send');
    // Meta found us before, and the address is the same.
    if (await this.webhooks.wasCalled(id)) this.health.working(id, 'receive');
    return changed;
  }

  /** @throws {WhatsAppConnectionFailed} */
  private async tested(given: { phoneNumberId: string; businessAccountId: string; accessToken: string }) {
    const result = await this.test.execute(given);
    if (!result.ok || result.displayNumber === null) throw new WhatsAppConnectionFailed(result);
    try {
      await this.test.subscribe(given);
    } catch (error) {
      if (!(error instanceof GraphRefused || error instanceof GraphUnreachable)) throw error;
      throw new WhatsAppConnectionFailed({ ...result, ok: false, code: 'no_permission', detail: error.message });
    }
    return { displayNumber: result.displayNumber, verifiedName: result.verifiedName ?? '' };
  }

  private async stored(id: string): Promise<ChannelAccountForAdapter> {
    const account = await this.accounts.forAdapter(id);
    if (account?.kind !== 'whatsapp') throw new NotFound('channel');
    return account;
  }

  private async shown(tx: Tx, id: string): Promise<ChannelAccount> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw new NotFound('channel');
    return account;
  }
}

/** Meta shows numbers with spaces. */
function e164(displayNumber: string): string {
  return `+${displayNumber.replace(/\D/g, '')}`;
}
