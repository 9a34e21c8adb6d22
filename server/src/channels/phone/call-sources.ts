import type { PhoneProvider } from '@balie/shared/contracts/phone.ts';
import type { CallSource } from './call-event.ts';
import { generic } from './generic.source.ts';
import { twilio } from './twilio.source.ts';
import { voys } from './voys.source.ts';

/** A new provider is a file and a line. */
export const CALL_SOURCES: Readonly<Record<PhoneProvider, CallSource>> = { twilio, voys, generic };
