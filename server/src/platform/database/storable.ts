/** PostgreSQL keeps neither NUL nor half a surrogate pair; strangers send both. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
