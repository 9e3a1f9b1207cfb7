import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { updateDrafts, updatePosts, updateThreads } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(updateDrafts, {
    id: 'no',
    draft: 'no',
    createdAt: 'no',
    updatedAt: 'no',
    version: 'no',
    thread: 'no',
    position: 'no',
  }),
  declareImpersonal(updateThreads, {
    number: 'no',
    topic: 'no',
    title: 'no',
    translations: 'no',
    services: 'no',
    severity: 'no',
    status: 'no',
    openedAt: 'no',
    changedAt: 'no',
    postCount: 'no',
    withdrawn: 'no',
    open: 'no',
  }),
  declareImpersonal(updatePosts, {
    ordinal: 'no',
    eventId: 'no',
    thread: 'no',
    position: 'no',
    topic: 'no',
    body: 'no',
    translations: 'no',
    severity: 'no',
    status: 'no',
    publishedAt: 'no',
    withdrawnAt: 'no',
    withdrawnFor: 'no',
    withdrawnOrdinal: 'no',
    withdrawnBy: 'no',
  }),
];
