/** Made-up customers whom a visitor of the demo shop can be. */
export interface TestCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly order: { readonly number: string; readonly status: string; readonly product: string; readonly cents: number };
}

export const TEST_CUSTOMERS: readonly TestCustomer[] = [
  {
    id: 'klant-1001',
    name: 'Jan de Vries',
    email: 'jan.devries@klanten.example',
    order: { number: 'FP-20418', status: 'Onderweg, verwacht morgen', product: 'Fietstas Waterland', cents: 6495 },
  },
  {
    id: 'klant-1002',
    name: 'Fatima el Amrani',
    email: 'fatima.elamrani@klanten.example',
    order: { number: 'FP-20431', status: 'Wordt ingepakt', product: 'Fietshelm Polder', cents: 5995 },
  },
  {
    id: 'klant-1003',
    name: 'Willemijn van der Heijden-Oosterhuis',
    email: 'w.vanderheijden@klanten.example',
    order: { number: 'FP-20377', status: 'Bezorgd', product: 'Kettingslot ART-3', cents: 4995 },
  },
];
