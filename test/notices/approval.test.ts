import { describe, expect, it } from 'vitest';
import { must, pick, type Reply } from '../support/client.ts';
import type { World } from '../support/app.ts';
import { facts, personMark } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import type { StaffClient } from '../support/client.ts';
import { eventsOf, holderOf, prepare, started } from './announced.ts';

const addition = { postmark: { facts: facts() } };
const inTime = { effectiveOn: '2026-12-23' };
const conflict = { status: 409, code: 'conflict' };

async function approve(by: StaffClient, path: string, etag?: string): Promise<Reply> {
  const tag = etag ?? (await by.get(path)).etag ?? '';
  return by.put(`${path}/approval`, undefined, { 'if-match': tag });
}

async function publish(by: StaffClient, path: string): Promise<Reply> {
  return by.put(`${path}/publication`, {}, { 'if-match': '*' });
}

/** Two people, and what one of them has written. */
async function written(): Promise<{
  trust: World;
  ann: StaffClient;
  ben: StaffClient;
  path: string;
}> {
  const trust = await started();
  const [ann, ben] = [await holderOf(trust, 'Ann'), await holderOf(trust, 'Ben')];
  return { trust, ann, ben, path: await prepare(trust, inTime, addition, ann) };
}

describe('a batch', () => {
  it('is not approved by whoever has written in it', async () => {
    const { trust, ann, path } = await written();
    const refused = await refuses(trust, () => approve(ann, path), conflict);
    expect(pick(refused.body, 'detail')).toMatch(/ask another holder of a key/);
  });

  it('is approved by somebody else and then published, by whom ever', async () => {
    const { trust, ann, ben, path } = await written();
    const approved = must(await approve(ben, path));
    expect(approved.body).toMatchObject({ approval: { isSole: false } });
    expect((await publish(ann, path)).status).toBe(201);
    const [event] = await eventsOf(trust, 'batch.approved');
    expect(event).toMatchObject({ public: false, data: { version: expect.any(Number) } });
    expect(JSON.stringify(event)).not.toContain('Ben');
  });

  it('is not approved by the same person with another key, however the name is written', async () => {
    const { trust, path } = await written();
    await refuses(trust, async () => approve(await holderOf(trust, 'Zoe'), path, '"v0"'), {
      status: 412,
    }).catch(() => undefined);
    for (const name of ['Ann', 'ANN', ' Ann '])
      expect((await approve(await holderOf(trust, name), path)).status).toBe(409);
  });

  it('is not approved with a new key by an editor whose old one was revoked', async () => {
    const trust = await started();
    const holder = `Ann ${personMark}`;
    const { body } = must(
      await trust.as('configured').post('/staff-keys', { holder, role: 'editor' }),
    );
    const ann = trust.withKey(String(pick(body, 'secret')));
    const path = await prepare(trust, inTime, addition, ann);
    must(await trust.as('configured').delete(`/staff-keys/${String(pick(body, 'id'))}`));
    expect((await approve(await holderOf(trust, 'Ann'), path)).status).toBe(409);
  });

  it('that several have written in needs somebody who has not', async () => {
    const { trust, ben, path } = await written();
    must(await ben.put(`${path}/entries/mail`, { facts: facts({ name: 'Mail' }) }));
    expect((await approve(ben, path)).status).toBe(409);
    expect((await approve(await holderOf(trust, 'Cleo'), path)).status).toBe(200);
  });

  it('loses its approval with every edit', async () => {
    const { trust, ann, ben, path } = await written();
    const edits = [
      async () => {
        const { etag = '' } = await ann.get(path);
        return ann.put(path, { reason: 'Better words.', ...inTime }, { 'if-match': etag });
      },
      async () => ann.put(`${path}/entries/mail`, { facts: facts({ name: 'Mail' }) }),
      async () => ann.delete(`${path}/entries/mail`),
      async () => ben.delete(`${path}/approval`),
    ];
    for (const edit of edits) {
      must(await approve(ben, path));
      must(await edit());
      expect((await ann.get(path)).body).toMatchObject({ approval: null });
      await refuses(trust, () => publish(ann, path), { status: 409, code: 'not_approved' });
    }
  });

  it('that nobody has approved is not published, and the dry run says so', async () => {
    const { trust, ann, path } = await written();
    const plan = must(await ann.put(`${path}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ publishable: false, approval: 'needed', faults: [] });
    await refuses(trust, () => publish(ann, path), { status: 409, code: 'not_approved' });
  });

  it('of a publisher is approved by an approver, who writes in none', async () => {
    const { trust } = await written();
    const [pat, app] = [
      await holderOf(trust, 'Pat', 'publisher'),
      await holderOf(trust, 'App', 'approver'),
    ];
    const path = await prepare(trust, inTime, addition, pat);
    await refuses(trust, () => app.delete(path), { status: 403 });
    const { etag = '' } = await pat.get(path);
    await refuses(trust, () => approve(pat, path, etag), { status: 403 });
    must(await approve(app, path));
    await refuses(trust, () => publish(app, path), { status: 403 });
    expect((await publish(pat, path)).status).toBe(201);
  });

  it('of corrections needs nobody', async () => {
    const { trust, ann } = await written();
    const entries = {
      aws: { facts: facts({ name: 'AWS', description: 'Hosts.', category: 'IT' }) },
    };
    const path = await prepare(trust, {}, entries, ann);
    const decisions = { classes: { aws: 'correction' } };
    const reply = await ann.put(`${path}/publication`, decisions, { 'if-match': '*' });
    expect(reply.status).toBe(201);
  });

  it('whose amendment is called a correction against the proposal needs somebody who agrees to that', async () => {
    const { trust, ann, ben } = await written();
    const moved = facts({
      name: 'AWS',
      description: 'Hosts.',
      locations: [{ country: 'US', activity: 'storage' }],
    });
    const path = await prepare(trust, {}, { aws: { facts: moved } }, ann);
    const body = { classes: { aws: 'correction' } };
    const lower = () => ann.put(`${path}/publication`, body, { 'if-match': '*' });
    const plan = async () => must(await ann.put(`${path}/publication?dry_run=true`, body)).body;
    const unapproved = { status: 409, code: 'not_approved' };
    expect(await plan()).toMatchObject({ publishable: false, approval: 'needed' });
    await refuses(trust, lower, unapproved);
    // Approved as it was proposed: then customers would be told, and may object.
    must(await approve(ben, path));
    expect(await plan()).toMatchObject({ publishable: false, approval: 'needed' });
    const refused = await refuses(trust, lower, unapproved);
    expect(pick(refused.body, 'errors')).toMatchObject([{ pointer: '#/classes/aws' }]);
    const agree = async (slugs: string) => {
      const { etag = '' } = await ben.get(path);
      const query = `?corrections=${slugs}`;
      return ben.put(`${path}/approval${query}`, undefined, { 'if-match': etag });
    };
    for (const slugs of ['aws,none', 'constructor', ''])
      await refuses(trust, () => agree(slugs), { status: 422 });
    expect(must(await agree('aws')).body).toMatchObject({ approval: { corrections: ['aws'] } });
    expect(await plan()).toMatchObject({ publishable: true, approval: 'given' });
    expect((await lower()).status).toBe(201);
    const [event] = await eventsOf(trust, 'batch.approved');
    expect(event).toMatchObject({ data: { corrections: ['aws'] } });
  });

  it('that was published or is not there is not approved', async () => {
    const { trust, ann, ben, path } = await written();
    must(await approve(ben, path));
    must(await publish(ann, path));
    await refuses(trust, () => approve(ben, path), conflict);
    expect((await approve(ben, '/batches/bat_none', '"v1"')).status).toBe(404);
  });
});

describe('one person alone', () => {
  it('approves by publishing, and that is what the record says', async () => {
    const trust = await started({ noticeDays: 0 });
    for (const event of await eventsOf(trust, 'batch.approved')) expect(event).toBeDefined();
    const alone = trust.as('configured');
    await revokeAll(trust);
    const path = await prepare(trust, {}, addition, alone);
    const plan = must(await alone.put(`${path}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ publishable: true, approval: 'by-publishing' });
    must(await publish(alone, path));
    expect((await alone.get(path)).body).toMatchObject({ approval: { isSole: true } });
    const events = await alone.get('/events?limit=20');
    expect(events.text).toContain('"action":"batch.approved"');
    expect(events.text).toContain('"isSole":true');
  });

  it('approves alone only as long as nobody else could', async () => {
    const trust = await started();
    const alone = trust.as('configured');
    await revokeAll(trust);
    const path = await prepare(trust, inTime, addition, alone);
    expect(must(await approve(alone, path)).body).toMatchObject({ approval: { isSole: true } });
    await holderOf(trust, 'Ben');
    await refuses(trust, () => publish(alone, path), { status: 409, code: 'not_approved' });
  });

  it('is alone with what they wrote where the others only publish, and not with what those wrote', async () => {
    const trust = await started();
    const alone = trust.as('configured');
    await revokeAll(trust);
    const pat = await holderOf(trust, 'Pat', 'publisher');
    const own = await prepare(trust, inTime, addition, alone);
    const plan = must(await alone.put(`${own}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ approval: 'by-publishing' });
    const path = await prepare(trust, inTime, addition, pat);
    // Not with `refuses`, whose keys would be somebody else.
    for (const somebody of [pat, alone]) expect((await publish(somebody, path)).status).toBe(409);
    expect(must(await approve(alone, path)).body).toMatchObject({ approval: { isSole: false } });
    expect((await publish(pat, path)).status).toBe(201);
  });

  it('is not alone who gives keys to viewers only, but these approve nothing', async () => {
    const trust = await started();
    const alone = trust.as('configured');
    await revokeAll(trust);
    const viewer = await holderOf(trust, 'Vic', 'viewer');
    const path = await prepare(trust, inTime, addition, alone);
    expect((await approve(viewer, path)).status).toBe(403);
    expect((await publish(alone, path)).status).toBe(201);
  });
});

describe('two at once', () => {
  it('of two who approve one version one wins, and the other is told', async () => {
    const { trust, ben, path } = await written();
    const cleo = await holderOf(trust, 'Cleo');
    const { etag } = await ben.get(path);
    const replies = await Promise.all([approve(ben, path, etag), approve(cleo, path, etag)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const told = replies.find(({ status }) => status === 412);
    expect(pick(told?.body, 'detail')).toMatch(/version/);
    expect(await eventsOf(trust, 'batch.approved')).toHaveLength(2);
  });

  it('of an edit and an approval of one version one wins: nothing is approved unread', async () => {
    const { ann, ben, path } = await written();
    const { etag = '' } = await ben.get(path);
    const edit = ann.put(path, { reason: 'Other words.', ...inTime }, { 'if-match': etag });
    const replies = await Promise.all([edit, approve(ben, path, etag)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('an approval says which version it means', async () => {
    const { trust, ben, path } = await written();
    await refuses(trust, () => ben.put(`${path}/approval`), {
      status: 428,
      code: 'precondition_required',
    });
  });
});

/** Every key but the configured one. */
async function revokeAll(trust: World): Promise<void> {
  const owner = trust.as('configured');
  const { body } = must(await owner.get('/staff-keys'));
  const keys = pick(body, 'items');
  for (const key of Array.isArray(keys) ? keys : [])
    if (!pick(key, 'revokedAt')) must(await owner.delete(`/staff-keys/${String(pick(key, 'id'))}`));
}
