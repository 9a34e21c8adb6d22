/** Small exports in the shapes that Zendesk, Freshdesk and Chatwoot document; all people and words are made up. */

const jan = { id: 501, name: 'Jan Klant', email: 'Jan@klant.test', role: 'end-user', phone: null };
const sanne = { id: 7, name: 'Sanne de Vries', email: 'sanne@winkel.test', role: 'admin' };

/** One ticket as a line of Zendesk's full JSON export. */
export function zendeskTicket(number: number, given: Record<string, unknown> = {}): Record<string, unknown> {
  const at = (minute: number) => `2021-03-0${1 + (number % 9)}T09:${String(minute).padStart(2, '0')}:00Z`;
  return {
    url: `https://lampenwinkel.zendesk.com/api/v2/tickets/${number}.json`,
    id: number,
    external_id: null,
    via: { channel: 'email', source: { from: { address: jan.email, name: jan.name }, to: {}, rel: null } },
    created_at: at(0),
    updated_at: at(30),
    type: 'question',
    subject: `Lamp knippert ${number}`,
    raw_subject: `Lamp knippert ${number}`,
    description: 'Mijn lamp knippert.',
    priority: 'high',
    status: 'closed',
    requester: jan,
    requester_id: jan.id,
    submitter: jan,
    assignee: sanne,
    tags: ['garantie', 'Lampen Hal'],
    comments: [
      {
        id: number * 10 + 1,
        type: 'Comment',
        author_id: jan.id,
        body: 'Mijn lamp knippert.',
        html_body: '<div class="zd-comment"><p>Mijn lamp <b>knippert</b>.</p><script>alert(1)</script></div>',
        plain_body: 'Mijn lamp knippert.',
        public: true,
        created_at: at(0),
        attachments: [
          {
            file_name: 'lamp.jpg',
            content_url: 'https://lampenwinkel.zendesk.com/attachments/token/abc/?name=lamp.jpg',
            content_type: 'image/jpeg',
            size: 1200,
          },
        ],
        metadata: { system: { message_id: `<jan-${number}@klant.test>` } },
      },
      {
        id: number * 10 + 2,
        type: 'Comment',
        author_id: sanne.id,
        body: 'Eerst bellen?',
        public: false,
        created_at: at(10),
        attachments: [],
      },
      {
        id: number * 10 + 3,
        type: 'Comment',
        author_id: 999,
        body: 'Er komt een nieuwe aan.',
        public: true,
        created_at: at(30),
        attachments: [],
      },
    ],
    ...given,
  };
}

/** A line of Zendesk's export of users. */
export const zendeskUser = {
  id: 999,
  url: 'https://lampenwinkel.zendesk.com/api/v2/users/999.json',
  name: 'Oud Collega',
  email: 'oud@winkel.test',
  role: 'agent',
};

export const lines = (records: readonly unknown[]): string => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;

/** One ticket of Freshdesk's account export. */
export function freshdeskTicket(number: number, given: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    helpdesk_ticket: {
      account_id: 42,
      id: 9_000_000 + number,
      display_id: number,
      subject: `Retour ${number}`,
      description: 'Ik wil iets retour sturen.',
      description_html: '<div>Ik wil iets <i>retour</i> sturen.</div>',
      status: 4,
      status_name: 'Resolved',
      priority: 1,
      created_at: '2020-05-04T08:00:00+02:00',
      updated_at: '2020-05-05T08:00:00+02:00',
      deleted: false,
      spam: false,
      requester_id: 77,
      requester_name: 'Fatima Aydin',
      requester: { id: 77, name: 'Fatima Aydin', email: 'fatima@klant.test', phone: '' },
      responder_id: 5,
      responder_name: 'Sanne de Vries',
      tags: [{ name: 'retour' }],
      attachments: [],
      notes: [
        {
          id: number * 100 + 1,
          body: 'Stuur maar op.',
          body_html: '<p>Stuur maar op.</p>',
          incoming: false,
          private: false,
          user_id: 5,
          created_at: '2020-05-04T09:00:00+02:00',
          deleted: false,
          attachments: [],
        },
        {
          id: number * 100 + 2,
          body: 'Klant belde ook.',
          incoming: false,
          private: true,
          user_id: 5,
          created_at: '2020-05-04T10:00:00+02:00',
        },
        { id: number * 100 + 3, body: 'Dank je!', incoming: true, private: false, user_id: 77, created_at: '2020-05-05T08:00:00+02:00' },
        {
          id: number * 100 + 4,
          body: 'Weggegooid',
          incoming: true,
          private: false,
          user_id: 77,
          deleted: true,
          created_at: '2020-05-05T09:00:00+02:00',
        },
      ],
      ...given,
    },
  };
}

