import { DomainError } from '../../platform/errors/domain-error.ts';

export class TicketNotAnswerable extends DomainError {
  readonly code = 'ticket_not_answerable';
  readonly kind = 'conflict';
  constructor(status: string) {
    super(`This ticket is ${status}. Open it first, then answer.`, { status });
  }
}

export class TicketChanged extends DomainError {
  readonly code = 'ticket_changed';
  readonly kind = 'conflict';
  /** @param current what the fields in question hold now */
  constructor(current: Record<string, unknown>) {
    super('A colleague changed this ticket meanwhile. Look at it again and repeat your change if it still fits.', { current });
  }
}

export class AssigneeUnavailable extends DomainError {
  readonly code = 'assignee_unavailable';
  readonly kind = 'invalid';
  constructor() {
    super('This colleague cannot take tickets. Choose someone who is active and may answer customers.');
  }
}

export class SnoozeInThePast extends DomainError {
  readonly code = 'snooze_in_the_past';
  readonly kind = 'invalid';
  constructor() {
    super('Choose a moment in the future to snooze until.');
  }
}

export class EmptyMessage extends DomainError {
  readonly code = 'empty_message';
  readonly kind = 'invalid';
  constructor() {
    super('Write something or attach a file first.');
  }
}

export class AttachmentUnknown extends DomainError {
  readonly code = 'attachment_unknown';
  readonly kind = 'invalid';
  constructor(attachmentIds: readonly string[]) {
    super('An attached file is not there any more. Remove it and attach it again.', { attachmentIds });
  }
}

export class UndoTooLate extends DomainError {
  readonly code = 'undo_too_late';
  readonly kind = 'conflict';
  constructor() {
    super('The reply is on its way already and cannot be taken back.');
  }
}

export class NotYourReply extends DomainError {
  readonly code = 'not_your_reply';
  readonly kind = 'forbidden';
  constructor() {
    super('Only the colleague who wrote this reply can take it back.');
  }
}

export class DeliveryNotFailed extends DomainError {
  readonly code = 'delivery_not_failed';
  readonly kind = 'conflict';
  constructor() {
    super('Only a reply that could not be delivered can be sent again.');
  }
}

export class InvalidRecipient extends DomainError {
  readonly code = 'invalid_recipient';
  readonly kind = 'invalid';
  constructor(addresses: readonly string[]) {
    super('This is not a mail address. Correct it and send again.', { addresses });
  }
}

export class ReplyWindowClosed extends DomainError {
  readonly code = 'reply_window_closed';
  readonly kind = 'conflict';
  constructor(hours: number) {
    super(`The customer wrote more than ${hours} hours ago, and this channel takes no free answer any more. Choose a template.`, { hours });
  }
}

export class TemplateNotSendable extends DomainError {
  readonly code = 'template_not_sendable';
  readonly kind = 'conflict';
  constructor(status = 'gone') {
    super(`This template cannot be sent (${status}). Choose another one.`, { status });
  }
}

export class TemplateIncomplete extends DomainError {
  readonly code = 'template_incomplete';
  readonly kind = 'invalid';
  constructor(fault: { readonly fault: string; readonly key?: string }) {
    super(
      fault.fault === 'missing' ? 'Fill in every gap of the template.' : 'What was filled in makes the template too long. Use fewer words.',
      { ...fault },
    );
  }
}

export class TemplateNeedsFile extends DomainError {
  readonly code = 'template_needs_file';
  readonly kind = 'invalid';
  constructor(header: string) {
    super(header === 'text' ? 'A file cannot go along with this template.' : `This template needs one file: ${header}.`, { header });
  }
}

export class NoReactionsHere extends DomainError {
  readonly code = 'no_reactions_here';
  readonly kind = 'conflict';
  constructor() {
    super('No sign can be put to this message. Write an answer.');
  }
}

export class QuotedElsewhere extends DomainError {
  readonly code = 'quoted_elsewhere';
  readonly kind = 'invalid';
  constructor() {
    super('The message that is referred to is not in this ticket any more. Send the answer without it.');
  }
}

export class ChannelDisconnected extends DomainError {
  readonly code = 'channel_disconnected';
  readonly kind = 'conflict';
  constructor() {
    super('The channel of this conversation was disconnected. Connect it again in the settings, then answer.');
  }
}

export class WayOfAnotherShop extends DomainError {
  readonly code = 'way_of_another_shop';
  readonly kind = 'conflict';
  constructor() {
    super('That channel belongs to another shop. Answer by a channel of the shop that the customer wrote to.');
  }
}

/** The provider would not take it; `detail` says why and what to do. */
export class SendingRefused extends DomainError {
  readonly code = 'sending_refused';
  readonly kind = 'invalid';
  constructor(why: string) {
    super(why, { reason: why });
  }
}

/** What is said of one message would be said of others. */
export class MessageNotAlone extends DomainError {
  readonly code = 'message_not_alone';
  readonly kind = 'conflict';
  constructor() {
    super('Others have written in this ticket since. Give the message a ticket of its own first.');
  }
}

export class FileTooLarge extends DomainError {
  readonly code = 'file_too_large';
  readonly kind = 'too_large';
  constructor(maxBytes: number) {
    super(`A file may be ${Math.floor(maxBytes / 1024 / 1024)} MB at most. Share a larger one by a link.`, { maxBytes });
  }
}

export class FileInfected extends DomainError {
  readonly code = 'file_infected';
  readonly kind = 'forbidden';
  constructor(virus: string) {
    super('A virus was found in this file. Nobody gets it; ask its sender for a clean one.', { virus });
  }
}

export class FileUnscannable extends DomainError {
  readonly code = 'file_unscannable';
  readonly kind = 'forbidden';
  constructor() {
    super('The virus scanner cannot look into this file, mostly because it is too large for it. An owner can fetch it.');
  }
}

export class FileNotScanned extends DomainError {
  readonly code = 'file_not_scanned';
  readonly kind = 'unavailable';
  constructor() {
    super('The virus scanner has not looked at this file yet. Try again in a minute.');
  }
}

export class NoFile extends DomainError {
  readonly code = 'no_file';
  readonly kind = 'invalid';
  constructor() {
    super('Send the file as the form field "file".');
  }
}

export class TicketMerged extends DomainError {
  readonly code = 'ticket_merged';
  readonly kind = 'conflict';
  constructor() {
    super('This ticket was merged into another. Go on there, or take the merge back first.');
  }
}

export class TicketNotMerged extends DomainError {
  readonly code = 'ticket_not_merged';
  readonly kind = 'conflict';
  constructor() {
    super('This ticket is not merged into another: there is nothing to take back.');
  }
}

export class MergeWithItself extends DomainError {
  readonly code = 'merge_with_itself';
  readonly kind = 'invalid';
  constructor() {
    super('A ticket cannot be merged into itself. Choose another one.');
  }
}

export class SplitTakesAll extends DomainError {
  readonly code = 'split_takes_all';
  readonly kind = 'conflict';
  constructor() {
    super('At least one message has to stay in the ticket. Choose fewer.');
  }
}

export class SplitWithoutCustomer extends DomainError {
  readonly code = 'split_without_customer';
  readonly kind = 'conflict';
  constructor() {
    super('A ticket needs a customer. Choose at least one message of the customer.');
  }
}
