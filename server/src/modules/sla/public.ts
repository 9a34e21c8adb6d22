export { KnownThings } from './known-things.ts';
export { SendWebhook } from './send-webhook.ts';
export { type ClockSignal, slaBreached, slaWarned } from './sla.events.ts';
export { SlaModule } from './sla.module.ts';
export { calendarOf, type MeasuringSettings, SlaSettings } from './sla-settings.ts';
