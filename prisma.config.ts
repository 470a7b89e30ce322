import { defineConfig } from 'prisma/config';

// `prisma generate` looks for (and would download) the native schema engine although it never runs it. Any file that
// exists satisfies the look, so that generating the client works without a network.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate deploy` and its kin need it; the server applies the migrations itself.
  ...(url !== undefined && { datasource: { url } }),
});
