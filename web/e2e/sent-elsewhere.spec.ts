import { randomUUID } from 'node:crypto';
import { messageSaying, open, test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { mailOf } from './support/mail.ts';
import { expect } from './support/test.ts';

test("what a colleague answered from a phone stands in the ticket at once, once, under the colleague's name", async ({
  page,
  desk,
  house,
  backstage,
}) => {
  const question = await desk.receive({ subject: 'Past dit zadel', text: 'Op een damesfiets?' });
  await open(page, 'Past dit zadel');
  const sent = mailOf({
    from: `Sanne mobiel <${house.owner.email}>`,
    to: 'Jan de Vries <jan@klanten.test>',
    subject: 'Re: Past dit zadel',
    text: 'Ja hoor, dat past altijd.',
    messageId: `<${randomUUID()}@telefoon.test>`,
    references: [question],
  });
  // Kept twice: by the phone, and by the server it sent through.
  for (let copy = 0; copy < 2; copy++) await backstage.append(desk.address, 'Sent', sent);
  const answer = messageSaying(page, 'Ja hoor, dat past altijd.');
  await expect(answer).toHaveCount(1);
  await expect(answer).toHaveAttribute('aria-label', `Antwoord van ${house.owner.name}`);
  await expect(answer).toContainText('Verstuurd');
  await expect(conversation(page).getByRole('article')).toHaveCount(2);
  // The row does not go from under the hand; it says where it belongs now.
  await expect(rowOf(page, 'Past dit zadel')).toContainText('Nu wacht op klant');
  await page.getByRole('link', { name: /^Wacht op klant\s*1$/ }).click();
  await expect(page.getByRole('list', { name: 'Wacht op klant' }).getByRole('link').filter({ hasText: 'Past dit zadel' })).toBeVisible();
});
