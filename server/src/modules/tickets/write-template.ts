import type { ChosenTemplate, MessageTemplate } from '@balie/shared/contracts/templates.ts';
import { cleanValues, templateFault, templateText, templateVariables } from '@balie/shared/domain/templates.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { htmlOfText } from './html-of-text.ts';
import { MessageTemplates } from './message-templates.ts';
import type { OutgoingTemplate } from './outgoing-messages.ts';
import { TemplateIncomplete, TemplateNeedsFile, TemplateNotSendable } from './ticket.errors.ts';
import { clean, type WrittenMessage } from './written-message.ts';

interface Given {
  readonly html: string;
  readonly attachmentIds: readonly string[];
  readonly template?: ChosenTemplate | undefined;
}
export type Composed = WrittenMessage & { readonly template?: OutgoingTemplate };

const FILES = new Set(['image', 'video', 'document']);

/** What a colleague sends: their own words, or those of a template with its gaps filled in. */
@Injectable()
export class WriteTemplate {
  constructor(private readonly templates: MessageTemplates) {}

  /** @throws {EmptyMessage | TemplateNotSendable | TemplateIncomplete | TemplateNeedsFile} */
  async compose(tx: Tx, channelAccountId: string, given: Given): Promise<Composed> {
    if (!given.template) return clean(given);
    const values = cleanValues(given.template.values);
    const template = await this.templates.find(tx, channelAccountId, given.template.id);
    if (!template?.sendable || template.status !== 'approved') throw new TemplateNotSendable(template?.status);
    const fault = templateFault(template, values);
    if (fault) throw new TemplateIncomplete(fault);
    const kind = template.header?.kind ?? 'text';
    if (given.attachmentIds.length !== (FILES.has(kind) ? 1 : 0)) throw new TemplateNeedsFile(kind);
    const text = storable(templateText(template, values));
    return { id: newId(), html: htmlOfText(text), text, template: outgoing(template, values) };
  }
}

function outgoing(template: MessageTemplate, values: Readonly<Record<string, string>>): OutgoingTemplate {
  const { id, name, language, header } = template;
  const filled = templateVariables(template).map(({ key, part, index, name: variable }) => ({
    part,
    index,
    kind: part === 'button' ? (template.buttons[index]?.kind ?? 'other') : 'text',
    name: variable,
    text: storable(values[key] ?? ''),
  }));
  return { id, name, language, header: header?.kind ?? null, values: filled };
}
