import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** Collects rows and writes them in large statements. Columns that a row leaves out get the table's defaults. */
export class BulkTable {
  private rows: Row[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly table: string,
  ) {}

  add(row: Row): void {
    this.rows.push(row);
  }

  async flush(): Promise<void> {
    const [first] = this.rows;
    if (!first) return;
    const columns = Object.keys(first).join(', ');
    const rows = this.rows;
    this.rows = [];
    await this.client.query(
      `insert into ${this.table} (${columns}) select ${columns} from json_populate_recordset(null::${this.table}, $1::json)`,
      [JSON.stringify(rows)],
    );
  }
}
