import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { FigureName } from '@balie/shared/contracts/order-sources.ts';
import { Injectable } from '@nestjs/common';

export interface RuleOfFigure {
  readonly name: FigureName;
  readonly condition: '<=' | '>=';
  /** Where the marketplace itself tells none. */
  readonly threshold: number;
  readonly unit: 'percent' | 'rating';
  readonly givesStrikes: boolean;
  /** Fewer wrong ones in a week do not count. */
  readonly fewest: number;
}

/** What a marketplace holds its shops to; whoever serves it says so at start. */
export interface MarketplaceRules {
  /** Of the channel its questions come by, and of the source its orders come from. */
  readonly kind: ChannelKind;
  /** As people call it. */
  readonly label: string;
  readonly timeZone: string;
  /** ISO 3166; their holidays do not count, nor do Saturdays and Sundays. */
  readonly holidaysOf: readonly string[];
  /** A first answer is in time until then; a question is open for long from then on. Of days that count. */
  readonly answerMs: number;
  readonly longMs: number;
  /** Minutes since midnight of working days, in which telephones are measured. */
  readonly callHours: { readonly from: number; readonly until: number };
  /** So many late answers in a week, and it writes. */
  readonly mailAt: number;
  /** Weeks in which strikes count, and how many close the shop. */
  readonly strikeWeeks: number;
  readonly closedAt: number;
  /** In the order in which they are shown. */
  readonly figures: readonly RuleOfFigure[];
}

/** The rules of all marketplaces that are served here. */
@Injectable()
export class MarketplaceRulesBook {
  private readonly known = new Map<string, MarketplaceRules>();

  /** Call it in `onModuleInit`. */
  register(rules: MarketplaceRules): void {
    if (this.known.has(rules.kind)) throw new Error(`Two sets of rules for the marketplace ${rules.kind}`);
    this.known.set(rules.kind, rules);
  }

  find(kind: string | null): MarketplaceRules | undefined {
    return kind === null ? undefined : this.known.get(kind);
  }

  kinds(): string[] {
    return [...this.known.keys()];
  }
}
