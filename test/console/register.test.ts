import { describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import type { Role } from '../../src/context.ts';
import { draftForm, entriesOf } from '../../src/subprocessors/console/draft-text.ts';
import { type StartOptions, startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { day, facts, fullFacts, person, personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const register = `${root}/register`;

async function begin(options: StartOptions = {}): Promise<{ world: World; ada: Tab }> {
  const world = await startApp(options);
  // Before anybody is in: later somebody has to approve each key.
  await world.makeKey('approver');
  const ada = openTab(world);
  await ada.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await ada.send({ name: `Ada ${personMark}`, address: addressOf('Ada') });
  return { world, ada };
}

function addressOf(name: string): string {
  return `${name}.${personMark}@company.example`.toLowerCase();
}

async function join(world: World, owner: Tab, name: string, role: Role): Promise<Tab> {
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `${name} ${personMark}`, address: addressOf(name), role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === addressOf(name));
  const tab = openTab(world);
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, addressOf(name)) });
}

/** A batch by the form; where it is. */
async function batchBy(tab: Tab, fields: Readonly<Record<string, string>> = {}): Promise<string> {
  await tab.open(`${register}/batches/new`);
  await tab.send({ title: 'Mail', reason: 'We need mail.', effectiveOn: '2027-01-04', ...fields });
  expect(tab.page.text).toContain('The batch is begun');
  return tab.page.path.replace(/\?.*/, '');
}

const entry = {
  slug: '',
  name: 'Postmark',
  kind: 'third-party',
  description: 'Sends mail.',
  dpaSignedOn: '2026-01-05',
  locations: 'US | Chicago | storage\nEEA',
  transfers: 'eu-us-dpf | | 2026-01-01\nStandard contractual clauses (EU) 2021/914 | 3',
  dataCategories: 'Names\nE-mail addresses',
};

describe('the register in the console', () => {
  it('is searched and filtered, and says what each entry lacks', async () => {
    const { world, ada } = await begin();
    await world.publish({
      entries: {
        postmark: facts({
          name: 'Postmark',
          lastReviewedOn: day('2026-01-01'),
          nextReviewDue: day('2026-10-01'),
        }),
        full: fullFacts({ name: '<b>Full</b> house' }),
      },
    });
    await ada.open(register);
    expect(ada.page.text).toContain('2 entries; 1 review is overdue.');
    expect(ada.page.text).not.toContain('<b>Full');
    expect(ada.page.text).toContain('Lacks');
    await ada.open(`${register}?q=postmark&state=current&lacks=review`);
    expect(ada.page.text).toContain('1 of 2 entries');
    expect(ada.page.text).not.toContain('house');
    await ada.open(`${register}?q=nobody`);
    expect(ada.page.text).toContain('No entry fits');
  });
});

describe('the form of an entry', () => {
  it('keeps every field of the register as it is', () => {
    const draft = { facts: fullFacts(), replaces: 'other', contactPerson: person() };
    expect(draftForm.parse(entriesOf(draft))).toEqual(draft);
  });
});

