export { type MarketplaceRules, MarketplaceRulesBook } from './marketplace-rules.ts';
export { type NormAtAGlance, NormStates } from './norm-states.ts';
export { NormsModule } from './norms.module.ts';
