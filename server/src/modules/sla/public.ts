export { holidaysOf } from './holidays.ts';
export { KnownThings } from './known-things.ts';
export { type KeptPromises, PromiseFigures } from './promise-figures.ts';
export { SendWebhook } from './send-webhook.ts';
export { slaBreached, slaChanged, slaWarned } from './sla.events.ts';
export { SlaModule } from './sla.module.ts';
export { calendarOf, SlaSettings } from './sla-settings.ts';
export { storyOf } from './ticket-story.ts';
