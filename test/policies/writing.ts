import type { World } from '../support/app.ts';
import { must, pick, type Reply } from '../support/client.ts';

/** What staff may send; a test may send anything else. */
export type Input = Readonly<Record<string, unknown>>;

export const privacyPolicy: Input = {
  slug: 'privacy-policy',
  kind: 'privacy-policy',
  title: 'Privacy policy',
  noticeDays: 30,
};

export const text = [
  '---',
  'title: Privacy policy',
  'description: What we do with personal data.',
  '---',
  '# Who we are',
  'We are Qluster Corp.',
  '# How long we keep it',
  '<!-- annex:retention -->',
  '<!-- /annex:retention -->',
  '# Your rights',
  'You may [write to us](mailto:privacy@qluster.example).',
].join('\n');

export async function begin(trust: World, input: Input = privacyPolicy): Promise<Reply> {
  return must(await trust.as('editor').post('/policies', input));
}

export type Draft = { readonly number: number; readonly path: string; readonly etag: string };

/** The next draft, through the API. */
export async function draft(
  trust: World,
  texts: Input | 'current' = { en: text },
  slug = 'privacy-policy',
): Promise<Draft> {
  const query = texts === 'current' ? '?from=current' : '';
  const { body, etag = '' } = must(
    await trust
      .as('editor')
      .post(`/policies/${slug}/drafts${query}`, texts === 'current' ? {} : { texts }),
  );
  const number = Number(pick(body, 'number'));
  return { number, path: `/policies/${slug}/versions/${number}`, etag };
}

export async function announce(
  trust: World,
  { path, etag }: Pick<Draft, 'path' | 'etag'>,
  said: Input = { summary: 'The first version.', material: true },
): Promise<Reply> {
  return trust.as('editor').put(`${path}/announcement`, said, { 'if-match': etag });
}

/** A policy with one version in effect. */
export async function publish(trust: World, texts: Input = { en: text }): Promise<void> {
  await begin(trust);
  must(await announce(trust, await draft(trust, texts)));
}
