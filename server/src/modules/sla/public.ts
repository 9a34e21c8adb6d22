export { type KeptPromises, PromiseFigures } from './promise-figures.ts';
export { slaChanged } from './sla.events.ts';
export { SlaModule } from './sla.module.ts';
