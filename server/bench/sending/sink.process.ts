import { SmtpSink } from '../../src/channels/email/testing/smtp-sink.ts';

/** Entry of the process that receives: on a processor of its own, for both who send. */
const sink = await SmtpSink.start();
process.on('message', () => process.send?.({ count: sink.mails.length, ids: new Set(sink.mails.map(({ messageId }) => messageId)).size }));
process.on('disconnect', () => process.exit());
process.send?.({ port: sink.port });
