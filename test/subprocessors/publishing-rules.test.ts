import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick } from '../support/client.ts';
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
