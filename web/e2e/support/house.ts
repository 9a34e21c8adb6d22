/** An organisation with its first shop and owner. */
export interface House {
  readonly organisationName: string;
  readonly shopName: string;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
  readonly cookie: { readonly name: string; readonly value: string };
}

const FIRST = {
  organisationName: 'De Fietsenmaker',
  shopName: 'fietsenmaker.nl',
  owner: { name: 'Sanne Visser', email: 'sanne@fietsenmaker.nl', password: 'een lang wachtwoord' },
};

/** What the first-run page does, without the page. */
export async function setUpHouse(url: string): Promise<House> {
  const { owner, ...names } = FIRST;
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ ...names, ...owner, locale: 'nl' }),
  });
  if (!response.ok) throw new Error(`Setting up answered ${response.status}: ${await response.text()}`);
  const [name = '', value = ''] = (response.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=', 2) ?? [];
  return { ...FIRST, cookie: { name, value } };
}
