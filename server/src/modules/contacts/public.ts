export { type ContactIdentity, Contacts, type FoundContact } from './contacts.ts';
