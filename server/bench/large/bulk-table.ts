type Row = Readonly<Record<string, unknown>>;

/** Collects rows to be written in one large statement. Columns that a row leaves out get the table's defaults. */
export class BulkTable {
  private rows: Row[] = [];

  constructor(private readonly table: string) {}

  add(row: Row): void {
    this.rows.push(row);
  }

  /** The statement that writes what was added, and a fresh start; undefined when there is nothing. */
  take(): { sql: string; parameters: unknown[] } | undefined {
    const [first] = this.rows;
    if (!first) return undefined;
    const columns = Object.keys(first).join(', ');
    const sql = `insert into ${this.table} (${columns}) select ${columns} from json_populate_recordset(null::${this.table}, $1::json)`;
    const parameters = [JSON.stringify(this.rows)];
    this.rows = [];
    return { sql, parameters };
  }
}
