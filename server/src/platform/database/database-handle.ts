/** How a library that needs connections of its own reaches the database. */
export abstract class DatabaseHandle {
  abstract readonly connection: { readonly connectionString: string; readonly options: string | undefined };
  abstract readonly fastSearch: boolean;
}
