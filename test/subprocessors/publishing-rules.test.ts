import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick, pickList } from '../support/client.ts';
import { day, facts, person } from '../support/factories.ts';
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

describe('the dry run', () => {
  test('names a decision about an entry that the batch does not hold', async () => {
    const trust = await startApp();
    const batch = await trust.prepare({ entries: { aws: facts() } });
    const publication = `/batches/${batch}/publication?dry_run=true`;
    const decisions = { classes: { awss: 'correction' }, contractOverrides: { azure: 'Old.' } };
    const { body } = await trust.as('editor').put(publication, decisions);
    expect(pick(body, 'publishable')).toBe(false);
    expect(pickList(body, 'faults').map((fault) => pick(fault, 'pointer'))).toEqual([
      '#/classes/awss',
      '#/contractOverrides/azure',
    ]);
  });

  test('says whose contact person will be recorded, without naming the person', async () => {
    const trust = await startApp();
    const batch = await trust.prepare({
      entries: { aws: facts(), stripe: facts({ name: 'Stripe' }) },
      persons: { aws: person() },
    });
    const publication = `/batches/${batch}/publication?dry_run=true`;
    const { body } = await trust.as('editor').put(publication, {});
    expect(pick(body, 'contactPersons')).toEqual(['aws']);
    expect(JSON.stringify(body)).not.toContain(person().name);
  });

  test('warns when an announced amendment would come after the end of its entry', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { aws: facts() } });
    const amended = { entries: { aws: facts({ locations: [{ country: 'FR' }] }) } };
    await trust.publish({
      ...amended,
      effectiveOn: day('2026-12-24'),
      classes: { aws: 'substantive' },
    });
    const batch = await trust.prepare({
      entries: { aws: facts({ effectiveUntil: day('2026-11-22') }) },
    });
    const publication = `/batches/${batch}/publication?dry_run=true`;
    const { body } = await trust.as('editor').put(publication, {});
    expect(pickList(body, 'warnings').map((warning) => pick(warning, 'pointer'))).toEqual([
      '#/entries/aws/facts/effectiveUntil',
    ]);
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

describe('two batches over one entry', () => {
  test('do not undo each other: the second is refused until the entry is put anew', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const [germany, america] = [
      { locations: [{ country: 'DE' }] },
      { locations: [{ country: 'US' }] },
    ];
    await trust.publish({ entries: { aws: facts(germany) } });
    const entries = { aws: facts({ ...germany, category: 'Hosting' }) };
    const path = `/batches/${await trust.prepare({ entries })}`;
    const decisions = { classes: { aws: 'correction' } };
    const seen = await editor.put(`${path}/publication?dry_run=true`, decisions);
    expect(pick(seen.body, 'publishable')).toBe(true);
    await trust.publish({ entries: { aws: facts(america) } });

    const publish = (tag = '') => editor.put(`${path}/publication`, decisions, { 'if-match': tag });
    await refuses(trust, () => publish(seen.etag), { status: 422, pointers: ['#/entries/aws'] });

    const anew = { facts: facts({ ...america, category: 'Hosting' }) };
    expect((await editor.put(`${path}/entries/aws`, anew, { 'if-match': '"v1"' })).status).toBe(
      200,
    );
    expect((await publish((await editor.get(path)).etag)).status).toBe(201);
    expect(await trust.entry('aws')).toMatchObject({ facts: anew.facts });
  });

  test('that both add it: the second is refused, for it was written as an addition', async () => {
    const trust = await startApp();
    const second = await trust.prepare({ entries: { aws: facts({ category: 'Hosting' }) } });
    await trust.publish({ entries: { aws: facts() } });
    const publication = `/batches/${second}/publication`;
    const body = { classes: { aws: 'correction' } };
    await refuses(trust, () => trust.as('editor').put(publication, body, { 'if-match': '*' }), {
      status: 422,
      pointers: ['#/entries/aws'],
    });
  });

  test('stand side by side where the other one only falls due for other facts', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { aws: facts() } });
    const moved = facts({ locations: [{ country: 'US' }] });
    await trust.publish({ entries: { aws: moved }, effectiveOn: '2026-12-24' });
    await trust.publish({ entries: { aws: facts({ category: 'Hosting' }) } });
    await trust.advanceDays(40);
    expect(await trust.entry('aws')).toMatchObject({ facts: { ...moved, category: 'Hosting' } });
  });
});

describe('an announcement', () => {
  test('of an addition that began before its day is refused', async () => {
    const trust = await startApp();
    const entries = { postmark: facts({ effectiveFrom: day('2026-10-01') }) };
    const batch = await trust.prepare({ entries, effectiveOn: '2026-12-24' });
    const publication = `/batches/${batch}/publication`;
    await refuses(trust, () => trust.as('editor').put(publication, {}, { 'if-match': '*' }), {
      status: 422,
      pointers: ['#/entries/postmark/facts/effectiveFrom'],
    });
  });

  test('of an end that has come already is refused', async () => {
    const trust = await startApp();
    const began = { effectiveFrom: day('2026-01-01') };
    await trust.publish({ entries: { postmark: facts(began) } });
    const entries = { postmark: facts({ ...began, effectiveUntil: day('2026-10-01') }) };
    const batch = await trust.prepare({ entries, effectiveOn: '2026-12-24' });
    const publication = `/batches/${batch}/publication`;
    await refuses(trust, () => trust.as('editor').put(publication, {}, { 'if-match': '*' }), {
      status: 422,
      pointers: ['#/entries/postmark/facts/effectiveUntil'],
    });
  });
});

describe('a contract', () => {
  test('to be signed on a later day is none yet; a reason lists the entry all the same', async () => {
    const trust = await startApp();
    const entries = { postmark: facts({ contract: { signedOn: day('2026-11-23') } }) };
    const batch = await trust.prepare({ entries });
    const publication = `/batches/${batch}/publication`;
    const publish = (body: unknown) =>
      trust.as('editor').put(publication, body, { 'if-match': '*' });
    await refuses(trust, () => publish({}), {
      status: 422,
      code: 'contract_missing',
      pointers: ['#/contractOverrides/postmark'],
    });
    const reason = 'Signing is tomorrow.';
    await trust.approve(batch);
    expect((await publish({ contractOverrides: { postmark: reason } })).status).toBe(201);
    const { body } = await trust.as('viewer').get('/events?limit=10');
    const event = pickList(body, 'items').find(
      (each) => pick(each, 'action') === 'contract.overridden',
    );
    expect(event).toMatchObject({ public: false, data: { reason } });
  });
});

describe('an erased contact person', () => {
  test('does not come back with a batch that named the person before', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    await trust.publish({ entries: { postmark: facts() }, persons: { postmark: person() } });
    const entries = { postmark: facts({ category: 'Mail' }) };
    const batch = await trust.prepare({ entries, persons: { postmark: person() } });
    expect((await editor.delete('/subprocessors/postmark/contact-person')).status).toBe(204);
    const decisions = { classes: { postmark: 'correction' } };
    const publication = `/batches/${batch}/publication`;
    expect((await editor.put(publication, decisions, { 'if-match': '*' })).status).toBe(201);
    expect(await trust.entry('postmark')).toMatchObject({ contactPerson: null });
  });
});