describe('a batch', () => {
  it('that is deleted while its form is open gives back what was typed', async () => {
    const { ada } = await begin();
    const batch = await batchBy(ada, { effectiveOn: '', title: '' });
    await ada.open(`${batch}/new-entry`);
    const other = await ada.another().open(`${batch}/removal`);
    await other.send();
    await ada.send({ ...entry, description: 'Typed for <b>an hour</b>.' });
    expect(ada.page.status).toBe(404);
    expect(ada.page.text).toContain('There is no batch with this id');
    expect(ada.page.text).toContain('Typed for &lt;b&gt;an hour&lt;/b&gt;.');
  });

  it('is written, checked, approved by another and published in the console alone', async () => {
    const { world, ada } = await begin();
    const [pat, app] = [
      await join(world, ada, 'Pat', 'publisher'),
      await join(world, ada, 'App', 'approver'),
    ];
    const batch = await batchBy(pat, { effectiveOn: '', title: '' });
    await pat.open(`${batch}/edit`);
    await pat.send({ reason: 'We need mail.', effectiveOn: '2027-01-04', supersedes: 'one' });
    expect(pat.page.status).toBe(422);
    await pat.send({ reason: 'We need mail.', effectiveOn: '2027-01-04', supersedes: '7' });
    expect(pat.page.text).toContain('It can not be published as it is');
    await pat.open(`${batch}/edit`);
    await pat.send({ reason: 'We need mail.', effectiveOn: '2027-01-04', supersedes: '' });
    expect(pat.page.text).toContain('Stored.');
    await pat.open(`${batch}/new-entry`);
    await pat.send({ ...entry, locations: 'Nowhere', lei: 'XX' });
    expect(pat.page.status).toBe(422);
    expect(pat.page.text).toMatch(/Where: Line 1: Must be an ISO/);
    expect(pat.page.text).toContain('value="Postmark"');
    await pat.send(entry);
    expect(pat.page.text).toContain('The entry is in the batch');
    for (const shown of [
      '1 entry would change',
      'Chicago',
      'Needed: another person',
      `Pat ${personMark}`,
    ])
      expect(pat.page.text).toContain(shown);

    await pat.open(`${batch}/publication`);
    const stale = await pat.another().open(`${batch}/publication`);
    await pat.send();
    expect(pat.page).toMatchObject({ status: 409 });
    expect(pat.page.text).toContain('Somebody else has to approve the batch first');
    expect((await pat.open(`${batch}/approval`)).page.status).toBe(403);

    await app.open(batch);
    expect(app.page.text).not.toContain(`${batch}/publication`);
    await app.open(`${batch}/approval`);
    await app.send();
    expect(app.page.text).toContain(`App ${personMark}`);

    await stale.send();
    expect(stale.page.status).toBe(412);
    expect(stale.page.text).toContain('approval given');
    expect(stale.page.text).toContain('approval needed');
    await stale.send();
    expect(stale.page.path).toBe(`${batch}?done=published`);
    expect(stale.page.text).toContain(`${root}/changes/1`);
    const change = must(await world.get('/trust/changes/1.json')).body;
    expect(change).toMatchObject({ effectiveOn: '2027-01-04' });
    expect(await world.entry('postmark')).toMatchObject({
      facts: {
        locations: [{ country: 'US', label: 'Chicago', activity: 'storage' }, { region: 'EEA' }],
        transfers: [
          { mechanism: 'eu-us-dpf', from: '2026-01-01' },
          { mechanism: 'scc-2021-914', sccModule: 3 },
        ],
        dataCategories: ['Names', 'E-mail addresses'],
      },
    });
    expect((await pat.open(`${batch}/publication`)).page.status).toBe(409);
  });

  it('is published as a correction against the proposal once whoever approves has ticked that', async () => {
    const { world, ada } = await begin();
    await world.publish({ entries: { old: facts({ name: 'Old' }) } });
    const app = await join(world, ada, 'App', 'approver');
    const batch = await batchBy(ada, { effectiveOn: '' });
    await ada.open(`${batch}/entries/old`);
    await ada.send({ ...entriesOf({ facts: facts({ name: 'Old' }) }), legalName: 'Old Inc.' });
    const lower = async () => {
      await ada.open(`${batch}/publication`);
      return ada.send({ 'class-old': 'correction' });
    };
    await app.open(`${batch}/approval`);
    expect(app.page.text).toContain('The amendment of Old may be published as a correction');
    await app.send();
    await lower();
    expect(ada.page.status).toBe(409);
    expect(ada.page.text).toContain('Old: Proposed as substantive: leave it so');
    await app.open(`${batch}/approval`);
    await app.send({ 'correction-old': 'yes' });
    await lower();
    expect(ada.page.text).toContain('Published.');
    expect(must(await world.get('/trust/changes/2.json')).body).toMatchObject({
      class: 'correction',
    });
  });

  it('is not approved by who wrote it, nor with a key that they made', async () => {
    const { world, ada } = await begin();
    await join(world, ada, 'Bo', 'approver');
    const batch = await batchBy(ada);
    await ada.open(`${batch}/new-entry`);
    await ada.send(entry);
    await ada.open(`${batch}/approval`);
    await ada.send();
    expect(ada.page.status).toBe(409);
    expect(ada.page.text).toContain('Whoever wrote it does not approve it');
    await ada.open(`${root}/keys/new`);
    await ada.send({ holder: 'Build', role: 'editor', expiresAt: '' });
    const secret = />(annex_\w{30})</.exec(ada.page.text)?.[1] ?? '';
    const keys = must(await world.as('configured').get('/staff-keys')).body;
    const key = pickList(keys, 'items').find((each) => pick(each, 'holder') === 'Build');
    must(await world.as('configured').put(`/staff-keys/${String(pick(key, 'id'))}/approval`, {}));
    const build = world.withKey(secret);
    const path = `/batches/${batch.split('/').at(-1) ?? ''}`;
    const { etag = '' } = must(await build.get(path));
    expect((await build.put(`${path}/approval`, undefined, { 'if-match': etag })).status).toBe(409);
    const { body } = must(await build.post('/batches', { reason: 'A reason.' }));
    const theirs = `/batches/${String(pick(body, 'id'))}`;
    must(await build.put(`${theirs}/entries/other`, { facts: facts({ name: 'Other' }) }));
    await ada.open(`${register}${theirs}/approval`);
    await ada.send();
    expect(ada.page.status).toBe(409);
  });

  it('is not published when what it does has changed though nobody wrote in it', async () => {
    const { world, ada } = await begin();
    await world.publish({ entries: { old: facts({ name: 'Old' }) } });
    const batch = await batchBy(ada);
    await ada.open(`${batch}/new-entry`);
    await ada.send(entry);
    await world.approve(/bat_\w+/.exec(batch)?.[0] ?? '');
    await ada.open(`${batch}/publication`);
    const staff = world.as('configured');
    const { body, etag = '' } = must(await staff.get('/organisation'));
    const longer = { ...Object(body), objectionDays: 33 };
    must(await staff.put('/organisation', longer, { 'if-match': etag }));
    await ada.send();
    expect(ada.page.status).toBe(412);
    expect(ada.page.text).toMatch(/objections until 2026-12-2\d[^]*objections until 2026-12-25/);
    expect((await world.get('/trust/changes/2')).status).toBe(404);
    await ada.send();
    expect(ada.page.text).toContain('Published.');
  });

  it('shows both versions to who edits an entry in a stale tab, and nothing of it is for a viewer', async () => {
    const { world, ada } = await begin();
    const vi = await join(world, ada, 'Vi', 'viewer');
    await world.publish({
      entries: { postmark: facts({ name: 'Postmark' }) },
      persons: { postmark: person() },
    });
    await ada.open(`${register}/entries/postmark/edit`);
    await ada.send({ batch: '../../keys' });
    expect(ada.page.status).toBe(422);
    await ada.send({ batch: '' });
    const form = ada.page.path;
    const other = await ada.another().open(form);
    await ada.send({ ...entry, category: '<i>Mail</i>' });
    expect(ada.page.text).not.toContain('<i>Mail');
    await other.send({ ...entry, category: 'Letters' });
    expect(other.page.status).toBe(412);
    for (const shown of ['Letters', '&lt;i&gt;Mail&lt;/i&gt;'])
      expect(other.page.text).toContain(shown);
    await other.send({ ...entry, category: 'Letters' });
    expect(other.page.text).toContain('Letters');

    const batch = form.replace(/\/entries\/.*/, '');
    await vi.open(`${register}/entries/postmark`);
    expect(vi.page.text).toContain('Somebody is named');
    expect(vi.page.text).not.toContain('Zoe');
    expect(vi.page.text).not.toContain('/edit');
    await vi.open(batch);
    expect(vi.page.status).toBe(200);
    for (const act of ['publication', 'new-entry', 'removal', 'edit', 'approval'])
      expect((await vi.open(`${batch}/${act}`)).page.status).toBe(403);
    expect((await vi.open(`${register}/bulk?pick-postmark=yes`)).page.status).toBe(403);

    await ada.open(`${batch}/entries/postmark/removal`);
    await ada.send();
    expect(ada.page.text).toContain('No entry differs');
    await ada.open(`${batch}/removal`);
    await ada.send();
    expect(ada.page.text).toContain('The batch is thrown away');
    expect((await ada.open(batch)).page.status).toBe(404);
  });

  it('takes one field of many entries', async () => {
    const { world, ada } = await begin();
    await world.publish({
      entries: {
        one: facts({ name: 'One', scope: { plans: ['Pro'] } }),
        two: facts({ name: 'Two', effectiveFrom: day('2026-06-01') }),
        three: facts({ name: 'Three' }),
      },
    });
    await ada.open(`${register}/bulk?pick-one=yes&pick-two=yes&pick-none=yes`);
    expect(ada.page.text).toContain('Edit 2 entries together');
    await ada.send({ field: 'lastReviewedOn', value: 'yesterday', batch: '' });
    expect(ada.page.status).toBe(422);
    expect(ada.page.text).toContain('yesterday');
    await ada.send({ field: 'effectiveUntil', value: '2026-05-01', batch: '' });
    expect(ada.page.text).toContain('Two: Must be after the first day of processing');
    const batches = must(await world.as('configured').get('/batches')).body;
    expect(pickList(batches, 'items')).toHaveLength(1);
    await ada.send({ field: 'feature', value: 'Mail', batch: '' });
    expect(ada.page.text).toContain('The entries are in the batch');
    const path = `/batches/${/bat_\w+/.exec(ada.page.path)?.[0] ?? ''}`;
    const { body } = must(await world.as('configured').get(path));
    expect(pickList(body, 'entries').map((each) => pick(each, 'facts', 'scope'))).toEqual([
      { plans: ['Pro'], feature: 'Mail' },
      { feature: 'Mail' },
    ]);
  });

  it.each([
    { named: 'announced', form: { ...entry, replaces: 'old' }, effectiveOn: '2027-01-04' },
    { named: 'in effect at once', form: { ...entry, name: 'Older' }, effectiveOn: '' },
  ])('$named is shown as its pages will be, and they are', async ({ form, effectiveOn }) => {
    const { world, ada } = await begin();
    const old = facts({ name: 'Old', description: 'Sends mail.' });
    await world.publish({ entries: { old } });
    const batch = await batchBy(ada, { effectiveOn });
    const isNew = effectiveOn !== '';
    await ada.open(isNew ? `${batch}/new-entry` : `${batch}/entries/old`);
    await ada.send(isNew ? form : { ...entriesOf({ facts: old }), name: 'Older' });
    const slugs = isNew ? ['old', 'postmark'] : ['old'];
    const paths = [
      '',
      '/subprocessors',
      '/annex-iii',
      '/changes/2',
      ...slugs.flatMap((slug) => [`/subprocessors/${slug}`, `/subprocessors/${slug}/history`]),
      // What asks the database: the log, the past and the future, and what is found by words.
      '/changes',
      '/changes?class=correction',
      '/timeline',
      '/versions',
      '/versions/2',
      '/diff?from=1&to=2',
      '/subprocessors?as_of=2027-02-01',
      '/search?q=mail',
      '/de',
      '/de/changes/2',
    ];
    const seen = new Map<string, string>();
    await ada.open(`${batch}/preview`);
    const before = await dumpTables(world);
    for (const path of paths) {
      await ada.open(`${batch}/preview${path}`);
      expect(`${path}: ${ada.page.status}`).toBe(`${path}: 200`);
      expect(ada.page.text).toMatch(/Nothing on this page is published yet|Vorschau\./);
      seen.set(path, plain(ada.page.text, `${batch}/preview`));
    }
    // Carried out as if it were published, and nothing of it is left.
    expect(await dumpTables(world)).toEqual(before);
    expect((await world.get('/trust/changes/2')).status).toBe(404);
    for (const path of ['/subscribe', '/changes.json', '//changes.json']) {
      await ada.open(`${batch}/preview${path}`);
      expect(ada.page.text).toContain('This is not part of the preview');
      expect(ada.page.text).toContain(`href="/trust${path.replace('//', '/')}"`);
    }
    await world.approve(/bat_\w+/.exec(batch)?.[0] ?? '');
    await ada.open(`${batch}/publication`);
    await ada.send(isNew ? {} : { 'class-old': 'correction' });
    expect(ada.page.text).toContain('Published.');
    for (const path of paths)
      expect(plain((await world.get(`/trust${path}`)).text, '/trust')).toBe(seen.get(path));
  });

  it('has no places in the transparency log before it is published, and its preview says so', async () => {
    const { world, ada } = await begin();
    await world.publish({ entries: { old: facts({ name: 'Old' }) } });
    const batch = await batchBy(ada);
    await ada.open(`${batch}/new-entry`);
    await ada.send(entry);
    const checkpoint = (await world.get('/trust/log/checkpoint')).text;
    await ada.open(`${batch}/preview/changes/2`);
    const proof = sectionOf(ada.page.text, 'proof');
    expect(proof).toContain('come into being when it is published');
    expect(proof).not.toMatch(/Event|log\/proof/);
    await ada.open(`${batch}/preview/changes/1`);
    expect(sectionOf(ada.page.text, 'proof')).toMatch(/Event <code>.*log\/proof/s);
    for (const path of ['/log', '/de/log', '/log/proof/4', '/log/checkpoint']) {
      await ada.open(`${batch}/preview${path}`);
      expect(ada.page.text).toContain('The transparency log signs only what is published');
    }
    expect((await world.get('/trust/log/checkpoint')).text).toBe(checkpoint);
  });

  it('that takes the place of an announced change is shown so too', async () => {
    const { world, ada } = await begin();
    await world.publish({ entries: { old: facts({ name: 'Old' }) } });
    const entries = { postmark: facts({ name: 'Postmark' }), gone: facts({ name: 'Gone' }) };
    await world.publish({ entries, effectiveOn: '2027-01-04' });
    const batch = await batchBy(ada, { supersedes: '2', effectiveOn: '2027-02-01' });
    await ada.open(`${batch}/entries/postmark`);
    await ada.send(entry);
    const paths = ['', '/subprocessors', '/changes/2', '/changes/3', '/subprocessors/gone'];
    const seen = new Map<string, string>();
    for (const path of paths)
      seen.set(
        path,
        plain((await ada.open(`${batch}/preview${path}`)).page.text, `${batch}/preview`),
      );
    await world.approve(/bat_\w+/.exec(batch)?.[0] ?? '');
    await ada.open(`${batch}/publication`);
    await ada.send();
    expect(ada.page.text).toContain('Published.');
    for (const path of paths)
      expect(plain((await world.get(`/trust${path}`)).text, '/trust')).toBe(seen.get(path));
  });
});

function sectionOf(page: string, name: string): string {
  return (
    new RegExp(`<section class="block" aria-labelledby="${name}">.*?</section>`, 's').exec(
      page,
    )?.[0] ?? ''
  );
}

/** A page without what is the preview's own: its base, its banner, and places in the transparency log. */
function plain(page: string, base: string): string {
  return (
    page
      .replaceAll('<wbr/>', '')
      .replaceAll(`${base}"`, '/trust"')
      .replaceAll(`${base}/`, '/trust/')
      .replaceAll(base, '/trust')
      .replace(/<div class="past">.*?<\/div><\/div>/s, '')
      // No script runs in the console.
      .replace(/<p class="small narrowed.*?<\/script>/s, '')
      .replace(/<section class="block" aria-labelledby="proof">.*?<\/section>/s, '')
  );
}
