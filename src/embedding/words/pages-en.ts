import type { SnippetName } from '../snippets.ts';

type Shown = {
  /** What it is for, before the snippet. */
  readonly says: string;
  readonly snippet: SnippetName;
};

/** A part of the page, and for whom it is. */
export type Part = {
  readonly id: string;
  readonly title: string;
  readonly audience: string;
  readonly shown: readonly Shown[];
  /** What else must be known; behind the snippets. */
  readonly notes: readonly string[];
};

export type DataWords = {
  readonly title: string;
  readonly description: (name: string) => string;
  readonly lead: string;
  readonly asJson: string;
  readonly api: string;
  readonly parts: readonly Part[];
  readonly attributes: string;
  readonly attributeHeads: readonly string[];
  /** Which elements have an attribute: none named means all. */
  readonly all: string;
  readonly attributeRows: readonly (readonly [
    attribute: string,
    elements: readonly string[],
    does: string,
  ])[];
  readonly webhooks: string;
  readonly webhooksFor: string;
  readonly webhooksSay: string;
  readonly webhookLinks: readonly [subscribe: string, reference: string];
};

export const en: DataWords = {
  title: 'Use this data',
  description: (name) => `Take the sub-processors and changes of ${name} into programs and pages.`,
  lead: 'Everything published here may be taken into your programs, sheets and pages: without a key, from any site. Copy what you need; the addresses are those of this trust centre.',
  asJson: 'What can be embedded, as JSON',
  api: 'API reference',
  parts: [
    {
      id: 'programs',
      title: 'In a program',
      audience: 'For whoever keeps a copy of the list, or compares it.',
      shown: [
        { says: 'The list with curl.', snippet: 'curl' },
        {
          says: 'Again, and only if it has changed: what is unchanged is not sent a second time, and the file stays.',
          snippet: 'curl-again',
        },
        { says: 'JavaScript, in Node or in a page of any site.', snippet: 'javascript' },
        { says: 'Python, with its standard library alone.', snippet: 'python' },
      ],
      notes: [
        'Every document names its JSON Schema, which only ever grows. Asking once an hour is often enough.',
      ],
    },
    {
      id: 'sheets',
      title: 'In a spreadsheet',
      audience: 'For procurement and audits.',
      shown: [
        { says: 'Google Sheets: into the first cell of an empty sheet.', snippet: 'google-sheets' },
        {
          says: 'Excel: Data, Get Data, From Other Sources, Blank Query, then the Advanced Editor.',
          snippet: 'excel',
        },
      ],
      notes: ['A cell never begins with a sign that a sheet would take for a formula.'],
    },
    {
      id: 'feeds',
      title: 'In a feed reader or calendar',
      audience: 'For whoever wants to hear of changes without leaving an address.',
      shown: [
        { says: 'Each step of a change, for any feed reader.', snippet: 'feed' },
        { says: 'Days and deadlines, for calendars that take an address.', snippet: 'calendar' },
        { says: 'The same, for a calendar that is to open by itself.', snippet: 'calendar-app' },
      ],
      notes: [],
    },
    {
      id: 'elements',
      title: 'In your website, always as it stands',
      audience: 'For pages that may load a script from here.',
      shown: [
        { says: 'The list of sub-processors.', snippet: 'embed-subprocessors' },
        { says: 'The newest changes.', snippet: 'embed-changes' },
        { says: 'Certificates and security controls.', snippet: 'embed-controls' },
        {
          says: 'A form to subscribe; it is answered here, in a new tab.',
          snippet: 'embed-subscribe',
        },
        {
          says: 'Instead of the script above: one that can not change. A browser runs it only if it is these very bytes.',
          snippet: 'embed-pinned',
        },
        {
          says: 'What a Content Security Policy must allow for it, beside what it allows already.',
          snippet: 'embed-policy',
        },
      ],
      notes: [
        'The script is needed once in a page. Until it has run, and where it can not, the link inside is shown.',
        'After an update of this trust centre a pinned address may no longer be served; then the link is shown until the page names the new one. To be independent of that, copy the script to your own site and name the document to show in the attribute src.',
      ],
    },
    {
      id: 'built',
      title: 'In a website that is built before it is served',
      audience: 'For static sites, and for pages without any script.',
      shown: [
        {
          says: 'As a step of the build: pieces of HTML to be included in a page. Where nothing can be fetched, the former ones stay.',
          snippet: 'fragments',
        },
        { says: 'A stylesheet for them, if you like.', snippet: 'fragment-style' },
      ],
      notes: [
        'Narrow them with ?service= and the changes with ?limit=. Build again when the webhook or the feed says that something changed.',
      ],
    },
  ],
  attributes: 'Attributes of the elements',
  attributeHeads: ['Attribute', 'Of', 'What it does'],
  all: 'all',
  attributeRows: [
    ['lang', [], 'en or de; the language of the page unless said'],
    ['theme', [], 'light, dark or auto; unless said, font and colours are those of the page'],
    ['src', [], 'address of the document to show, where it is not that of the script'],
    ['service', ['subprocessors', 'changes', 'subscribe'], 'only what concerns this service'],
    ['limit', ['changes', 'controls'], 'at most so many'],
  ],
  webhooks: 'As a message to your server',
  webhooksFor: 'For whoever acts on a change at once.',
  webhooksSay:
    'A webhook gets every event when it happens, signed. Subscribe its address, or a channel of Slack or Teams; the API reference says how to verify a message.',
  webhookLinks: ['Subscribe an address', 'How to verify a message'],
};
