// node test/security/judge.ts: asks recheck about each regular expression that is new, and forgets those that are gone.
import { readFile, writeFile } from 'node:fs/promises';
import { checkSync } from 'recheck';
import { patternsOfSource, verdictOf } from './patterns.ts';

const file = 'test/security/judged-patterns.json';
const known: Readonly<Record<string, string>> = JSON.parse(await readFile(file, 'utf8'));
const judged = (await patternsOfSource()).map(({ name, file: where, source, flags }) => {
  const verdict = known[name] ?? verdictOf(checkSync(source, flags, { timeout: 30_000 }));
  if (known[name] === undefined) console.log(`${where} ${name}: ${verdict}`);
  return [name, verdict];
});
await writeFile(file, `${JSON.stringify(Object.fromEntries(judged), null, 2)}\n`);
