export { OrganisationsModule } from './organisations.module.ts';
export { Organisations } from './organisations.ts';
export { type Shop, Shops } from './shops.ts';
