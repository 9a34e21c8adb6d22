/** Collects the values of a statement that is put together piece by piece: `where id = ${parameters.add(id)}`. */
export class Parameters {
  readonly values: unknown[];

  /** @param before values that stand already, from the first placeholder on */
  constructor(before: readonly unknown[] = []) {
    this.values = [...before];
  }

  /** @returns the placeholder that stands for the value */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
