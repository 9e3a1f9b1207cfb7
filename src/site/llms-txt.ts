import type { Published, RenderInput } from '../publication/representation.ts';
import { escapeMarkdown } from '../core/markdown-text.ts';

/** What is here in forms that a language model reads well (llmstxt.org): a title, a summary, links. */
export const llmsTxt: Published = {
  kind: 'published',
  path: '/llms.txt',
  mediaType: 'text/plain; charset=utf-8',
  render: (input) => ({ body: writeLlmsTxt(input) }),
};

type Listed = readonly [title: string, path: string, says: string];

const register: readonly Listed[] = [
  [
    'The list as Markdown',
    '/subprocessors.md',
    'every entry with every fact; `?service=`, `?country=`, `?category=` and `?q=` narrow it',
  ],
  ['The list as JSON', '/subprocessors.json', 'the same, with a JSON Schema'],
  [
    'Its versions',
    '/versions.json',
    'every list there has been, each at a permanent address; `?as_of=` and `?known_at=` with a day show any past',
  ],
  ['Annex III', '/annex-iii', 'the list in force in the order of the standard contractual clauses'],
];

const changes: readonly Listed[] = [
  ['The change log', '/changes.json', 'what was said when; follow `next` until it is null'],
  ['JSON Feed', '/feed.json', 'one entry per step of a change'],
  [
    'Subscribe',
    '/subscribe.json',
    'by e-mail, webhook, Slack or Teams: what can be chosen and what is kept; the form is at `/subscribe`',
  ],
];

const updates: readonly Listed[] = [
  [
    'Posts',
    '/updates.json',
    'security, incidents, policies, documents, product; the text of each at its own `json` as Markdown',
  ],
  ['Their feed', '/feed.json?topic=updates', 'one entry per post and follow-up'],
];

const controls: readonly Listed[] = [
  [
    'Security controls',
    '/controls.json',
    'attestations, controls with the criteria they answer, questions and answers, statements about laws; texts are Markdown',
  ],
  ['Their changes', '/feed.json?topic=controls', 'one entry per status that changed'],
];

const documents: readonly Listed[] = [
  [
    'Documents',
    '/documents.json',
    'reports, certificates and contracts: the version in force of each, who may have it and where to ask',
  ],
];

const policies: readonly Listed[] = [
  [
    'Policies and terms',
    '/policies.json',
    'what is in effect, since when, and what is to come; each at its own `json` with its text as Markdown and every version',
  ],
  ['Retention', '/retention.json', 'how long each kind of record is kept, and on what basis'],
  ['Their changes', '/feed.json?topic=policies', 'announced, in effect, withdrawn'],
];

const further: readonly Listed[] = [
  [
    'Contact',
    '/contact.json',
    'what the contact form takes and what is kept of it; the form is at `/contact`',
  ],
  [
    'Privacy requests',
    '/privacy-request.json',
    'what people can ask about their own data, by law, and by when it is answered; the form is at `/privacy-request`',
  ],
  ['The overview as JSON', '.json', 'who publishes, what stands where, what is to come'],
  ['The API', '/openapi.json', 'OpenAPI 3.1; reading needs no key'],
];

function writeLlmsTxt({ snapshot, place }: RenderInput): string {
  const name = escapeMarkdown(snapshot.organisation.name);
  const root = `${place.origin}${place.base}`;
  const demo = place.demo ? ' A demonstration: the company and all dealings are invented.' : '';
  const section = (title: string, items: readonly Listed[]) => [
    `## ${title}`,
    items.map(([text, path, says]) => `- [${text}](${root}${path}): ${says}`).join('\n'),
  ];
  const blocks = [
    `# Trust centre of ${name}`,
    `> Who processes personal data on behalf of ${name}, where and on what basis, and every change of it.${demo}`,
    `Entries are announced (not yet in effect), current or ended. What an entry does not state is not known here.`,
    ...section('Sub-processors', register),
    ...section('Changes', changes),
    ...section('Updates', updates),
    ...section('Security', controls),
    ...section('Documents', documents),
    ...section('Policies', policies),
    ...section('Optional', further),
  ];
  return `${blocks.join('\n\n')}\n`;
}
