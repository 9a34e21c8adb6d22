/**
 * Why something did not come in or go out, as the house itself says it. The API and the logs carry the English sentence;
 * the console recognises it and says it in the reader's language. `{name}` stands for what differs, such as the server's
 * own words, which nobody translates.
 */
const REASONS = {
  'attachment-missing': 'An attachment is missing from the file storage. Add it again and send the message anew.',
  'server-too-slow': 'The mail server took too long to accept the message.',
  'password-not-checked': 'The mail server cannot check the password now{words}',
  'partly-refused': 'Not delivered to everyone. Refused: {words}',
  'cannot-be-sent': 'The message cannot be sent: {words}',
  'recipients-refused-for-now': 'For now, the mail server refuses the recipients: {words}',
  'message-refused-for-now': 'For now, the mail server refuses the message{words}',
  'recipients-refused': 'The mail server refuses the recipients: {words}',
  'message-refused': 'The mail server refuses the message{words}',
  'account-throttled': 'The mail provider takes no more mail from this account for now{words}',
  'virus-found': 'A virus ({virus}) was found in {name}. Send the message anew without it.',
  'file-unscannable': 'The virus scanner cannot look into {name}; it is too large for it.',
  'file-not-scanned': 'The virus scanner has not looked at {name} yet.',
  'no-mail-address': '"{address}" is not a mail address. Send the message anew.',
  'token-renewed': 'The access token was renewed.',
  'gave-up': 'Tried for {hours} hours without success. {reason}',
  'channel-removed': 'The channel of this conversation was removed.',
  'channel-paused': 'The channel is paused; the message leaves when it is switched on again.',
  'channel-broken': 'The message leaves when the channel is put right in the settings. {reason}',
  'our-fault': 'Something went wrong on our side while sending.',
  'secrets-unreadable': 'The stored password cannot be decrypted, because BALIE_SECRET_KEY is another one. Enter the password again.',
  'wrong-password':
    '{host} refuses the user name "{user}" or its password. Some providers want an app password instead of the usual one.{words}',
  'host-not-found': 'The server name {host} does not exist. Check the spelling.{words}',
  'connection-refused': '{host} does not accept connections on port {port}. Check the port.{words}',
  'connection-timed-out': '{host} does not answer on port {port}. Check the name and the port; a firewall may be in between.{words}',
  'connection-lost': '{host} ended the connection.{words}',
  'certificate-invalid': 'The security certificate of {host} is not valid for this name. Use the server name your provider gives.{words}',
  'starttls-unsupported': '{host} does not offer STARTTLS on port {port}. Try TLS, usually on another port.{words}',
  'tls-failed': 'No TLS connection can be made with {host} on port {port}. Try STARTTLS, or another port.{words}',
  'encryption-failed': 'No encrypted connection can be made with {host} on port {port}.{words}',
  'not-this-protocol':
    'What answers on port {port} of {host} is not the mail server that is expected there, or it wants TLS. Check port and security.{words}',
  'address-not-allowed': '{host} is on a private network, which this installation does not allow.{words}',
  'no-inbox': 'The mailbox has no inbox that can be opened.{words}',
  'sender-refused': '{host} does not accept mail from this address.{words}',
  'connection-failed': 'The connection with {host} failed.{words}',
  'no-sender': 'The mail has no sender that could be answered.',
  'structure-unreadable': 'The structure of the mail cannot be read: {words}',
  'reading-too-slow': 'Reading the mail took longer than {seconds} seconds.',
  'reading-too-large': 'Reading the mail took more than {megabytes} MB of memory.',
  'parser-crashed': 'The message crashed the parser each time it was read.',
  'signature-invalid':
    'Somebody called our address with a wrong signature: the secret that is kept here is not the one that the provider signs with. Enter it again.',
  'whatsapp-window-closed':
    'The customer’s last message is more than 24 hours old; WhatsApp then takes approved templates alone. Choose a template, answer by mail or telephone, or wait until the customer writes again.',
  'window-closed':
    'It waited until the customer’s last message was more than {hours} hours old; no free answer is taken any more. Choose a template and send that instead.',
  'template-gaps':
    'The template has another number of gaps than were filled in. Fetch the templates anew, choose it again and fill in every gap.',
  'template-unknown':
    'WhatsApp does not know this template in this language (any more). The templates are fetched anew; choose another one.',
  'template-too-long': 'What was filled in makes the template too long. Choose it again and use fewer words.',
  'template-policy':
    'What was filled in breaks a rule of WhatsApp’s: new lines, or words that are not allowed there. Choose the template again and change them.',
  'template-format': 'What was filled in does not fit the template: a picture, file, code or amount is expected in another form.',
  'template-paused': 'WhatsApp has paused this template because customers complained about it. Choose another one.',
  'template-disabled':
    'WhatsApp has disabled this template for good. Choose another one, or have a new one approved in the WhatsApp Manager.',
  'template-form': 'The form behind this template does not work at present. Choose another template.',
  'whatsapp-unreachable':
    'WhatsApp cannot deliver to this customer: the number is not on WhatsApp (any more), has blocked you, or has a very old app.',
  'whatsapp-token':
    'WhatsApp does not accept the access token any more. Make a new one at Meta and enter it in the settings of this channel.',
  'whatsapp-permission':
    'The access token may not use this WhatsApp number. Give its user the permission whatsapp_business_messaging at Meta.',
  'whatsapp-locked': 'Meta has restricted this WhatsApp account. Look in the WhatsApp Manager what has to be done. {words}',
  'whatsapp-throttled': 'WhatsApp takes no more messages from this number for now.',
  'whatsapp-too-fast': 'WhatsApp takes no more messages to this customer for now: too many in a short time.',
  'whatsapp-unwanted': 'WhatsApp does not deliver this kind of message to the customer, who has had too many of them or wants none.',
  'whatsapp-down': 'WhatsApp does not answer properly for now. {words}',
  'whatsapp-refused': 'WhatsApp refuses the message: {words}',
  'whatsapp-uncertain': 'It is not known yet whether WhatsApp took the message; before it is tried again we wait for word of it.',
  'whatsapp-no-number': '"{address}" is no WhatsApp number. Answer a message that came by WhatsApp.',
  'whatsapp-empty': 'There is nothing to send: the message has neither text nor a file.',
  'whatsapp-file-later': 'A file of this message could not be fetched from WhatsApp yet; it is tried again by itself. {words}',
  'whatsapp-foreign-number':
    'This message is for the WhatsApp number with the id {number}, which is not connected. Connect it and try again.',
  'chat-visitor-gone': 'There is nobody to write to in the chat any more: the visitor was blocked or is gone. Answer by mail or telephone.',
  'relay-no-automatic': 'Addresses that a marketplace makes get no automatic answers: it counts them as evading its service norms.',
  'bol-no-automatic':
    'bol counts automatic answers, and answers that only ask for patience, as evading its service norms. Only a person may answer here.',
  'carrier-gone': 'The mailbox by which this channel works is disconnected: nothing comes in and nothing leaves. Connect it again.',
  'carrier-paused': 'The mailbox by which this channel works is paused: nothing comes in and nothing leaves. Switch it on again.',
  'bol-mailbox-gone': 'The mailbox of this bol channel is disconnected. Connect it again in the settings.',
  'bol-mailbox-paused': 'The mailbox of this bol channel is paused; the message leaves when it is switched on again.',
  'bol-wrong-sender':
    'bol takes answers from {contact} alone, the address that is confirmed there for customer questions. This mailbox sends from {address}. Change the one or the other in the settings.',
  'bol-cannot-send': 'This mailbox can only receive. Set a server for sending in the settings of the mailbox.',
  'bol-not-relay': 'Over bol only the customer’s address at bol can be answered, and {address} is none.',
  'bol-one-recipient': 'Over bol an answer goes to the customer alone. Take out the other recipients.',
  'bol-file-type': 'bol does not pass on {name}. Allowed are {types}.',
  'bol-file-size': 'The files are too large for bol: {megabytes} MB at most.',
  'bol-no-links': 'Over bol an answer may hold no links. Take out {link}.',
  'bol-address-refused':
    'bol did not pass this answer on, because it does not know {address} as your contact address for customer questions. Confirm it at bol under Settings, Contact preferences.{words}',
  'bol-relay-ended':
    'bol does not pass on to this customer any more: such an address works for some months only. Look in your seller account whether you can still reach them.{words}',
  'bol-contents-refused': 'bol did not pass this answer on because of what is in it, mostly an attachment.{words}',
  unreadable: 'The message could not be read.',
  'rule-nobody': 'There is nobody to answer: no customer has written here.',
  'rule-machine': 'What machines, lists and strangers write gets no automatic answer.',
  'rule-no-answers-here': 'No answer can be written by this channel.',
  'rule-answered': 'This customer had this answer already.',
  'rule-too-often': 'This customer has had several automatic answers today.',
  'rule-empty': 'Nothing was left to say: what the text asks for is not known.',
  'rule-circle': 'This rule led to it itself: it would have gone round in circles.',
  'rule-chain': 'Too many rules had set each other off.',
  'rule-wild': 'More than {most} times in an hour on one ticket: the rule was switched off.',
} as const;

