/** For specs of providers, which take an action through by hand. */
export { OrderActionTurn } from '../order-action-turn.ts';
