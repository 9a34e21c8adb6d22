import iconv from 'iconv-lite';
import { base64, compound, part, quotedPrintable, sample, text } from './corpus-mail.ts';

/** The bytes of `words` in a charset, and `label` as what they are called. */
const body = (charset: string, words: string, label = charset) =>
  sample(`charset ${label === charset ? charset : `${charset} called ${label || 'nothing'}`}`, typed(label), iconv.encode(words, charset), {
    text: words,
  });
const typed = (charset: string) => ({ 'Content-Type': charset === '' ? 'text/plain' : `text/plain; charset=${charset}` });
const encoded = (charset: string) => ({ ...typed(charset), 'Content-Transfer-Encoding': 'base64' });
/** "Konnichiwa" as ISO-2022-JP (RFC 1468) writes it. */
const JAPANESE = Buffer.from('\u001b$B$3$s$K$A$O\u001b(B', 'latin1');
const EURO = 'Trui van € 25,– “blauw”';

/** Every charset that customers of Dutch shops write in, by its own name, by another and by none. */
export const charsets = [
  body('utf-8', 'Café, één, naïef, ☕'),
  body('iso-8859-1', 'Café, één, naïef'),
  body('iso-8859-15', 'Trui van € 25, één'),
  body('windows-1252', EURO),
  body('windows-1250', 'Zażółć gęślą jaźń'),
  body('windows-1251', 'Привет, где мой заказ?'),
  body('windows-1253', 'Καλημέρα'),
  body('windows-1254', 'İyi günler, şimdi'),
  body('windows-1255', 'שלום'),
  body('windows-1256', 'مرحبا'),
  body('windows-1257', 'Laba diena, čęėįšųūž'),
  body('windows-1258', 'Chào'),
  body('iso-8859-2', 'Dobrý den, příště'),
  body('iso-8859-9', 'Merhaba, ığüşöç'),
  body('koi8-r', 'Здравствуйте'),
  body('koi8-u', 'Добрий день, їжак'),
  body('gb2312', '你好，我的订单在哪里'),
  body('gbk', '你好，鎔'),
  body('gb18030', '你好，𠀀'),
  body('big5', '您好，訂單'),
  body('euc-kr', '안녕하세요'),
  body('shift_jis', 'こんにちは'),
  body('euc-jp', 'こんにちは'),
  body('cp850', 'Café één', 'cp850'),
  body('cp437', 'Café één', 'ibm437'),
  sample('charset utf-16le', encoded('utf-16le'), base64(Buffer.from('Café', 'utf16le')), { text: 'Café' }),
  sample('charset utf-16 with a mark', encoded('utf-16'), base64(Buffer.from('\ufeffCafé', 'utf16le')), { text: 'Café' }),
  sample('charset utf-7', typed('utf-7'), 'Caf+AOk-, 1 +- 1, +ZeVnLIqe-', { text: 'Café, 1 + 1, 日本語' }),
  sample('charset unicode-1-1-utf-7', typed('unicode-1-1-utf-7'), 'Caf+AOk-', { text: 'Café' }),
  sample('charset iso-2022-jp', typed('iso-2022-jp'), JAPANESE, { text: 'こんにちは' }),
  sample('charset iso-2022-jp called nothing', {}, JAPANESE, { text: 'こんにちは' }),
  sample('charset iso-2022-jp called us-ascii', typed('us-ascii'), JAPANESE, { text: 'こんにちは' }),
  body('utf-8', 'Café, één ☕', 'iso-8859-1'),
  body('utf-8', 'Café, één ☕', 'us-ascii'),
  body('utf-8', 'Café, één ☕', ''),
  body('utf-8', 'Café, één ☕', 'windows-1252'),
  body('utf-8', 'Café, één ☕', 'x-bestaat-niet'),
  body('windows-1252', EURO, 'utf-8'),
  body('windows-1252', EURO, 'us-ascii'),
  body('windows-1252', EURO, ''),
  body('windows-1252', EURO, 'unknown-8bit'),
  body('windows-1252', EURO, 'iso-8859-1'),
  sample('charset in quotes and capitals', { 'Content-Type': 'text/plain; CHARSET="UTF8"' }, 'Café', { text: 'Café' }),
  sample('charset utf-16 of plain ascii', typed('utf-16'), 'Hallo'),
  sample('utf-8 with one broken character', typed('utf-8'), Buffer.concat([Buffer.from('Café één '), Buffer.from([0xe2, 0x82])]), {
    text: 'Café één �',
  }),
  sample('utf-8 with a mark at the beginning', typed('utf-8'), '\ufeffCafé', { text: 'Café' }),
  sample(
    'charset told in the HTML alone',
    { 'Content-Type': 'text/html' },
    iconv.encode('<html><head><meta charset="windows-1251"></head><p>Привет</p></html>', 'windows-1251'),
    { text: 'Привет' },
  ),
  compound(
    'two charsets in one mail',
    'mixed',
    [
      text(iconv.encode('Café', 'latin1'), 'text/plain; charset=iso-8859-1'),
      text(iconv.encode('Привет', 'koi8-r'), 'text/plain; charset=koi8-r'),
    ],
    { text: 'Café\n\nПривет' },
  ),
  compound(
    'HTML in gb2312 beside text',
    'alternative',
    [text('x'), text(iconv.encode('<p>订单</p>', 'gbk'), 'text/html; charset="gb2312"')],
    {
      text: '订单',
    },
  ),
  // Transfer encodings (RFC 2045 §6).
  sample(
    'quoted-printable with soft breaks',
    { ...typed('utf-8'), 'Content-Transfer-Encoding': 'Quoted-Printable' },
    'Caf=C3=\r\n=A9 =3D goed=20=\r\n',
    {
      text: 'Café = goed',
    },
  ),
  sample(
    'quoted-printable that is broken',
    { ...typed('utf-8'), 'Content-Transfer-Encoding': 'quoted-printable' },
    'Korting =20 en =ZZ en a=b',
    {
      text: 'Korting   en =ZZ en a=b',
    },
  ),
  sample(
    'quoted-printable in koi8-r',
    { ...typed('koi8-r'), 'Content-Transfer-Encoding': 'quoted-printable' },
    quotedPrintable(iconv.encode('Где', 'koi8-r')),
    {
      text: 'Где',
    },
  ),
  sample('base64 in lines of odd length', { ...typed('utf-8'), 'Content-Transfer-Encoding': 'base64' }, 'SGF\r\nsbG8s\r\n IGRh YXI=\r\n', {
    text: 'Hallo, daar',
  }),
  sample('base64 without padding', { ...typed('utf-8'), 'Content-Transfer-Encoding': 'BASE64' }, 'SGFsbG8sIGRhYXI', {
    text: 'Hallo, daar',
  }),
  sample(
    'base64 of windows-1252',
    { ...typed('windows-1252'), 'Content-Transfer-Encoding': 'base64' },
    base64(iconv.encode('€ één', 'windows-1252')),
    {
      text: '€ één',
    },
  ),
  sample('an encoding that does not exist', { 'Content-Transfer-Encoding': 'x-eigen' }, 'Hallo'),
  sample('binary', { ...typed('utf-8'), 'Content-Transfer-Encoding': 'binary' }, 'Café', { text: 'Café' }),
  sample('format=flowed (RFC 3676)', { 'Content-Type': 'text/plain; format=flowed' }, 'Een zin die \r\ndoorloopt.\r\nEn een nieuwe.', {
    text: 'Een zin die doorloopt.\nEn een nieuwe.',
  }),
  compound('uuencoded file in the text', 'mixed', [part({}, 'Zie foto\r\nbegin 644 foto.txt\r\n#0V%T\r\n`\r\nend\r\nGroet')], {
    text: 'Zie foto\nGroet',
    files: [{ name: 'foto.txt', type: 'application/octet-stream', contents: 'Cat' }],
  }),
  compound('the word begin is no file', 'mixed', [text('begin 2026 wordt het geleverd\r\nend')], {
    text: 'begin 2026 wordt het geleverd\nend',
  }),
  sample('HTML entities', { 'Content-Type': 'text/html' }, '<p>Caf&eacute; &amp; &euro;&nbsp;5 &lt;b&gt;</p>', { text: 'Café & € 5 <b>' }),
];
