import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { downloads } from '../../src/access/table.ts';
import { startApp } from '../support/app.ts';
import { bytesOf, fileAt, given, issued, opened, report } from './giving.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a link opens a session, and the session gives the file, counted and recorded', async () => {
  const trust = await startApp();
  const file = await issued(trust, report);
  const { link, grants } = await given(trust, [report]);
  const shown = await trust.get(link, { accept: 'text/html' });
  expect(shown.status).toBe(200);
  expect(shown.text).toContain(`Title of ${report}`);
  const session = await opened(trust, link);
  const page = await trust.get(session, { accept: 'text/html' });
  expect(page.status).toBe(200);
  expect(page.text).toContain('Downloads left');
  const answer = await trust.fetch(fileAt(session, report));
  expect(answer.status).toBe(200);
  const copy = await bytesOf(answer);
  expect(sha256(copy)).toBe(sha256(file));
  const rows = await trust.deps.db.select().from(downloads);
  expect(rows).toMatchObject([
    { grantId: grants[0]?.id, number: 1, sha256: sha256(file), state: 'finished', via: 'link' },
  ]);
});
