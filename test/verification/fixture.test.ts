import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readCheckpoint, readLog } from '../../src/verification/log-reader.ts';
import { Findings } from '../../src/verification/model/report.ts';
import { Reader } from '../../src/verification/reader.ts';

it('the log that is kept as a fixture is read to its signed root, now and by every later version', async () => {
  const reader = new Reader('http://fixture.example', async (url) => {
    const path = url.slice('http://fixture.example/log/'.length);
    const file = new URL(`../fixtures/log/${path}`, import.meta.url);
    const bytes = await readFile(file).catch(() => undefined);
    return new Response(bytes && new Uint8Array(bytes), { status: bytes ? 200 : 404 });
  });
  const signed = await readCheckpoint(reader);
  const findings = new Findings();
  const actions: string[] = [];
  const log = await readLog(reader, {
    size: signed.checkpoint.size,
    earlierSize: 200,
    findings,
    take: (leaf) => void actions.push(String(leaf?.action)),
    progress: () => undefined,
  });
  expect(signed.signers.length).toBeGreaterThan(0);
  expect(log?.root).toBe(signed.checkpoint.root);
  expect(log?.earlierRoot).toMatch(/^[0-9a-f]{64}$/);
  expect([findings.checks, findings.notes]).toEqual([[], []]);
  expect(actions).toHaveLength(signed.checkpoint.size);
  expect(actions).not.toContain('undefined');
});
