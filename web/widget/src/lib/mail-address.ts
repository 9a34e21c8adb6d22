/** Rough, as the server judges it anyway: something, an @, a domain with a dot. */
export const looksLikeMailAddress = (text: string): boolean => /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/.test(text);
