import { base64, compound, file, html, multipart, nested, part, sample, text } from './corpus-mail.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const PDF = Buffer.from('%PDF-1.7 klein');
const pdf = (name: string) => ({ name, type: 'application/pdf', contents: PDF });
const picture = (cid: string, name = '') =>
  file('image/png', PNG, undefined, { 'Content-Disposition': `inline${name}`, 'Content-ID': `<${cid}>` });
const pdfNamed = (title: string, header: string | Buffer, name: string, type: string | Buffer = 'application/pdf') =>
  compound(
    `file name: ${title}`,
    'mixed',
    [
      text('Hallo'),
      part(
        {
          'Content-Type': type,
          'Content-Transfer-Encoding': 'base64',
          'Content-Disposition': Buffer.concat([Buffer.from('attachment; '), Buffer.from(header as string)]),
        },
        base64(PDF),
      ),
    ],
    { files: [pdf(name)] },
  );

/** Parts within parts, pictures, files and their names (RFC 2045, 2046, 2183, 2231, 2387). */
export const structure = [
  sample('HTML alone', { 'Content-Type': 'text/html; charset=utf-8' }, '<p>Hallo</p>'),
  sample('an empty body', {}, '', { text: '' }),
  sample('a body of spaces', {}, ' \r\n\t\r\n', { text: '' }),
  sample('empty HTML', { 'Content-Type': 'text/html' }, '<html><body><br></body></html>', { text: '' }),
  compound('text and HTML', 'alternative', [text('Hallo plat'), html('<p>Hallo</p>')]),
  compound('empty HTML beside text', 'alternative', [text('Hallo'), html('<style>p{}</style><p></p>')]),
  compound('empty text beside HTML', 'alternative', [text(''), html('<p>Hallo</p>')]),
  compound('picture in the text', 'related', [html('<p>Hallo</p><img src="cid:p1@x">'), picture('p1@x', '; filename="p.png"')], {
    files: [{ name: 'p.png', type: 'image/png', contents: PNG, cid: 'p1@x' }],
  }),
  compound(
    'related in alternative in mixed',
    'mixed',
    [
      nested(
        'alternative',
        [text('Hallo'), nested('related', [html('<p>Hallo</p><img src="cid:p1@x">'), picture('p1@x')], 'derde')],
        'tweede',
      ),
      file('application/pdf', PDF, 'filename="bon.pdf"'),
    ],
    { files: [{ name: 'attachment-1.png', type: 'image/png', contents: PNG, cid: 'p1@x' }, pdf('bon.pdf')] },
  ),
  compound(
    'alternative in related in alternative',
    'alternative',
    [nested('related', [nested('alternative', [text('Hallo'), html('<b>Hallo</b>')], 'derde'), picture('p9@x')], 'tweede')],
    { files: [{ name: 'attachment-1.png', type: 'image/png', contents: PNG, cid: 'p9@x' }] },
  ),
  compound('text before and after a file', 'mixed', [text('Boven'), file('application/pdf', PDF, 'filename=bon.pdf'), text('Onder')], {
    text: 'Boven\n\nOnder',
    files: [pdf('bon.pdf')],
  }),
  compound('a file alone', 'mixed', [file('application/pdf', PDF, 'filename="bon.pdf"')], { text: '', files: [pdf('bon.pdf')] }),
  sample(
    'the whole mail is a file',
    { 'Content-Type': 'application/pdf; name="bon.pdf"', 'Content-Transfer-Encoding': 'base64' },
    base64(PDF),
    {
      text: '',
      files: [pdf('bon.pdf')],
    },
  ),
  compound('text as a file is no part of the message', 'mixed', [text('Hallo'), file('text/plain', 'logboek', 'filename="log.txt"')], {
    files: [{ name: 'log.txt', type: 'text/plain', contents: 'logboek' }],
  }),
  compound('a file of no bytes', 'mixed', [text('Hallo'), file('application/pdf', '', 'filename="leeg.pdf"')], {
    files: [{ name: 'leeg.pdf', type: 'application/pdf', contents: '' }],
  }),
  compound(
    'the same file twice',
    'mixed',
    [text('Hallo'), file('application/pdf', PDF, 'filename="a.pdf"'), file('application/pdf', PDF, 'filename="b.pdf"')],
    {
      files: [pdf('a.pdf'), pdf('b.pdf')],
    },
  ),
  compound('a mail attached', 'mixed', [text('Hallo'), text('From: a@b.test\r\nSubject: oud\r\n\r\nBinnenin', 'message/rfc822')], {
    files: [{ name: 'attachment-1.eml', type: 'message/rfc822', contents: 'From: a@b.test\nSubject: oud\n\nBinnenin\n' }],
  }),
  compound('a type that is none', 'mixed', [text('Hallo'), file('foto', PNG, 'filename="foto.png"')], {
    files: [{ name: 'foto.png', type: 'application/octet-stream', contents: PNG }],
  }),
  sample('a boundary that never comes', { 'Content-Type': 'multipart/mixed; boundary=weg' }, 'Hallo', { text: '' }),
  sample('a last boundary that is missing', { 'Content-Type': 'multipart/mixed; boundary=g' }, '--g\r\n\r\nHallo\r\n'),
  sample(
    'words before and after the parts',
    multipart('mixed', [text('Hallo')]).headers,
    Buffer.concat([Buffer.from('This is a MIME message.\r\n'), multipart('mixed', [text('Hallo')]).body, Buffer.from('\r\nNaschrift')]),
  ),
  compound(
    'one boundary the beginning of another',
    'mixed',
    [nested('alternative', [text('Hallo'), html('<p>Hallo</p>')], 'grens2'), file('application/pdf', PDF, 'filename="bon.pdf"')],
    {
      files: [pdf('bon.pdf')],
    },
  ),
  compound('multipart without parts', 'mixed', [], { text: '' }),
  pdfNamed('plain', 'filename="bon.pdf"', 'bon.pdf'),
  pdfNamed('none', 'size=3', 'attachment-1.pdf'),
  pdfNamed('in the type alone', 'size=3', 'bon.pdf', 'application/pdf; name="bon.pdf"'),
  pdfNamed('by RFC 2047, which is not allowed', 'filename="=?utf-8?B?ZmFjdHV1ciDigqwucGRm?="', 'factuur €.pdf'),
  pdfNamed('by RFC 2047 in pieces', 'filename="=?utf-8?Q?factuur_?=\r\n =?utf-8?Q?=E2=82=AC.pdf?="', 'factuur €.pdf'),
  pdfNamed('by RFC 2231', "filename*=utf-8'nl'factuur%20%E2%82%AC.pdf", 'factuur €.pdf'),
  pdfNamed('by RFC 2231 in latin-1', "filename*=iso-8859-1''caf%E9.pdf", 'café.pdf'),
  pdfNamed(
    'by RFC 2231 in pieces',
    'filename*0*=utf-8\'\'fact;\r\n filename*1*=uur%20%E2%82;\r\n filename*2*=%AC;\r\n filename*3=".pdf"',
    'factuur €.pdf',
  ),
  pdfNamed('both ways, the better wins', 'filename="factuur _.pdf"; filename*=utf-8\'\'factuur%20%E2%82%AC.pdf', 'factuur €.pdf'),
  pdfNamed('raw utf-8', 'filename="café.pdf"', 'café.pdf'),
  pdfNamed('raw latin-1', Buffer.from('filename="café.pdf"', 'latin1'), 'café.pdf'),
  pdfNamed('in utf-7', 'filename="=?utf-7?Q?caf+AOk-.pdf?="', 'café.pdf'),
  pdfNamed('without quotes, with spaces', 'filename=de bon.pdf', 'de bon.pdf'),
  pdfNamed('with a path', 'filename="../../etc/bon.pdf"', 'bon.pdf'),
  pdfNamed('with a Windows path', 'filename="C:\\\\temp\\\\bon.pdf"', 'bon.pdf'),
  pdfNamed('letters turned around', 'filename="=?utf-8?Q?bon=E2=80=AEexe.pdf?="', 'bonexe.pdf'),
  pdfNamed('only dots', 'filename=".."', 'attachment-1.pdf'),
];
