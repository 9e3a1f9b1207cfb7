import fastify from 'fastify';
import { readAnswers } from './answers.js';

const app = fastify();
for (const { path, type, etag, body } of await readAnswers())
  app.get(path, (request, reply) => {
    reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.header('content-type', type).send(body);
  });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
