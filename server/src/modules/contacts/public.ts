export { contactChanged } from './contact.events.ts';
export { ContactBelongings, ContactBelongingsRegistry, type GivenBack } from './contact-belongings.ts';
export { loadContact, survivorOf } from './contact-row.ts';
export { ContactsModule } from './contacts.module.ts';
export { Contacts, type FoundContact } from './contacts.ts';
export { type ContactIdentity, numberShown } from './identity-value.ts';
