import type { Published, RenderInput } from '../publication/representation.ts';
import { languageNames, languages } from '../core/language.ts';
import { escapeMarkdown } from '../core/markdown-text.ts';
import { type Organisation, siteLanguage } from '../organisation/model.ts';

/** What is here in forms that a language model reads well (llmstxt.org): a title, a summary, links. */
export const llmsTxt: Published = {
  kind: 'published',
  path: '/llms.txt',
  mediaType: 'text/plain; charset=utf-8',
  render: (input) => ({ body: writeLlmsTxt(input) }),
};

type Listed = readonly [title: string, path: string, says: string];

const register: readonly Listed[] = [
  ['The overview', '.md', 'who processes data, where, what is to come and how to hear of it'],
  [
    'The list as Markdown',
    '/subprocessors.md',
    'every entry with every fact; `?service=`, `?country=`, `?category=` and `?q=` narrow it',
  ],
  ['The list as JSON', '/subprocessors.json', 'the same, with a JSON Schema'],
  [
    'Its versions',
    '/versions.md',
    'every list there has been, each at a permanent address; `?as_of=` and `?known_at=` with a day show any past',
  ],
  [
    'Annex III',
    '/annex-iii.md',
    'the list in force in the order of the standard contractual clauses',
  ],
  ['Timeline', '/timeline.md', 'the first and the last day of each entry'],
  ['Places', '/map.md', 'how many process in which country'],
];

const changes: readonly Listed[] = [
  ['The change log', '/changes.md', 'what was said when, a page for each change'],
  ['The change log as JSON', '/changes.json', 'follow `next` until it is null'],
  ['Differences', '/diff.md', 'what changed between two days or versions: `?from=` and `?to=`'],
  ['JSON Feed', '/feed.json', 'one entry per step of a change'],
  [
    'Subscribe',
    '/subscribe.md',
    'by e-mail, webhook, Slack or Teams: what can be chosen and what is kept',
  ],
];

const updates: readonly Listed[] = [
  ['Posts', '/updates.md', 'security, incidents, policies, documents, product'],
  ['Posts as JSON', '/updates.json', 'the text of each at its own `json`'],
  ['Their feed', '/feed.json?topic=updates', 'one entry per post and follow-up'],
];

const controls: readonly Listed[] = [
  [
    'Security controls',
    '/controls.md',
    'attestations, controls with the criteria they answer, questions and answers, statements about laws',
  ],
  ['The same as JSON', '/controls.json', 'each with its status and dates'],
  ['Their changes', '/feed.json?topic=controls', 'one entry per status that changed'],
];

const documents: readonly Listed[] = [
  [
    'Documents',
    '/documents.md',
    'reports, certificates and contracts: the version in force of each, who may have it and where to ask',
  ],
];

const policies: readonly Listed[] = [
  [
    'Policies and terms',
    '/policies.md',
    'what is in effect, since when, and what is to come; a page for each with its whole text',
  ],
  ['Retention', '/retention.md', 'how long each kind of record is kept, and on what basis'],
  ['Their changes', '/feed.json?topic=policies', 'announced, in effect, withdrawn'],
];

const further: readonly Listed[] = [
  ['All of the above in one file', '/llms-full.txt', 'the pages of this list one after the other'],
  ['Contact', '/contact.md', 'where to write, what is asked and what is kept of it'],
  [
    'Search',
    '/search.json?q=',
    'over all of this: every word must occur, `kind` narrows it, the best 50 come back',
  ],
  [
    'Privacy requests',
    '/privacy-request.md',
    'what people can ask about their own data, by law, and by when it is answered',
  ],
  ['Transparency log', '/log.md', 'how to check that nothing was rewritten'],
  ['Data flow', '/data-flow.md', 'from services through entries to places, as a table'],
  [
    'Use this data',
    '/use-this-data.md',
    'snippets for programs, sheets, feed readers and calendars, and elements and fragments for other sites',
  ],
  ['Accessibility', '/accessibility.md', 'what these pages conform to, and what to do where not'],
  ['The API', '/openapi.json', 'OpenAPI 3.1; reading needs no key'],
];

/** Pages have an address in each language; what programs read has one. */
function inOthers(organisation: Organisation): readonly Listed[] {
  return languages
    .filter((language) => language !== siteLanguage(organisation))
    .map((language) => [
      languageNames[language],
      `/${language}.md`,
      `each of the pages above, at its address with \`/${language}\` in front, \`/${language}/subprocessors.md\``,
    ]);
}

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
    'Every page is Markdown too: at its address with `.md` behind it, or by `Accept: text/markdown`.',
    ...section('Sub-processors', register),
    ...section('Changes', changes),
    ...section('Updates', updates),
    ...section('Security', controls),
    ...section('Documents', documents),
    ...section('Policies', policies),
    ...section('In other languages', inOthers(snapshot.organisation)),
    ...section('Optional', further),
  ];
  return `${blocks.join('\n\n')}\n`;
}
