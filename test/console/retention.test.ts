import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { inquired } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { enterAs, enterAsOwner } from './with-approver.ts';
import { root } from './support.ts';

const here = `${root}/retention`;
const publicPage = '/trust/retention';

async function keep(world: World): Promise<number> {
  return keepRules(systemCtx(world.deps, 'retention'), { keepers: allKeepers, batches: 1_000 });
}

function start(): Promise<World> {
  return startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
}

describe('retention in the console', () => {
  it('says what goes with the next run and what is held, and what went', async () => {
    const world = await start();
    await keep(world);
    const gone = await inquired(world);
    const kept = await inquired(world);
    world.at('2028-11-21T23:57:00Z');
    const tab = await enterAsOwner(world);
    await tab.open(`${here}/next-run`);
    expect(tab.page.text).toContain('What goes on 22 November 2028');
    expect(tab.page.text).toContain('2 records will go');
    expect((await tab.open(`${here}/next-run?on=2028-11-21`)).page.text).toContain('Nothing goes');

    await tab.open(`${here}/holds/new?rule=inquiries`);
    const hold = {
      record: kept.id,
      customer: '',
      reason: 'They have <b>sued</b>.',
      owner: `Lee ${personMark}`,
      reviewOn: '2029-01-31',
    };
    await tab.send({ kind: 'legal', rule: 'inquiries', ...hold, reviewOn: '2028-11-21' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('a hold is not for ever');
    expect(tab.page.text).toContain('They have &lt;b&gt;sued');
    await tab.send({ kind: 'legal', rule: '', ...hold });
    expect(tab.page.text).toContain('Say what kind of record it is');
    await tab.send({ kind: 'legal', rule: 'inquiries', ...hold, record: '' });
    expect(tab.page.text).toContain('or a customer; not both');
    await tab.send({ kind: 'legal', rule: 'inquiries', ...hold });
    expect(tab.page.path).toBe(`${here}/holds?done=placed`);
    expect(tab.page.text).toContain('They have &lt;b&gt;sued');
    await tab.open(`${here}/next-run`);
    expect(tab.page.text).toContain('1 record will go');
    expect(tab.page.text).toContain('1 by a legal hold');

    world.at('2028-11-22T00:02:00Z');
    expect(await keep(world)).toBe(1);
    await tab.open(`${here}/runs`);
    const log = new RegExp(`${here}/runs/2028-11-22/inquiries`).exec(tab.page.text)?.[0] ?? '';
    await tab.open(log);
    expect(tab.page.text).toContain(gone.id);
    expect(tab.page.text).not.toContain(kept.id);
  });

  it('lets a hold be reviewed and lifted by those who may, and not over another', async () => {
    const world = await start();
    const { id: record } = await inquired(world);
    const said = { reason: 'A dispute.', owner: `Lee ${personMark}`, reviewOn: '2027-01-31' };
    const { body } = must(
      await world
        .as('owner')
        .post('/retention-holds', { kind: 'legal', rule: 'inquiries', record, ...said }),
    );
    const at = `${here}/holds/${String(pick(body, 'id'))}`;
    const tab = await enterAsOwner(world);
    await tab.open(root);
    expect(tab.page.text).not.toContain('Holds to review');
    const late = tab.another();
    await late.open(`${at}/lifting`);
    expect(late.page.text).toContain('A dispute.');
    await tab.open(`${at}/review`);
    await tab.send({ ...said, reviewOn: '2026-12-01' });
    expect((await tab.open(root)).page.text).toContain('Holds to review');
    await tab.open(`${at}/review`);
    await tab.send({ ...said, reviewOn: '2027-06-30' });
    expect(tab.page.path).toBe(`${here}/holds?done=reviewed`);
    await late.send({ reason: 'Settled.' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('2027-06-30');
    expect(late.page.text).toContain('Settled.');
    await late.send({ reason: 'Settled.' });
    expect(late.page.path).toBe(`${here}/holds?done=lifted`);
    expect(late.page.text).toContain('Nothing is held');
    expect((await tab.open(`${here}/holds?lifted=true`)).page.text).toContain('A dispute.');

    const auditor = await enterAs(world, tab, 'auditor');
    await auditor.open(`${here}/holds?lifted=true`);
    expect(auditor.page.text).toContain('A dispute.');
    expect(auditor.page.text).not.toContain('/holds/new');
    for (const path of ['review', 'lifting'])
      expect((await auditor.open(`${at}/${path}`)).page.status).toBe(403);
    const viewer = await enterAs(world, tab, 'viewer');
    expect((await viewer.open(here)).page.text).not.toContain(`${here}/holds`);
    for (const path of ['holds', 'holds/new', 'rules/new', 'rules/inquiries/edit'])
      expect((await viewer.open(`${here}/${path}`)).page.status, path).toBe(403);
    await viewer.open(`${here}/rules/inquiries`);
    expect(viewer.page.text).toContain('24 months');
    expect(viewer.page.text).not.toContain(`${here}/rules/inquiries/`);
  });

  it('states rules in words, public at once, and only counts on the first day', async () => {
    const world = await start();
    await keep(world);
    const tab = await enterAsOwner(world);
    const edit = `${here}/rules/inquiries/edit`;
    await tab.open(edit);
    const late = tab.another();
    await late.open(edit);
    const words = {
      record: 'Letters <i>and</i> mails',
      recordDe: '',
      basis: 'Art. 6(1)(f) GDPR',
      from: 'last-activity',
      ground: 'legitimate-interest',
      fate: 'delete',
    };
    await tab.send({ ...words, period: 'a while' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('e.g. 24 months');
    expect(tab.page.text).toContain('Letters &lt;i&gt;and');
    await tab.send({ ...words, period: '1 year and 6 months' });
    expect(tab.page.path).toBe(`${here}?done=stated`);
    const { body } = must(await world.as('viewer').get('/retention-rules/inquiries'));
    expect(pick(body, 'period')).toBe('P1Y6M');
    expect((await world.get(publicPage)).text).toContain('Letters &lt;i&gt;and');
    await late.send({ ...words, record: 'Post', period: '2 years' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('1 year and 6 months');

    await tab.open(`${here}/rules/new`);
    await tab.send({ ...words, id: 'product-accounts', period: '', fate: 'delete' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Kept for: Give a period');
    await tab.send({ ...words, id: 'product-accounts', period: 'at once', fate: 'delete' });
    expect((await world.get(publicPage)).text).toContain('id="product-accounts"');
    await tab.open(`${here}/rules/product-accounts/removal`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=removed`);
    expect((await world.get(publicPage)).text).not.toContain('id="product-accounts"');
    await tab.open(`${here}/rules/inquiries`);
    expect(tab.page.text).not.toContain('/removal');
  });

  it('warns that a rule which was changed only counts that day', async () => {
    const world = await start();
    await inquired(world);
    world.at('2026-12-04T09:00:00Z');
    await keep(world);
    const { body, etag = '' } = must(await world.as('owner').get('/retention-rules/inquiries'));
    const { id: _, keptIn: _k, asShipped: _a, changedAt: _c, url: _u, ...facts } = Object(body);
    const shorter = { ...facts, period: 'P7D' };
    must(await world.as('owner').put('/retention-rules/inquiries', shorter, { 'if-match': etag }));
    const tab = await enterAsOwner(world);
    await tab.open(`${here}/next-run`);
    expect(tab.page.text).toContain('Nothing goes.');
    expect(tab.page.text).toContain('1 rule that is new or changed has records that are due');
    expect(tab.page.text).toContain('1 only counted; from');
    await tab.open(`${here}/next-run?on=2026-12-06`);
    expect(tab.page.text).toContain('1 record will go.');
    world.at('2026-12-05T09:00:00Z');
    expect(await keep(world)).toBe(0);
    world.at('2026-12-06T09:00:00Z');
    expect(await keep(world)).toBe(1);
  });
});
