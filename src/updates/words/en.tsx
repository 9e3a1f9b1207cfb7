import type { Child } from 'hono/jsx';
import type { IncidentStatus, Severity, Topic } from '../model.ts';

type LinkTo = (text: string) => Child;

/** Words of closed lists, on pages and, in English, in feeds. */
export const names = {
  topics: {
    security: 'Security',
    incident: 'Incident',
    policy: 'Policy',
    document: 'Document',
    product: 'Product',
  } as Readonly<Record<Topic, string>>,
  statuses: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
  } as Readonly<Record<IncidentStatus, string>>,
  severities: { minor: 'Minor', major: 'Major', critical: 'Critical' } as Readonly<
    Record<Severity, string>
  >,
  incidents: {
    minor: 'Minor incident',
    major: 'Major incident',
    critical: 'Critical incident',
  } as Readonly<Record<Severity, string>>,
  withdrawn: 'Withdrawn',
  posted: 'Posted',
  followUp: 'Follow-up',
  allServices: 'All services',
};

/** On the overview, and in lists of threads. */
export const parts = {
  open: 'Open incidents',
  since: (status: string, moment: Child): Child => (
    <>
      {status}, since {moment}
    </>
  ),
  updates: 'Updates',
  all: (count: number) => (count === 1 ? 'Security, incidents and more' : `All ${count} updates`),
  followUps: (count: number, last: Child): Child => (
    <>
      {count === 1 ? '1 follow-up' : `${count} follow-ups`}, the last on {last}
    </>
  ),
};

export const list = {
  json: 'The updates as JSON',
  title: 'Updates',
  description: (name: string) =>
    `What ${name} has posted about security, incidents, policies, documents and its product.`,
  none: (feed: LinkTo): Child => (
    <>Nothing has been posted yet. What is comes here, and in the {feed('feed')}.</>
  ),
  newestFirst: 'Updates, newest first',
  lead: (name: Child): Child => (
    <>
      What {name} posts about security, incidents, policies, documents and its product, newest
      first. Nothing is edited afterwards: what changes is added.
    </>
  ),
  changes: (log: LinkTo): Child => <>Sub-processors are announced in the {log('change log')}</>,
  filter: 'Filter the updates',
  topic: 'Topic',
  allTopics: 'All topics',
  service: 'Service',
  allServices: 'All services',
  apply: 'Apply',
  showAll: 'Show all',
  showAllOf: (total: string) => `Show all ${total}`,
  formats: 'These as',
  total: (count: number) => (count === 1 ? '1 update' : `${count} updates`),
  noUpdate: 'No update',
  andOlder: ', and older ones',
  noMatch: 'No update matches this filter.',
  noOlder: 'There are no updates before this one.',
};

export const thread = {
  title: (title: string) => title,
  description: (status: string, kind: string, audience: string) =>
    `${status}. ${kind} update. ${audience}.`,
  json: 'This update as JSON',
  updates: 'Updates',
  update: (number: number) => `Update ${number}`,
  since: (moment: Child): Child => <>Since {moment}</>,
  posted: (moment: Child): Child => <>Posted {moment}</>,
  leaf: (leaf: number) => `Leaf ${leaf} of the log, `,
  proof: 'proof',
  proofOf: (leaf: number) => `Proof of leaf ${leaf}`,
  withdrawn: (on: Child, reason: Child): Child => (
    <>
      <strong>Withdrawn</strong> on {on}: {reason}
    </>
  ),
  keeps: (log: LinkTo): Child => (
    <>
      It no longer says what it said. The {log('transparency log')}, from which nothing is taken
      out, keeps it.
    </>
  ),
  times: (zone: string) => `Times are of ${zone}`,
  follow: 'Follow by',
};