/** The same system in XML, as older exports have it. */
export const FRESHDESK_XML = `<?xml version="1.0" encoding="UTF-8"?>
<helpdesk-tickets type="array">
  <helpdesk-ticket>
    <account-id type="integer">42</account-id>
    <display-id type="integer">31</display-id>
    <subject>Kapotte vaas &amp; schaal</subject>
    <description>Allebei kapot.</description>
    <status type="integer">5</status>
    <priority type="integer">3</priority>
    <created-at type="datetime">2019-01-02T10:00:00+01:00</created-at>
    <requester-id type="integer">78</requester-id>
    <requester-name>Piet</requester-name>
    <requester><name>Piet</name><email>piet@klant.test</email></requester>
    <helpdesk-notes type="array">
      <helpdesk-note>
        <id type="integer">310</id>
        <body>We sturen nieuwe.</body>
        <incoming type="boolean">false</incoming>
        <private type="boolean">false</private>
        <user-id type="integer">5</user-id>
        <created-at type="datetime">2019-01-02T11:00:00+01:00</created-at>
      </helpdesk-note>
    </helpdesk-notes>
  </helpdesk-ticket>
</helpdesk-tickets>
`;

/** A row of "Export tickets". */
export const FRESHDESK_CSV = [
  '\ufeff"Ticket ID","Subject","Status","Priority","Agent","Created time","Tags","Full name","Email"',
  '41,"Waar blijft, mijn ""lamp""?",Open,Medium,Sanne,2018-03-04 10:00:00,"lamp,spoed",Kees,kees@klant.test',
  '42,Zonder naam,Closed,Urgent,,2018-03-05 10:00:00,,,',
  '',
].join('\r\n');

/** A conversation of Chatwoot's API with its messages. */
export function chatwootConversation(number: number, given: Record<string, unknown> = {}): Record<string, unknown> {
  const at = Date.UTC(2023, 5, 1, 12) / 1000;
  return {
    id: number,
    account_id: 3,
    inbox_id: 1,
    status: 'resolved',
    priority: null,
    labels: ['levering'],
    created_at: at,
    meta: {
      sender: { id: 88, name: 'Lotte', email: null, phone_number: '+31 6 12345678', type: 'contact' },
      assignee: { id: 2, name: 'Sanne', email: 'sanne@winkel.test' },
    },
    messages: [
      {
        id: number * 10 + 1,
        content: 'Hoi, is de lamp er al?',
        message_type: 0,
        private: false,
        created_at: at,
        sender: { id: 88, type: 'contact' },
      },
      { id: number * 10 + 2, content: 'Conversation was assigned', message_type: 2, private: false, created_at: at + 5 },
      {
        id: number * 10 + 3,
        content: 'Morgen!',
        message_type: 1,
        private: false,
        created_at: at + 60,
        source_id: `chatwoot-${number}@mail.test`,
        sender: { id: 2, name: 'Sanne', email: 'sanne@winkel.test', type: 'user' },
        attachments: [{ id: 1, file_type: 'image', data_url: 'https://chat.test/rails/blobs/abc/pakbon%20nieuw.pdf' }],
      },
      {
        id: number * 10 + 4,
        content: 'Let op: breekbaar',
        message_type: 1,
        private: true,
        created_at: at + 70,
        sender: { id: 2, name: 'Sanne' },
      },
    ],
    ...given,
  };
}
