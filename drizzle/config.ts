import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/**/table.ts',
    './src/db/ledger.ts',
    './src/db/chain.ts',
    './src/db/operational.ts',
    './src/db/log-table.ts',
    './src/db/outbox.ts',
  ],
  out: process.env['MIGRATIONS_DIR'] ?? './drizzle',
});
