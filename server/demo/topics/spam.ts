/** What nobody asked for. */
export const SPAM: readonly { readonly from: string; readonly address: string; readonly subject: string; readonly text: string }[] = [
  {
    from: 'SEO Experts Team',
    address: 'rank.first@seo-boost.example',
    subject: 'Your website is not on page 1 of Google',
    text: 'Hello Sir/Madam,\n\nI was looking at your website and found 37 errors that prevent it from ranking. We can put you on the first page within 30 days, guaranteed. Reply with your phone number for a FREE audit.\n\nBest regards,\nJessica, Digital Marketing Consultant',
  },
  {
    from: 'Bezorgdienst',
    address: 'no-reply@pakket-melding.example',
    subject: 'Uw pakket kon niet worden bezorgd (douanekosten €1,99)',
    text: 'Geachte klant,\n\nUw zending wacht op betaling van €1,99 invoerkosten. Betaal binnen 24 uur om retour te voorkomen:\nhttp://betaal-nu.example/pakket\n\nMet vriendelijke groet,\nDe bezorgdienst',
  },
  {
    from: 'Dr. Emmanuel Adebayo',
    address: 'emmanuel.private@lawoffice.example',
    subject: 'URGENT BUSINESS PROPOSAL',
    text: 'Dear beneficiary,\n\nI am the lawyer of a late client who shares your last name and left 14.5 MILLION DOLLARS. Kindly respond with your bank details so that we may proceed.',
  },
  {
    from: 'Webshop Leads',
    address: 'sales@leadmachine.example',
    subject: '10.000 nieuwe klanten voor uw webshop?',
    text: 'Beste ondernemer,\n\nWilt u ook meer omzet? Wij leveren gegarandeerd warme leads voor slechts €49 per maand. Antwoord met JA en ontvang een gratis proefpakket.',
  },
  {
    from: 'Crypto Signals Pro',
    address: 'vip@signals.example',
    subject: 'Hij verdiende € 4.300 in één week',
    text: 'Deze huisvader uit Assen ontdekte een lek in het systeem. Bekijk de video voordat hij offline gaat. Nog 3 plaatsen vrij!',
  },
];
