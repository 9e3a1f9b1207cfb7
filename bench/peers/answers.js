import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

const types = {
  'list.json': 'application/json; charset=utf-8',
  'page.html': 'text/html; charset=utf-8',
};

/** What is served, in a directory that the bench fills. */
export function pathOf(file) {
  return join(process.env.DATA, file);
}

/** Bytes that are ready, with the headers that a reader needs to ask again. */
export async function readAnswers() {
  return Promise.all(
    Object.entries(types).map(async ([file, type]) => {
      const body = await readFile(pathOf(file));
      const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
      return { path: `/${file}`, type, etag, body };
    }),
  );
}
