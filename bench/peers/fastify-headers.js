// With every header that Annex sends too.
import { readFile } from 'node:fs/promises';
import fastify from 'fastify';
import { pathOf, readAnswers } from './answers.js';

const app = fastify();
const headers = JSON.parse(await readFile(pathOf('headers.json'), 'utf8'));
for (const { path, body } of await readAnswers()) {
  const { full, unmodified } = headers[path];
  app.get(path, (request, reply) =>
    request.headers['if-none-match'] === full.etag
      ? reply.code(304).headers(unmodified).send()
      : reply.headers(full).send(body),
  );
}
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
