import { writeFile } from 'node:fs/promises';
import { it } from 'vitest';
import { startApp } from '../support/app.ts';
import { storedFiles } from './filing.ts';
it('seeds', async () => {
  const a = Date.now();
  const trust = await startApp({ seed: 'demo' });
  console.log('seed ms', Date.now() - a);
  const { body } = await trust.get('/trust/documents.json');
  console.log(JSON.stringify(body, null, 1).slice(0, 3000));
  const { readFile } = await import('node:fs/promises');
  for (const [i, p] of (await storedFiles(trust)).entries())
    await writeFile(`/tmp/documents/seed-${i}.pdf`, await readFile(p));
});
