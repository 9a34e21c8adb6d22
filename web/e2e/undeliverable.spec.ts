import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { conversation } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** An answer that does not arrive is told where it stands, without a refresh. */

test('an answer that came back says why, marks the address, and calls for somebody; one that is late only says so', async ({
  page,
  desk,
  backstage,
}) => {
  await backstage.setFate('weg@klanten.test', { action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' });
  await desk.receive({ from: 'Jan de Vries <weg@klanten.test>', subject: 'Waar blijft mijn fiets', text: 'Ik wacht al een week.' });
  await open(page, 'Waar blijft mijn fiets');
  await reply(page).fill('Hij komt morgen.');
  await page.keyboard.press('Control+Enter');
  const answer = messageSaying(page, 'Hij komt morgen.');
  await expect(answer.getByRole('alert')).toContainText('Adres bestaat niet');
  await expect(answer.getByRole('alert')).toContainText('Kwam niet aan bij weg@klanten.test');
  await expect(conversation(page).getByText('Een antwoord kwam niet aan bij weg@klanten.test: adres bestaat niet')).toBeVisible();
  const customer = page.getByRole('complementary', { name: 'Klant' });
  await expect(customer.getByRole('listitem').filter({ hasText: 'weg@klanten.test' })).toContainText('Adres bestaat niet');
  await expect(page.getByRole('status').filter({ hasText: 'Mail aan weg@klanten.test kwam terug' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name: /Mislukt/ })).toContainText('1');
  await takeScreens(page, 'bounced', expectAccessible);

  await desk.ask(page, 'PATCH', '/api/me', { locale: 'en' });
  await page.reload();
  await expect(messageSaying(page, 'Hij komt morgen.').getByRole('alert')).toContainText('Address does not exist');
  await expect(messageSaying(page, 'Hij komt morgen.').getByRole('alert')).toContainText('Did not reach weg@klanten.test');
  await desk.ask(page, 'PATCH', '/api/me', { locale: 'nl' });

  await backstage.setFate('laat@klanten.test', { action: 'delayed', status: '4.4.1', diagnostic: 'Connection timed out' });
  await desk.receive({ from: 'Kim Bakker <laat@klanten.test>', subject: 'Kan ik ruilen', text: 'De band past niet.' });
  await open(page, 'Kan ik ruilen');
  await reply(page).fill('Dat kan.');
  await page.keyboard.press('Control+Enter');
  await expect(conversation(page).getByText('Een antwoord aan laat@klanten.test is vertraagd')).toBeVisible();
  await expect(messageSaying(page, 'Dat kan.')).toContainText('Verstuurd');
  await expect(messageSaying(page, 'Dat kan.').getByRole('alert')).toHaveCount(0);
  await expectAccessible(page);

  // Spam is not answered: that the button does nothing can be seen, and read.
  await page.getByRole('button', { name: 'Naar spam' }).click();
  await expect(page.getByRole('button', { name: /^Status wijzigen: Spam/u })).toBeVisible();
  await takeScreens(page, 'composer-blocked', expectAccessible);
});
