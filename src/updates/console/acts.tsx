import { Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, needsProof } from '../../console/guard.ts';
import { LineField } from '../../http/form-fields.tsx';
import { withdrawalInput } from '../schema.ts';
import { deleteUpdate, publishUpdate, withdrawUpdate } from '../service.ts';
import { toldInWords, type Written, writtenOf } from './post.tsx';

/** Publishing a draft, withdrawing a post, discarding a draft. */
export const updateActs = new Hono<ConsoleEnv>();

const path = '/updates/:id{upd_[0-9a-f]+}';

function standing({ stored, title }: Written): string {
  return stored.post === undefined
    ? `Draft: ${title}; ${(stored.draft.body ?? '').length} characters`
    : `Published as ${stored.post.thread}: ${title}`;
}

confirmPage(updateActs, {
  path: `${path}/publication`,
  guards: [needs('publishUpdate'), needsProof],
  current: 'updates',
  schema: z.object({}),
  async ask(c) {
    const written = await writtenOf(c);
    const { stored, here, title } = written;
    const { follows } = stored.draft;
    return {
      title: `Publish “${title}”?`,
      crumb: { href: here, label: title },
      version: stored.version,
      stands: standing(written),
      effects: [
        follows === undefined
          ? 'It begins a new update on the public page and in the feeds.'
          : `It continues update ${follows} on the public page and in the feeds.`,
        `It tells ${toldInWords(written)}.`,
        'It becomes an entry of the transparency log and can never be edited: a correction is a follow-up.',
      ],
      submit: 'Publish it',
    };
  },
  async act(c, _, version) {
    const { stored } = await writtenOf(c);
    await publishUpdate(c.get('visit').ctx, stored.id, version);
    return `/updates/${stored.id}?done=published`;
  },
});

confirmPage(updateActs, {
  path: `${path}/withdrawal`,
  guards: [needs('withdrawUpdate')],
  current: 'updates',
  schema: z.object({ reason: withdrawalInput.shape.reason }),
  labels: { reason: 'Reason' },
  async ask(c) {
    const written = await writtenOf(c);
    const { stored, here, title } = written;
    return {
      title: `Withdraw “${title}”?`,
      crumb: { href: here, label: title },
      version: stored.version,
      stands: standing(written),
      effects: [
        'The page, JSON and feeds then say that it was withdrawn and why, instead of what it said.',
        `It tells ${toldInWords(written)} that it is withdrawn.`,
        'The transparency log keeps what it said: nothing is taken out of it. It can not be undone.',
      ],
      submit: 'Withdraw it',
      fields: (form) => (
        <LineField
          form={form}
          name="reason"
          label="Reason"
          max={1_000}
          autocomplete="off"
          hint="Published in its place; name no person."
        />
      ),
    };
  },
  async act(c, { reason }) {
    const { stored } = await writtenOf(c);
    await withdrawUpdate(c.get('visit').ctx, stored.id, reason);
    return `/updates/${stored.id}?done=withdrawn`;
  },
});

confirmPage(updateActs, {
  path: `${path}/removal`,
  guards: [needs('deleteUpdate')],
  current: 'updates',
  schema: z.object({}),
  async ask(c) {
    const written = await writtenOf(c);
    const { stored, here, title } = written;
    return {
      title: `Discard “${title}”?`,
      crumb: { href: here, label: title },
      version: stored.version,
      stands: standing(written),
      effects: ['One draft is deleted, with all that was typed. Nobody outside has seen it.'],
      submit: 'Discard it',
    };
  },
  async act(c) {
    const { stored } = await writtenOf(c);
    await deleteUpdate(c.get('visit').ctx, stored.id);
    return '/updates?done=discarded';
  },
});
