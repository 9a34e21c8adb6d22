import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { conversation } from './support/desk.ts';
import { expect } from './support/test.ts';

/** Conversations that belong together, or do not. */

test('two tickets become one from the palette, and two again', async ({ page, desk }) => {
  const [one, other] = await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  await open(page, 'Vraag 1');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Alles zoeken en doen' })).toBeVisible();
  await page.keyboard.type('samenvoegen');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `#${one?.number} samenvoegen` });
  await expect(dialog.getByText('Deze klant heeft geen andere tickets')).toBeVisible();
  await page.keyboard.type(`#${other?.number}`);
  await expect(dialog.getByRole('option', { name: /Vraag 2/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await expect(messageSaying(page, 'Ik heb een vraag over: Vraag 1')).toBeVisible();
  await expect(messageSaying(page, 'Ik heb een vraag over: Vraag 2')).toBeVisible();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(page.getByRole('heading', { name: 'Vraag 1', level: 2 })).toBeVisible();
  await expect(messageSaying(page, 'Ik heb een vraag over: Vraag 1')).toBeVisible();
  await expect(conversation(page).getByRole('article')).toHaveCount(1);

  await desk.ask(page, 'POST', `/api/tickets/${one?.id}/merge`, { intoTicketId: other?.id });
  // An old link leads to where it went.
  await page.goto(`/inbox/open?ticket=${one?.number}`);
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
});

test('a stranger in a conversation is shown as one, and gets a ticket of their own', async ({ page, desk }) => {
  const first = await desk.receive({ subject: 'Mijn fiets', text: 'Is hij klaar?' });
  await open(page, 'Mijn fiets');
  await desk.receive({
    from: 'Piet Elders <piet@elders.test>',
    subject: 'Heel iets anders',
    text: 'Doe mij er ook een',
    references: [first],
  });
  const notice = conversation(page).getByText('piet@elders.test was niet eerder in dit gesprek');
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Eigen ticket geven' }).click();
  await expect(notice).toHaveCount(0);
  await expect(conversation(page).getByRole('article')).toHaveCount(1);
  await conversation(page)
    .getByRole('button', { name: /Ticket #\d+ openen/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Heel iets anders', level: 2 })).toBeVisible();
  await expect(messageSaying(page, 'Doe mij er ook een')).toBeVisible();
});

test('messages that come and go far back in a long conversation do so on every screen', async ({ page, browser, desk }) => {
  const [old] = await desk.receiveTickets(['Vraag 1']);
  const [long] = await desk.receiveTickets(['Vraag 2']);
  for (let index = 1; index <= 45; index++) {
    const note = { idempotencyKey: randomUUID(), html: `<p>Notitie ${index}</p>` };
    await desk.ask(page, 'POST', `/api/tickets/${long?.id}/notes`, note);
  }
  const colleague = await desk.colleague(browser, 'Fatima Bakker');
  const screens = [page, colleague];
  const question = (at: Page, number: number) => messageSaying(at, `Ik heb een vraag over: Vraag ${number}`);
  for (const screen of screens) {
    await open(screen, 'Vraag 2');
    await expect(messageSaying(screen, 'Notitie 45')).toBeVisible();
  }
  // One has read back to the beginning, the other has not.
  await messageSaying(page, 'Notitie 20').first().scrollIntoViewIfNeeded();
  await expect(question(page, 2)).toHaveCount(1);
  await expect(messageSaying(colleague, 'Notitie 5')).toHaveCount(0);

  await desk.ask(colleague, 'POST', `/api/tickets/${old?.id}/merge`, { intoTicketId: long?.id });
  await expect(question(page, 1)).toHaveCount(1);
  for (const screen of screens) await expect(conversation(screen).getByText('voegde hier een ticket bij')).toBeVisible();
  await desk.ask(colleague, 'POST', `/api/tickets/${old?.id}/unmerge`);
  await expect(question(page, 1)).toHaveCount(0);
  await expect(question(page, 2)).toHaveCount(1);

  await desk.ask(page, 'POST', `/api/tickets/${old?.id}/merge`, { intoTicketId: long?.id });
  await messageSaying(colleague, 'Notitie 25').scrollIntoViewIfNeeded();
  await expect(question(colleague, 1)).toHaveCount(1);
  await expect(conversation(colleague).getByRole('article')).toHaveCount(47);
});

test('who is writing when the ticket goes up in another writes on there', async ({ page, browser, desk }) => {
  const [one, other] = await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  const colleague = await desk.colleague(browser, 'Fatima Bakker');
  await open(page, 'Vraag 1');
  await reply(page).click();
  await page.keyboard.type('Beste klant');
  await desk.ask(colleague, 'POST', `/api/tickets/${one?.id}/merge`, { intoTicketId: other?.id });
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await expect(reply(page)).toBeFocused();
  await page.keyboard.type(', je fiets is klaar');
  await expect(reply(page)).toHaveText('Beste klant, je fiets is klaar');
  const kept = async () => {
    const detail = await desk.ask<{ drafts: { content: { html: string } }[] }>(page, 'GET', `/api/tickets/${other?.id}`);
    return detail.drafts.map(({ content }) => content.html);
  };
  await expect.poll(kept).toEqual(['<p>Beste klant, je fiets is klaar</p>']);
  await page.reload();
  await expect(reply(page)).toHaveText('Beste klant, je fiets is klaar');

  // Letters that come while the place of the text changes are no commands: the ticket stays as it is.
  await desk.ask(colleague, 'POST', `/api/tickets/${one?.id}/unmerge`);
  await open(page, 'Vraag 1');
  await reply(page).click();
  const typing = page.keyboard.type('eeneeneeneeneeneeneeneeneeneeneeneeneeneen', { delay: 60 });
  await desk.ask(colleague, 'POST', `/api/tickets/${one?.id}/merge`, { intoTicketId: other?.id });
  await typing;
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await expect(reply(page)).toContainText('Beste klant, je fiets is klaar');
  await expect(reply(page)).toContainText('eeneeneen');
  expect(await desk.ask<{ ticket: object }>(page, 'GET', `/api/tickets/${other?.id}`)).toMatchObject({ ticket: { status: 'open' } });
});
