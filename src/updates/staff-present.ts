import type { Place } from '../publication/model.ts';
import type { Post } from './model.ts';
import { postUrl, presentWithdrawal } from './present.ts';
import type { StoredDraft } from './service.ts';

export function presentStaffUpdate(
  { id, draft, post, createdAt, updatedAt }: StoredDraft,
  place: Place,
) {
  return {
    id,
    follows: draft.follows ?? null,
    topic: draft.topic ?? null,
    title: draft.title ?? null,
    body: draft.body ?? null,
    severity: draft.severity ?? null,
    status: draft.status ?? null,
    services: draft.services ?? [],
    ...(draft.translations && { translations: draft.translations }),
    published: post
      ? { update: post.thread, position: post.position, url: postUrl(post, place) }
      : null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentPublishedPost(post: Post, place: Place) {
  return {
    update: post.thread,
    position: post.position,
    url: postUrl(post, place),
    publishedAt: post.publishedAt.toISOString(),
    withdrawn: post.withdrawal ? presentWithdrawal(post.withdrawal) : null,
  };
}
