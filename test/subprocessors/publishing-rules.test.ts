import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';

describe('the publisher’s decisions', () => {
  test('are not inherited: an entry called constructor needs its contract and its class too', async () => {
    const trust = await startApp();
    const { contract: _, ...uncontracted } = facts();
    const batch = await trust.prepare({ entries: { constructor: uncontracted } });
    const publication = `/batches/${batch}/publication`;
    const plan = await trust.as('editor').put(`${publication}?dry_run=true`, {});
    expect(pick(plan.body, 'withoutContract')).toEqual(['constructor']);
    await refuses(
      trust,
      () => trust.as('editor').put(publication, {}, { 'if-match': plan.etag ?? '' }),
      { status: 422 },
    );
    await trust.publish({ entries: { constructor: facts() } });
    const amended = await trust.prepare({ entries: { constructor: facts({ category: 'Mail' }) } });
    const proposal = await trust
      .as('editor')
      .put(`/batches/${amended}/publication?dry_run=true`, {});
    expect(pick(proposal.body, 'unconfirmed')).toEqual(['constructor']);
  });
});

describe('a replacement', () => {
  test('by two entries ends the old one once, and both name it', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { old: facts({ name: 'Old' }) } });
    const { plan } = await trust.publish({
      entries: { mail: facts({ name: 'Mail' }), sms: facts({ name: 'Sms' }) },
      replaces: { mail: 'old', sms: 'old' },
    });
    const links = pickList(plan, 'items').map((item) => [
      pick(item, 'slug'),
      pick(item, 'counterpart'),
    ]);
    expect(links).toEqual([
      ['mail', 'old'],
      ['sms', 'old'],
      ['old', 'mail'],
    ]);
    expect(await trust.entry('old')).toMatchObject({ state: 'ended' });
  });
});
