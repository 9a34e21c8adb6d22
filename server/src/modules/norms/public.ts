export { type MarketplaceRules, MarketplaceRulesBook } from './marketplace-rules.ts';
export { NormsModule } from './norms.module.ts';
