import type { FigureName } from '@balie/shared/contracts/order-sources.ts';
import type { Order, OrderActionFault, OrderReturn, ReturnResolution, ShipmentEventCode } from '@balie/shared/contracts/orders.ts';
import { Injectable } from '@nestjs/common';

/** A connected web shop or marketplace as its provider sees it: settings in the provider's own shape, secrets decrypted. */
export interface ConnectedSource {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: string;
  readonly name: string;
  readonly settings: unknown;
  readonly secrets: unknown;
}

export interface ProviderLine {
  readonly externalId: string;
  readonly title: string;
  readonly sku: string;
  readonly quantity: number;
  readonly shipped: number;
  readonly cancelled: number;
  /** In the smallest unit of the currency. */
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly promise: { readonly day: string; readonly exact: boolean; readonly evening: boolean } | null;
  readonly cancelRequested: boolean;
  readonly sentBy: 'shop' | 'marketplace';
  readonly changedAt: Date;
}
export interface ProviderOrder {
  readonly number: string;
  readonly placedAt: Date;
  /** No more than tells whether it is the right customer. `email`: in lower case; may be a relay. */
  readonly customer: { readonly name: string; readonly city: string; readonly email: string };
  readonly currency: string;
  readonly lines: readonly ProviderLine[];
  /** What this provider tells besides. */
  readonly facts: object;
}

export interface ProviderShipment {
  readonly externalId: string;
  readonly orderNumber: string;
  readonly shippedAt: Date | null;
  readonly items: number;
  /** Null where a list tells that it is there and no more. */
  readonly track: {
    readonly carrier: string;
    readonly trackingCode: string;
    readonly events: readonly { readonly code: ShipmentEventCode; readonly at: string; readonly words: string }[];
    /** Nothing more will happen to it. */
    readonly ended: boolean;
  } | null;
}

export interface ProviderReturn {
  readonly externalId: string;
  readonly returnNumber: string;
  readonly orderNumber: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
  readonly comment: string;
  readonly registeredAt: Date;
  readonly handled: boolean;
  readonly results: OrderReturn['results'];
  /** Null where a list does not tell. */
  readonly details: { readonly title: string; readonly carrier: string; readonly trackingCode: string } | null;
}

export interface ProviderFigure {
  readonly name: FigureName;
  readonly year: number;
  readonly week: number;
  readonly unit: 'percentage' | 'average';
  readonly score: { readonly numerator: number; readonly denominator: number; readonly value: number; readonly conforms: boolean } | null;
  readonly norm: { readonly condition: '<=' | '>='; readonly value: number } | null;
}

/** A task in the provider's own ids. */
export type ProviderTask =
  | {
      readonly kind: 'handle_return';
      readonly orderNumber: string;
      readonly returnId: string;
      /** Of the whole parcel, where the provider tells the two apart. */
      readonly returnNumber: string | undefined;
      readonly resolution: ReturnResolution;
      readonly quantity: number;
    }
  | { readonly kind: 'cancel_lines'; readonly orderNumber: string; readonly lineIds: readonly string[] };

export type TaskOutcome =
  /** It has it. `ref`: by which it can be asked how it gets on. */
  | { readonly outcome: 'working'; readonly ref: string }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed'; readonly fault: OrderActionFault }
  /** Tried again. `mayBeDone`: nobody knows whether it reached the provider. */
  | { readonly outcome: 'later'; readonly afterSeconds: number; readonly mayBeDone: boolean; readonly fault: OrderActionFault }
  | { readonly outcome: 'unclear'; readonly fault: OrderActionFault };

/** What every web shop or marketplace is to the orders. It registers itself in `OrderProviders`. */
export abstract class OrderProvider {
  abstract readonly kind: string;
  abstract readonly can: Order['can'];

  /**
   * Brings orders in until the signal aborts; never rejects for a failing provider (it reports through `SourceHealth` and
   * goes on). It may end by itself when nothing can be done without a person. In one process at a time.
   */
  abstract pull(source: ConnectedSource, signal: AbortSignal): Promise<void>;

  /** Reads one order anew, with all that belongs to it. @returns false: there is none @throws {Error} when it cannot be asked now */
  abstract refresh(source: ConnectedSource, number: string): Promise<boolean>;

  /** Asks for it, once. What happens outside is a value, not an exception. */
  abstract start(source: ConnectedSource, task: ProviderTask): Promise<TaskOutcome>;

  /** Was this asked for since then, by a process that died before it could say so? @returns null: nothing is known of it */
  abstract find(source: ConnectedSource, task: ProviderTask, since: Date): Promise<TaskOutcome | null>;

  /** How what it works at gets on. @param ref as `start` told */
  abstract check(source: ConnectedSource, task: ProviderTask, ref: string): Promise<TaskOutcome>;
}

/** All providers of this house, by kind. The orders ask here and never learn a provider's name. */
@Injectable()
export class OrderProviders {
  private readonly providers = new Map<string, OrderProvider>();

  /** Call it in `onModuleInit`. */
  register(provider: OrderProvider): void {
    if (this.providers.has(provider.kind)) throw new Error(`Two providers of orders of the kind ${provider.kind}`);
    this.providers.set(provider.kind, provider);
  }

  /** @throws {Error} for a kind that no provider serves */
  get(kind: string): OrderProvider {
    const provider = this.providers.get(kind);
    if (!provider) throw new Error(`No provider of orders of the kind ${kind}`);
    return provider;
  }

  kinds(): readonly string[] {
    return [...this.providers.keys()];
  }
}
