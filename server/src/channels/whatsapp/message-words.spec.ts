import { expect, it } from '@jest/globals';
import { inboundMessage } from './inbound-shapes.ts';
import { wordsOf } from './message-words.ts';

it.each<[string, object, string]>([
  ['text', { type: 'text', text: { body: 'Héé 😀' } }, 'Héé 😀'],
  ['location', { type: 'location', location: { latitude: 52.1, longitude: 4.3 } }, 'openstreetmap.org/?mlat=52.1&mlon=4.3'],
  [
    'visiting card',
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Lucía' }, phones: [{ phone: '+1 983' }] }] },
    'Lucía, +1 983',
  ],
  ['reaction', { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } }, 'Reageerde met 👍 op een bericht'],
  ['reaction taken back', { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '' } }, 'Haalde een reactie'],
  ['button', { type: 'button', button: { payload: 'x', text: 'Afmelden' } }, 'Afmelden'],
  [
    'choice',
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { title: 'Snel', description: 'Morgen' } } },
    'Snel\nMorgen',
  ],
  [
    'form',
    { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: '{"maat":"42"}' } } },
    'maat: 42',
  ],
  [
    'form that is no object',
    { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: '7' } } },
    '7',
  ],
  [
    'order',
    { type: 'order', order: { product_items: [{ product_retailer_id: 'LAMP-1', quantity: 2, item_price: 30, currency: 'EUR' }] } },
    '2 × LAMP-1 (€ 30,00)',
  ],
  [
    'order in no money',
    { type: 'order', order: { product_items: [{ quantity: 1, item_price: 3, currency: 'punten' }] } },
    '1 × ? (3 punten)',
  ],
  [
    'ad',
    { type: 'text', text: { body: 'Info?' }, referral: { source_url: 'https://fb.me/x', headline: 'Lampen' } },
    'Via advertentie: Lampen',
  ],
  ['forwarded', { type: 'text', context: { forwarded: true }, text: { body: 'Kijk' } }, '[Doorgestuurd]\nKijk'],
  ['deleted or unsupported', { type: 'unsupported', errors: [{ code: 131051 }] }, 'verwijderde het bericht'],
  ['type of tomorrow', { type: 'hologram', hologram: { id: 3 } }, '(hologram)'],
  ['type with strange contents', { type: 'location', location: 'here', contacts: 7, order: [] }, '(location)'],
  ['number change', { type: 'system', system: { type: 'user_changed_number', wa_id: '31687654321' } }, '+31687654321'],
])('says in words what a message of the kind %s is', (_kind, given, words) => {
  expect(wordsOf(inboundMessage.parse({ id: 'wamid.x', ...given }), 'nl')).toContain(words);
});

it('says it in English where the shop does', () => {
  const reaction = { id: 'wamid.x', type: 'reaction', reaction: { message_id: 'wamid.y', emoji: '👍' } };
  expect(wordsOf(inboundMessage.parse(reaction), 'en')).toBe('Reacted with 👍 to a message');
});

it('names a file by its caption, or else by what it is', () => {
  const photo = (image: object) => wordsOf(inboundMessage.parse({ id: 'wamid.x', type: 'image', image: { id: '1', ...image } }), 'nl');
  expect([photo({ caption: 'Kapot' }), photo({})]).toEqual(['Kapot', '[Foto]']);
});
