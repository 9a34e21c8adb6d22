import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, test } from './support/at-desk.ts';
import { conversation } from './support/desk.ts';
import { expect } from './support/test.ts';

/** Conversations that belong together, or do not. */

test.describe.configure({ timeout: 120_000 });

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
