/**
 * Old libraries on the page (Prototype before 1.7) give arrays and strings a `toJSON` that writes them twice. It is put
 * aside while we write, which nobody can see: nothing else runs meanwhile.
 */
export function withoutForeignToJson<T>(work: () => T): T {
  const aside: [object, PropertyDescriptor][] = [];
  for (const prototype of [Array.prototype, Object.prototype, String.prototype, Number.prototype, Boolean.prototype]) {
    const found = Object.getOwnPropertyDescriptor(prototype, 'toJSON');
    if (found?.configurable && Reflect.deleteProperty(prototype, 'toJSON')) aside.push([prototype, found]);
  }
  try {
    return work();
  } finally {
    for (const [prototype, found] of aside) Object.defineProperty(prototype, 'toJSON', found);
  }
}

export const toJson = (value: unknown): string => withoutForeignToJson(() => JSON.stringify(value));
