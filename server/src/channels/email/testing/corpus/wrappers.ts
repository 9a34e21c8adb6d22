import { base64, compound, file, html, part, sample, text } from './corpus-mail.ts';
import { keptRtf, tnef } from './tnef-writer.ts';

const SIGNATURE = Buffer.from('handtekening');
const ICS = (method: string) =>
  [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'BEGIN:VTIMEZONE',
    'TZID:W',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'SUMMARY:Passen\\, maat M',
    'LOCATION;LANGUAGE=nl:Winkel',
    'DESCRIPTION:Neem de trui',
    '  mee.\\nTot dan',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
const ics = (method: string, name = 'attachment-1.ics') => ({
  name,
  type: 'text/calendar',
  contents: `${ICS(method).replaceAll('\r\n', '\n')}\n`,
});
const winmail = (contents: Buffer, name = 'filename="winmail.dat"') => file('application/ms-tnef', contents, name);
const BON = { name: 'De bon van dinsdag.pdf', type: 'application/pdf', contents: '%PDF bon' };

/** An element of DER: tag, length, contents (X.690). */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length < 128 ? Buffer.from([content.length]) : Buffer.from([0x82, content.length >> 8, content.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
}
/** The same with an open length, as programs write that sign while they read. */
const ber = (tag: number, ...contents: readonly Buffer[]) => Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const [SIGNED, ENVELOPED, DATA] = [oid('2a864886f70d010702'), oid('2a864886f70d010703'), oid('2a864886f70d010701')];
/** SignedData (RFC 5652 §5.1) around a mail, as far as its contents go. */
const opaque = (mail: Buffer) =>
  der(0x30, SIGNED, der(0xa0, der(0x30, der(0x02, Buffer.from([1])), der(0x31), der(0x30, DATA, der(0xa0, der(0x04, mail))), der(0x31))));
const streamed = (mail: Buffer) =>
  ber(
    0x30,
    SIGNED,
    ber(
      0xa0,
      ber(
        0x30,
        der(0x02, Buffer.from([1])),
        der(0x31),
        ber(0x30, DATA, ber(0xa0, ber(0x24, der(0x04, mail.subarray(0, 20)), der(0x04, mail.subarray(20))))),
        der(0x31),
      ),
    ),
  );
const smime = (name: string, contents: Buffer, kind: string, expected: object) =>
  sample(
    name,
    {
      'Content-Type': `application/pkcs7-mime; smime-type=${kind}; name="smime.p7m"`,
      'Content-Transfer-Encoding': 'base64',
      'Content-Disposition': 'attachment; filename="smime.p7m"',
    },
    base64(contents),
    { ...expected },
  );
const p7m = (contents: Buffer) => ({ name: 'smime.p7m', type: 'application/pkcs7-mime', contents });
const inner = part({ 'Content-Type': 'text/html; charset=iso-8859-1' }, Buffer.from('<p>Café</p>', 'latin1'));
const enveloped = der(0x30, ENVELOPED, der(0xa0, der(0x30, der(0x04, Buffer.from('geheim')))));

/** Invitations, signatures, encryption, and Outlook's winmail.dat. */
export const wrappers = [
  compound(
    'invitation beside text',
    'alternative',
    [text('Hallo'), html('<p>Hallo</p>'), text(ICS('REQUEST'), 'text/calendar; charset=utf-8; method=REQUEST')],
    { files: [ics('REQUEST')] },
  ),
  sample('invitation alone', { 'Content-Type': 'text/calendar; method=REQUEST; charset=utf-8' }, ICS('REQUEST'), {
    text: 'Passen, maat M\n\nWinkel\n\nNeem de trui mee.\nTot dan',
    files: [ics('REQUEST')],
  }),
  compound(
    'cancelled invitation as a file',
    'mixed',
    [
      text('Hallo'),
      part({ 'Content-Type': 'text/calendar; method=CANCEL', 'Content-Disposition': 'attachment; filename="afspraak.ics"' }, ICS('CANCEL')),
    ],
    {
      files: [ics('CANCEL', 'afspraak.ics')],
    },
  ),
  compound(
    'S/MIME signature beside the text (RFC 8551)',
    'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256',
    [html('<p>Hallo</p>'), file('application/pkcs7-signature', SIGNATURE, 'filename="smime.p7s"')],
    {
      files: [{ name: 'smime.p7s', type: 'application/pkcs7-signature', contents: SIGNATURE }],
    },
  ),
  smime('S/MIME signature around the text', opaque(inner), 'signed-data', { text: 'Café', files: [p7m(opaque(inner))] }),
  smime('S/MIME signature around the text, written in pieces', streamed(inner), 'signed-data', {
    text: 'Café',
    files: [p7m(streamed(inner))],
  }),
  smime('S/MIME encrypted', enveloped, 'enveloped-data', { text: '', files: [p7m(enveloped)] }),
  smime('S/MIME damaged', Buffer.from('308006092a864886f70d010702a080', 'hex'), 'signed-data', {
    text: '',
    files: [p7m(Buffer.from('308006092a864886f70d010702a080', 'hex'))],
  }),
  compound(
    'PGP/MIME signature (RFC 3156)',
    'multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256',
    [text('Hallo'), part({ 'Content-Type': 'application/pgp-signature; name="signature.asc"' }, 'iQ==')],
    {
      files: [{ name: 'signature.asc', type: 'application/pgp-signature', contents: 'iQ==\n' }],
    },
  ),
  compound(
    'PGP/MIME encrypted',
    'multipart/encrypted; protocol="application/pgp-encrypted"',
    [
      part({ 'Content-Type': 'application/pgp-encrypted' }, 'Version: 1'),
      file('application/octet-stream', 'geheim', 'filename="encrypted.asc"'),
    ],
    {
      text: '',
      files: [
        { name: 'attachment-1.asc', type: 'application/pgp-encrypted', contents: 'Version: 1\n' },
        { name: 'encrypted.asc', type: 'application/octet-stream', contents: 'geheim' },
      ],
    },
  ),
  sample(
    'PGP signature in the text',
    {},
    '-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nHallo\r\n- - twee\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==\r\n-----END PGP SIGNATURE-----',
    { text: 'Hallo\n- twee' },
  ),
  sample('PGP encryption in the text', {}, '-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n-----END PGP MESSAGE-----', {
    text: '-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----',
  }),
  compound('winmail.dat with a file', 'mixed', [text('Hallo'), winmail(tnef({ rtf: '{}', files: [BON] }))], { files: [BON] }),
  compound('winmail.dat with all the text', 'mixed', [winmail(tnef({ text: 'Hallo', files: [BON] }))], { files: [BON] }),
  compound(
    'winmail.dat with HTML and a picture',
    'mixed',
    [
      winmail(
        tnef({ html: '<p>Hallo</p><img src="cid:p1@x">', files: [{ name: 'p.png', type: 'image/png', contents: 'png', cid: 'p1@x' }] }),
      ),
    ],
    {
      files: [{ name: 'p.png', type: 'image/png', contents: 'png', cid: 'p1@x' }],
    },
  ),
  compound(
    'winmail.dat by its name alone',
    'mixed',
    [text('Hallo'), file('application/octet-stream', tnef({ text: 'x', files: [BON] }), 'filename="WINMAIL.DAT"')],
    { files: [BON] },
  ),
  compound('winmail.dat whose text we cannot read', 'mixed', [winmail(tnef({ rtf: '{}', files: [BON] }))], {
    text: '',
    files: [BON, { name: 'winmail.dat', type: 'application/ms-tnef', contents: tnef({ rtf: '{}', files: [BON] }) }],
  }),
  // The example of MS-OXRTFCP §4.1.
  compound(
    'winmail.dat with nothing but packed RTF',
    'mixed',
    [
      winmail(
        tnef({
          rtf: Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex'),
          files: [BON],
        }),
      ),
    ],
    { text: 'hello world', files: [BON] },
  ),
  compound(
    'winmail.dat with RTF that was HTML',
    'mixed',
    [
      winmail(
        tnef({
          rtf: keptRtf(
            String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hallo caf\'e9 \u8364?{\*\htmltag84 <b>}vet{\*\htmltag92 </b>}\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}`,
          ),
          files: [BON],
        }),
      ),
    ],
    { text: 'Hallo café €vet', files: [BON] },
  ),
  compound(
    'winmail.dat with RTF that is nothing else',
    'mixed',
    [
      winmail(
        tnef({
          rtf: keptRtf(
            String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss Arial;}}{\stylesheet{\s0 Normal;}}{\info{\author Piet}}{\*\generator Riched20;}\pard\f0\fs20 Beste caf\'e9,\par\par Prijs \u8364? 5 \{twee\}\line{\field{\*\fldinst HYPERLINK "http://x.test/"}{\fldrslt klik hier}}\par{\pict\wmetafile8 0102}Groet}`,
          ),
          files: [],
        }),
      ),
    ],
    { text: 'Beste café,\n\nPrijs € 5 {twee}\nklik hier\nGroet', files: [] },
  ),
  compound('winmail.dat that is damaged', 'mixed', [text('Hallo'), winmail(tnef({ text: 'x', files: [BON] }).subarray(0, 150))], {
    files: [{ name: 'winmail.dat', type: 'application/ms-tnef', contents: tnef({ text: 'x', files: [BON] }).subarray(0, 150) }],
  }),
];
