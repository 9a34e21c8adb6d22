import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No word is too small to be looked for: PostgreSQL's Dutch list of stop words holds "niet", "geen" and "zonder".
 * Subject and people of a ticket get a vector of their own, so that hits there can stand above hits in the text.
 */
export class SharpenSearch1763700810000 implements MigrationInterface {
  name = 'SharpenSearch1763700810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create text search dictionary balie_dutch (template = snowball, language = dutch)`);
    await runner.query(`
      alter text search configuration balie
        alter mapping for hword, hword_part, word, asciihword, asciiword, hword_asciipart with balie_dutch`);
    await runner.query(`alter table ticket_search add column heading tsvector not null default ''`);
    await runner.query(`create index ticket_search_heading on ticket_search using gin (heading)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table ticket_search drop column heading`);
    await runner.query(`
      alter text search configuration balie
        alter mapping for hword, hword_part, word, asciihword, asciiword, hword_asciipart with unaccent, dutch_stem`);
    await runner.query(`drop text search dictionary balie_dutch`);
  }
}
