import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEventId } from '../../src/core/ids.ts';
import {
  type Draft,
  faultsIn,
  foldThread,
  isOpen,
  maxPosts,
  type Post,
  severities,
  statuses,
  topics,
} from '../../src/updates/model.ts';
import { audienceOf, kindOf, postTitle, statusOf } from '../../src/updates/words.ts';
import { countingIds } from '../support/factories.ts';

const ids = countingIds(1);
const head = { number: 1, topic: 'incident', title: 'Late mail', services: [] } as const;

describe('a thread', () => {
  it('is as severe and as far as the newest post that stands says', () => {
    const posts = [
      post({ severity: 'major', status: 'investigating' }),
      post({ status: 'identified' }),
      post({ severity: 'minor', status: 'resolved' }),
    ];
    expect(foldThread(head, posts)).toMatchObject({ severity: 'minor', status: 'resolved' });
    const without = posts.map((each, at) => (at === 2 ? withdrawn(each) : each));
    const thread = foldThread(head, without);
    expect(thread).toMatchObject({ severity: 'major', status: 'identified', postCount: 3 });
    expect(isOpen(thread)).toBe(true);
  });

  it('of which nothing stands says nothing, whatever it said before', () => {
    const said = foldThread(head, [post({ severity: 'major', status: 'investigating' })]);
    const gone = foldThread(said, [
      withdrawn(post({ severity: 'major', status: 'investigating' })),
    ]);
    expect(gone).not.toHaveProperty('severity');
    expect(gone).not.toHaveProperty('status');
    expect([gone.isWithdrawn, isOpen(gone)]).toEqual([true, false]);
    expect(statusOf(gone).word).toBe('Withdrawn');
  });

  it('is open exactly while it is an incident that is neither resolved nor withdrawn', () => {
    const anyPost = fc.record({
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...statuses),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...topics), fc.array(anyPost, { minLength: 1 }), (topic, all) => {
        const posts = all.map(({ isGone, ...said }) =>
          isGone ? withdrawn(post(said)) : post(said),
        );
        const last = all.findLast(({ isGone }) => !isGone);
        const thread = foldThread({ ...head, topic }, posts);
        expect(isOpen(thread)).toBe(
          topic === 'incident' && !all[0]?.isGone && last?.status !== 'resolved',
        );
        expect(thread.postCount).toBe(all.length);
        expect(thread.changedAt >= thread.openedAt).toBe(true);
      }),
    );
  });

  it('has an end, and says what to do then', () => {
    const posts = Array.from({ length: maxPosts }, () => post({ status: 'identified' }));
    const next: Draft = { follows: 1, body: 'More.', status: 'identified' };
    expect(faultsIn(next, foldThread(head, posts.slice(1)), [])).toEqual([]);
    expect(faultsIn(next, foldThread(head, posts), [])).toEqual([
      { pointer: '#/follows', detail: expect.stringContaining('begin a new one') },
    ]);
  });
});

describe('words', () => {
  it('name what a post is, and keep its title when it is withdrawn', () => {
    const thread = foldThread(head, [post({ severity: 'critical', status: 'investigating' })]);
    expect(kindOf(thread)).toBe('Critical incident');
    const first = post({ status: 'investigating' });
    expect(postTitle(first, thread)).toBe('Investigating: Late mail');
    expect(postTitle(withdrawn(first), thread)).toBe('Investigating: Late mail');
    const policy = foldThread({ ...head, topic: 'policy' }, [post({})]);
    expect([kindOf(policy), postTitle(post({}), policy)]).toEqual(['Policy', 'Late mail']);
    expect(postTitle({ ...post({}), position: 2 }, policy)).toBe('Follow-up: Late mail');
  });

  it('name the services that are concerned, by slug where they are gone', () => {
    const services = ['Website', 'App', 'API'].map((name) => ({ slug: name.toLowerCase(), name }));
    expect(audienceOf([], services)).toBe('All services');
    expect(audienceOf(['app'], services)).toBe('App');
    expect(audienceOf(['website', 'app', 'gone'], services)).toBe('Website, App and gone');
  });
});

function post(said: Pick<Post, 'severity' | 'status'>): Post {
  return {
    thread: 1,
    position: 1,
    ordinal: 1,
    eventId: newEventId(ids),
    topic: 'incident',
    body: 'What we know.',
    publishedAt: new Date('2026-11-22T09:00:00Z'),
    ...said,
  };
}

function withdrawn(each: Post): Post {
  const at = new Date('2026-11-23T09:00:00Z');
  return { ...each, withdrawal: { at, reason: 'Wrong.', ordinal: 2, eventId: newEventId(ids) } };
}