export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as ReasonCode[];
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<Code extends ReasonCode> = Readonly<Record<Names<(typeof REASONS)[Code]>, string | number>>;

const PLACEHOLDER = /\{(\w+)\}/g;
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The English sentence. */
export function reason<Code extends ReasonCode>(
  code: Code,
  ...[values]: Names<(typeof REASONS)[Code]> extends never ? [] : [Values<Code>]
): string {
  const given: Readonly<Record<string, string | number>> = values ?? {};
  return REASONS[code].replace(PLACEHOLDER, (_whole, name: string) => String(given[name]));
}

export interface UnderstoodReason {
  readonly code: ReasonCode;
  /** By name. `reason` is a sentence of its own, to be understood again. */
  readonly values: Readonly<Record<string, string>>;
}

const PATTERNS = REASON_CODES.map((code) => {
  const names = [...REASONS[code].matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const parts = REASONS[code].split(PLACEHOLDER).filter((_part, index) => index % 2 === 0);
  return { code, names, pattern: new RegExp(`^${parts.map(literally).join('(.*?)')}$`, 's') };
});

/** What a sentence means; undefined when it is not one of ours: a server's own words, or a fault nobody foresaw. */
export function understandReason(text: string): UnderstoodReason | undefined {
  for (const { code, names, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return { code, values: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) };
  }
  return undefined;
}
