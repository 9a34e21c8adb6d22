import type { WhatsAppConnection, WhatsAppFailureCode, WhatsAppTestResult } from '@balie/shared/contracts/whatsapp.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { GraphApi, GraphRefused, GraphUnreachable } from './graph-api.ts';

const number = z.object({ id: z.string(), display_phone_number: z.string(), verified_name: z.string().optional() });
const numbers = z.object({ data: z.array(z.object({ id: z.string() })) });
const done = z.object({ success: z.literal(true) });

type Access = Omit<WhatsAppConnection, 'appSecret'>;

/** Tries what an owner copied from Meta, for real. */
@Injectable()
export class TestWhatsApp {
  constructor(private readonly graph: GraphApi) {}

  /** A failed test is an answer. */
  async execute({ accessToken, phoneNumberId, businessAccountId }: Access): Promise<WhatsAppTestResult> {
    try {
      const fields = 'id,display_phone_number,verified_name';
      const found = await this.graph
        .get(accessToken, `${phoneNumberId}?fields=${fields}`, number)
        .catch((error: unknown) => failed(error, 'number_unknown'));
      if ('code' in found) return found;
      const account = await this.graph
        .get(accessToken, `${businessAccountId}/phone_numbers?fields=id`, numbers)
        .catch((error: unknown) => failed(error, 'business_account_unknown'));
      if ('code' in account) return account;
      if (!account.data.some(({ id }) => id === phoneNumberId)) return failure('business_account_unknown', null);
      return { ok: true, code: null, detail: null, displayNumber: found.display_phone_number, verifiedName: found.verified_name ?? '' };
    } catch (error) {
      return failed(error, 'refused');
    }
  }

  /** From now on Meta tells the app of this account's messages. @throws {GraphRefused | GraphUnreachable} */
  async subscribe({ accessToken, businessAccountId }: Pick<Access, 'accessToken' | 'businessAccountId'>): Promise<void> {
    await this.graph.post(accessToken, `${businessAccountId}/subscribed_apps`, {}, done);
  }
}

/** @param otherwise what an unknown id means here */
function failed(error: unknown, otherwise: WhatsAppFailureCode): WhatsAppTestResult {
  if (error instanceof GraphUnreachable) return failure('unreachable', error.message);
  if (!(error instanceof GraphRefused)) throw error;
  const { faultCode } = error.verdict;
  if (faultCode === 'whatsapp_token') return failure('token_refused', error.message);
  if (faultCode === 'whatsapp_permission') return failure('no_permission', error.message);
  return failure(error.status >= 500 ? 'unreachable' : otherwise, error.message);
}

function failure(code: WhatsAppFailureCode, detail: string | null): WhatsAppTestResult {
  return { ok: false, code, detail, displayNumber: null, verifiedName: null };
}
