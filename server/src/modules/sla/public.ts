export { KnownThings } from './known-things.ts';
export { SendWebhook } from './send-webhook.ts';
export { slaBreached, slaWarned } from './sla.events.ts';
export { SlaModule } from './sla.module.ts';
export { calendarOf, SlaSettings } from './sla-settings.ts';
