import type { Child } from 'hono/jsx';

type Linked = (text: string) => Child;

/** What an address does not name: completes "There is no … at this address". */
export type Missing =
  | 'page'
  | 'sub-processor'
  | 'change'
  | 'update'
  | 'policy'
  | 'document'
  | 'version of a policy'
  | 'difference between versions';

const counted: Readonly<Record<Missing, string>> = {
  page: 'There is no page at this address.',
  'sub-processor': 'There is no sub-processor at this address.',
  change: 'There is no change at this address.',
  update: 'There is no update at this address.',
  policy: 'There is no policy at this address.',
  document: 'There is no document at this address.',
  'version of a policy': 'There is no version of a policy at this address.',
  'difference between versions': 'There is no difference between versions at this address.',
};

/** What the overview says, and the pages for what is not there or refused. */
export const en = {
  titleNow: 'Who processes your data',
  titleThen: 'Who processed your data',
  asJson: 'This page as JSON',
  stamp: (version: number, day: Child): Child => (
    <>
      Version {version}, published {day}
    </>
  ),
  oneDay: 'What was in effect',
  oneDaySays:
    'This page tells of one day, by what is known of it, and not of what was announced by then.',
  oneDayPublished: (link: Linked): Child => (
    <> That stands on {link('the page as it was published that day')}.</>
  ),
  assurance: {
    title: 'Examined by others',
    examined: 'Done',
    underWay: 'To come',
    askFor: 'Ask for',
  },
  follow: {
    title: 'Hear of changes first',
    subscribe: 'Subscribe',
    channels: 'By e-mail, webhook, Slack or Teams',
    feeds: 'Feeds',
    calendar: 'Calendar',
    days: 'Days and deadlines of changes',
    register: 'Register',
    questions: 'Questions',
    write: 'Write to us, or ask for a document',
    programs: 'Programs',
    api: 'API reference',
  },
  back: {
    title: 'Look back',
    asOf: 'Who processed data on a given day',
    knownAt: 'What this register said on a given day',
    diff: 'What changed between two days',
    timeline: 'Who processed when, as a timeline',
    versions: 'Every version of the register',
    log: 'How to check that nothing was rewritten',
  },
  commitments: 'What we commit to',
  notice: (days: number) =>
    `We give at least ${days === 1 ? 'one day’s' : `${days} days’`} notice before a sub-processor is added or replaced.`,
  due: {
    emergency: 'Changed in an emergency',
    about: 'About to change',
    change: (id: number) => `Change ${id}`,
    concerns: (audience: string) => `It concerns ${audience}.`,
    read: 'Read what changes',
    object: 'Object',
    questions: (mail: Child, id: number): Child => (
      <>
        For questions write to {mail} and name change {id}.
      </>
    ),
    inEmergency: 'In an emergency',
    also: (status: string) => `Also ${status.toLowerCase()}`,
    more: (count: number) => `${count} more in the change log`,
    noneNow: 'No change is announced',
    noneThen: 'No change was announced',
    nothingYet: 'Nothing has been published yet. What changes later is announced here first.',
    last: (day: Child): Child => <>The last one took effect on {day}.</>,
  },
  recent: {
    title: 'Recent changes',
    all: (count: number) => (count === 1 ? 'The change log' : `All ${count} changes`),
    none: 'No change has been published yet.',
  },
  register: {
    title: 'Sub-processors',
    full: 'Full register, filters and downloads',
    none: 'No sub-processor is published yet.',
    more: (count: number) => `${count} more in the full register`,
    caption: 'Sub-processors, their purpose, place and transfer basis',
    heads: ['Sub-processor', 'What for', 'Where', 'Transfer basis'],
    labels: { purpose: 'What for', where: 'Where', transfer: 'Transfer' },
    from: (day: Child): Child => <>From {day}</>,
    announced: 'Announced',
    key: {
      DPF: 'DPF: EU-US Data Privacy Framework.',
      SCC: 'SCC: standard contractual clauses of the EU.',
    },
  },
  where: {
    title: 'Where',
    none: 'No place of processing is stated yet.',
    caption: 'Sub-processors by place of processing',
    place: 'Place',
    count: 'Sub-processors',
    more: (count: number) => `And ${count} more places.`,
    map: 'On a map of the world',
    flow: 'As a data flow',
    announced: ' announced',
  },
  notFound: {
    title: 'Not found',
    description: 'Nothing is published at this address.',
    heading: 'Nothing is published here',
    lead: (what: Missing) =>
      `${counted[what]} Entries and changes keep their addresses for good, so the link may be mistyped.`,
    subprocessors: 'All sub-processors',
    changes: 'All changes',
    overview: 'Overview',
    language: 'This site is not in that language',
    inLanguages: 'The same page is in these:',
  },
  refused: {
    now: 'The register as it stands now',
    versions: 'All its versions',
    changes: 'All changes',
  },
  api: {
    title: 'API reference',
    about: 'The addresses for programs, the staff API and its problems.',
    lead: (list: Linked, csv: Child, feed: Linked): Child => (
      <>
        Everything published here is open to programs, without a key: take the{' '}
        {list('list as JSON')} or {csv}, or follow a {feed('feed of its changes')}. Staff write
        through the API, with a key.
      </>
    ),
    description: 'OpenAPI description',
    schema: 'JSON Schema of the list',
    problems: 'Problems',
  },
};

export type SiteWords = typeof en;
