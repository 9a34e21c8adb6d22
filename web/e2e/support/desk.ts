import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import type { Backstage } from './backstage.ts';
import type { BalieServer } from './balie-server.ts';
import { mailOf } from './mail.ts';

interface CustomerMail {
  readonly from?: string;
  readonly subject: string;
  readonly text?: string;
  /** Instead of `text`. */
  readonly html?: string;
  /** Ids with angle brackets of what it answers, oldest first. */
  readonly references?: readonly string[];
}

/** A shop at work: its mailbox is connected, customers write to it, and colleagues sit at browsers of their own. */
export class Desk {
  private constructor(
    private readonly balie: BalieServer,
    private readonly backstage: Backstage,
    private readonly owner: Page,
    readonly address: string,
  ) {}

  /** @param owner a page on which the owner of the house is signed in */
  static async open(owner: Page, balie: BalieServer, backstage: Backstage): Promise<Desk> {
    const address = `service-${randomUUID().slice(0, 8)}@fietsenmaker.test`;
    await backstage.addMailbox(address, 'postbusgeheim');
    const desk = new Desk(balie, backstage, owner, address);
    const { imapPort, smtpPort } = await backstage.mailServer();
    const endpoint = { host: '127.0.0.1', security: 'none', user: address, password: 'postbusgeheim' };
    const { items: shops } = await desk.ask<{ items: { id: string }[] }>(owner, 'GET', '/api/shops');
    await desk.ask(owner, 'POST', '/api/channels/email/accounts', {
      address,
      imap: { ...endpoint, port: imapPort },
      smtp: { ...endpoint, port: smtpPort },
      shopId: shops[0]?.id,
      name: 'Klantenservice',
      historyDays: null,
    });
    return desk;
  }

  /** What the console asks the server, without the console. @returns the answer, undefined when there is none */
  async ask<Answer = unknown>(page: Page, method: string, path: string, data?: object): Promise<Answer> {
    const answer = await page.request.fetch(`${this.balie.url}${path}`, { method, ...(data ? { data } : {}) });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as Answer;
  }

  /** A customer's mail on its way. @returns its Message-ID, with angle brackets */
  async receive({ from = 'Jan de Vries <jan@klanten.test>', subject, text = '', html, references }: CustomerMail): Promise<string> {
    const messageId = `<${randomUUID()}@klanten.test>`;
    const mail = { from, to: this.address, subject, text, messageId, ...(references ? { references } : {}) };
    const raw = html === undefined ? mailOf(mail) : htmlMail(mail, html);
    await this.backstage.deliver(this.address, raw, 'klant@klanten.test');
    return messageId;
  }

  /** Mails of as many customers, each a ticket of its own; waits until all stand in the inbox, oldest first. */
  async receiveTickets(subjects: readonly string[]): Promise<TicketSeen[]> {
    for (const [index, subject] of subjects.entries()) {
      await this.receive({
        from: `Klant ${index + 1} <klant${index + 1}@klanten.test>`,
        subject,
        text: `Ik heb een vraag over: ${subject}`,
      });
    }
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { items } = await this.ask<{ items: TicketSeen[] }>(this.owner, 'GET', '/api/views/open/tickets?limit=100');
      if (subjects.every((subject) => items.some((ticket) => ticket.subject === subject))) {
        return subjects.flatMap((subject) => items.filter((ticket) => ticket.subject === subject));
      }
      if (Date.now() > deadline) throw new Error(`The mails did not arrive; there are: ${items.map(({ subject }) => subject).join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** A colleague who may answer, signed in at a browser of their own. */
  async colleague(browser: Browser, name: string): Promise<Page> {
    const email = `${name.split(' ')[0]?.toLowerCase()}@fietsenmaker.test`;
    const invitation = await this.ask<{ link: string }>(this.owner, 'POST', '/api/invitations', { email, role: 'agent' });
    const token = invitation.link.split('/').at(-1) ?? '';
    const context = await browser.newContext({
      baseURL: this.balie.url,
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await this.ask(page, 'POST', `/api/invitations/by-token/${token}/accept`, { name, password: 'nog een lang wachtwoord', locale: 'nl' });
    return page;
  }
}

export interface TicketSeen {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
}

function htmlMail(
  {
    from,
    to,
    subject,
    messageId,
    references = [],
  }: { from: string; to: string; subject: string; messageId: string; references?: readonly string[] },
  html: string,
): string {
  const headers = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: ${messageId}`, `Date: ${new Date().toUTCString()}`];
  if (references.length > 0) headers.push(`References: ${references.join(' ')}`);
  const body =
    Buffer.from(html)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...body,
    '',
  ].join('\r\n');
}

/** Rows of the list, as a customer's name and subject stand in them. */
export const rowOf = (page: Page, subject: string) => page.getByRole('listitem').getByRole('link').filter({ hasText: subject });
export const subjectsInOrder = async (page: Page, list = 'Alle open'): Promise<string[]> => {
  const rows = page.getByRole('list', { name: list }).getByRole('link');
  return (await rows.allTextContents()).map((text) => /Vraag \d+/.exec(text)?.[0] ?? text);
};
export const conversation = (page: Page) => page.getByRole('log');
