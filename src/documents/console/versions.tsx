import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { confirmPage } from '../../console/confirm.tsx';
import { box } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, needsProof } from '../../console/guard.ts';
import { CheckField } from '../../http/form-fields.tsx';
import type { Edition } from '../model.ts';
import { isListed } from '../model/events.ts';
import { issueVersion, withdrawVersion } from '../service/issuing.ts';
import { findReach, type Reach } from '../service/reach.ts';
import { stateWords, visibilityWords } from '../words/kinds.ts';
import { UnprotectedField } from './edition-fields.tsx';
import { type Paper, versionOf } from './paper.tsx';

/** Putting a version in force, and taking one back. */
export const versionForms = new Hono<ConsoleEnv>();

type Found = Paper & { readonly edition: Edition };

confirmPage(versionForms, {
  path: '/documents/:id{doc_[0-9a-f]+}/versions/:version/issue',
  guards: [needs('issueDocumentVersion'), needsProof],
  current: 'documents',
  schema: z.object({ announce: box, acceptsUnprotected: box }),
  labels: { announce: 'Announcement', acceptsUnprotected: 'Protection' },
  async ask(c) {
    const found = await versionOf(c);
    const { document, edition, crumb } = found;
    const reach = await findReach(c.env.deps, document);
    return {
      title: `Put version ${edition.number} in force?`,
      crumb,
      version: edition.version,
      stands: standing(found),
      entries: { announce: isListed(document) ? 'yes' : '' },
      effects: effectsOfIssue(found, reach),
      submit: 'Put it in force',
      fields: (form) => (
        <>
          {isListed(document) ? (
            <CheckField
              form={form}
              name="announce"
              label={`Tell ${followersOf(reach)} by an update`}
              hint="An update is public and stays in the transparency log. It names the document and the version."
            />
          ) : null}
          {document.isMarked ? <UnprotectedField form={form} /> : null}
        </>
      ),
    };
  },
  async act(c, { announce, acceptsUnprotected }, expected) {
    const { document, edition } = await versionOf(c);
    const which = { slug: document.slug, number: edition.number };
    const how = { expected, acceptsUnprotected, announces: announce };
    await issueVersion(c.get('visit').ctx, which, how);
    return `/documents/${document.id}?done=issued`;
  },
});

function standing({ document, edition }: Found): string {
  const inForce =
    document.edition === undefined ? 'none' : `version ${String(document.edition.number)}`;
  return `Version ${edition.number}: ${stateWords[edition.state]}; in force: ${inForce}; ${visibilityWords[document.visibility]}`;
}

function effectsOfIssue({ document, edition }: Found, { holders }: Reach): readonly string[] {
  const { visibility, edition: before } = document;
  const whose = {
    public: 'Everybody can download it at once.',
    'on-request': 'Whoever is approved gets it from now on.',
    nda: 'Whoever is approved and accepts the NDA gets it from now on.',
    hidden: 'Nobody outside sees it: the document is hidden.',
  } as const;
  const older = `Version ${before?.number} is superseded. Its page says so.`;
  const renewed = `${counted(holders, 'person', 'people')} may have the version before; each is told once that there is a newer one.`;
  return [
    `It is the version of “${document.title}” that counts from now on: ${edition.fileName}.`,
    whose[visibility],
    ...(before === undefined || before.number === edition.number ? [] : [older]),
    ...(before === undefined || holders === 0 || visibility === 'public' ? [] : [renewed]),
  ];
}

function losing({ document, edition }: Found, holders: number): readonly string[] {
  if (edition.state === 'draft') return [];
  const inForce = `“${document.title}” has no version in force until you put another one in force.`;
  const held = `${counted(holders, 'person', 'people')} may have some version of it now; who has this one loses it.`;
  return [
    ...(edition.state === 'issued' ? [inForce] : []),
    document.visibility === 'public' ? 'Everybody could download it until now.' : held,
  ];
}

function followersOf({ followers: { atOnce, inDigest } }: Reach): string {
  const now = counted(atOnce, 'subscriber');
  return inDigest === 0
    ? `${now} who follow documents`
    : `${now} at once and ${inDigest} in their next digest`;
}

confirmPage(versionForms, {
  path: '/documents/:id{doc_[0-9a-f]+}/versions/:version/withdrawal',
  guards: [needs('withdrawDocumentVersion')],
  current: 'documents',
  schema: z.object({}),
  async ask(c) {
    const found = await versionOf(c);
    const { document, edition, crumb } = found;
    const { holders } = await findReach(c.env.deps, document);
    return {
      title: `Withdraw version ${edition.number}?`,
      crumb,
      version: edition.version,
      stands: standing(found),
      effects: [
        'Nobody gets it any more, and no public page names it.',
        ...losing(found, holders),
        'Its file stays with you, as evidence of what was given out. Copies that were fetched stay where they are.',
        'It can not be undone; for a new version the file is uploaded again.',
      ],
      submit: 'Withdraw it',
    };
  },
  async act(c, _, expected) {
    const { document, edition } = await versionOf(c);
    const which = { slug: document.slug, number: edition.number };
    await withdrawVersion(c.get('visit').ctx, which, expected);
    return `/documents/${document.id}?done=withdrawn`;
  },
});
