type Json = Record<string, unknown>;
interface FakeTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  status: string;
  readonly category: string;
  readonly components: readonly Json[];
  readonly parameter_format?: string;
}

/** What a shop has had approved, as Meta lists it; one in two languages, one with names for its gaps, one that nobody here can fill in. */
export function someTemplates(): FakeTemplate[] {
  const update = (id: string, language: string, body: string, status = 'APPROVED'): FakeTemplate => ({
    id,
    name: 'bezorgupdate',
    language,
    status,
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: body, example: { body_text: [['Loïs', '#4211']] } },
      { type: 'FOOTER', text: 'De Lampenwinkel' },
    ],
  });
  return [
    update('1001', 'nl', 'Hoi {{1}}, we hebben nieuws over je bestelling {{2}}. Antwoord op dit bericht, dan kijken we met je mee.'),
    update('1002', 'en_US', 'Hi {{1}}, there is news about your order {{2}}. Answer this message and we will help you.'),
    {
      id: '1003',
      name: 'retour_ontvangen',
      language: 'nl',
      status: 'APPROVED',
      category: 'UTILITY',
      parameter_format: 'NAMED',
      components: [
        {
          type: 'HEADER',
          format: 'TEXT',
          text: 'Retour {{retour}}',
          example: { header_text_named_params: [{ param_name: 'retour', example: 'R-12' }] },
        },
        {
          type: 'BODY',
          text: 'Dag {{voornaam}}, je retour is binnen. Je hebt {{bedrag}} binnen vijf dagen terug.',
          example: {
            body_text_named_params: [
              { param_name: 'voornaam', example: 'Loïs' },
              { param_name: 'bedrag', example: '€ 24,95' },
            ],
          },
        },
        {
          type: 'BUTTONS',
          buttons: [
            {
              type: 'URL',
              text: 'Bekijk je retour',
              url: 'https://lampenwinkel.test/retour/{{1}}',
              example: ['https://lampenwinkel.test/retour/R-12'],
            },
            { type: 'QUICK_REPLY', text: 'Ik heb een vraag' },
          ],
        },
      ],
    },
    {
      id: '1004',
      name: 'zomeractie',
      language: 'nl',
      status: 'PAUSED',
      category: 'MARKETING',
      components: [{ type: 'BODY', text: 'Alle lampen afgeprijsd' }],
    },
    {
      id: '1005',
      name: 'inlogcode',
      language: 'nl',
      status: 'REJECTED',
      category: 'AUTHENTICATION',
      components: [{ type: 'BODY', text: '{{1}}' }],
    },
    {
      id: '1006',
      name: 'foto_van_pakket',
      language: 'nl',
      status: 'APPROVED',
      category: 'UTILITY',
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'Zo staat je pakket bij ons klaar, {{1}}.', example: { body_text: [['Loïs']] } },
      ],
    },
    {
      id: '1007',
      name: 'catalogus',
      language: 'nl',
      status: 'APPROVED',
      category: 'MARKETING',
      components: [
        { type: 'BODY', text: 'Kijk mee' },
        { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'Catalogus' }] },
      ],
    },
  ];
}

/** One page of them, as Meta gives it. */
export function templatePage(templates: readonly FakeTemplate[], query: URLSearchParams, url: string, most = 3): Json {
  const start = Number(query.get('after') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? 25), most);
  const data = templates.slice(start, start + limit);
  const after = String(start + data.length);
  const more = start + data.length < templates.length ? { next: `${url}?after=${after}` } : {};
  return { data, paging: { cursors: { before: String(start), after }, ...more } };
}

/** What Meta refuses of a template that is sent. */
export function templateFault(sent: Json, templates: readonly FakeTemplate[]): [number, string] | undefined {
  const { name, language, components = [] } = sent as { name?: string; language?: { code?: string }; components?: Json[] };
  const template = templates.find((each) => each.name === name && each.language === language?.code);
  if (!template) return [132001, `Template name does not exist in the translation: ${name} (${language?.code})`];
  if (template.status === 'PAUSED') return [132015, 'Template is paused'];
  if (template.status !== 'APPROVED') return [132016, 'Template is disabled'];
  const given = (type: string) => components.filter((each) => each['type'] === type).flatMap((each) => each['parameters'] as Json[]);
  for (const part of template.components) {
    const type = String(part['type']).toLowerCase();
    if (type === 'buttons') {
      const wanted = (part['buttons'] as Json[]).filter(({ url }) => gaps(url) > 0).length;
      if (given('button').length !== wanted)
        return [132000, `Number of button parameters (${given('button').length}) does not match (${wanted})`];
    } else if (type === 'header' && part['format'] !== 'TEXT') {
      if (given('header')[0]?.['type'] !== String(part['format']).toLowerCase()) return [132012, 'Parameter format does not match: header'];
    } else {
      const [wanted, parameters] = [gaps(part['text']), given(type)];
      if (parameters.length !== wanted) return [132000, `Number of parameters (${parameters.length}) does not match (${wanted})`];
      if (template.parameter_format === 'NAMED' && !parameters.every(({ parameter_name }) => parameter_name))
        return [132012, 'Parameter name is missing or empty'];
      if (parameters.some(({ text }) => /[\n\t]| {5}/.test(String(text))))
        return [132012, 'Param text cannot have new-line/tab characters'];
    }
  }
  return undefined;
}

function gaps(text: unknown): number {
  return typeof text === 'string' ? (text.match(/\{\{[\w]+\}\}/g) ?? []).length : 0;
}
