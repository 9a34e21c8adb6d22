export { OrganisationsModule } from './organisations.module.ts';
export { Organisations } from './organisations.ts';
export { Shops } from './shops.ts';
