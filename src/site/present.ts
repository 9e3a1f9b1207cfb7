import { type Change, lastStep } from '../changes/model.ts';
import { presentClaim } from '../changes/present.ts';
import { changeUrl, presentNotice } from '../changes/present-notice.ts';
import { stateOf, titleOf } from '../changes/words.ts';
import { presentControlsInBrief } from '../controls/present.ts';
import { languages } from '../core/language.ts';
import { presentDocumentsInBrief } from '../documents/present.ts';
import { isUnnamed } from '../organisation/model.ts';
import {
  presentNoticePolicy,
  presentOrganisation,
  presentService,
} from '../organisation/present.ts';
import { presentListed } from '../policies/present.ts';
import { addressIn } from '../publication/addresses.ts';
import { clocks } from '../publication/asked.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { presentView } from '../publication/view.ts';
import type { EntryState } from '../subprocessors/model/facts.ts';
import { presentHead } from '../updates/present.ts';
import { channels } from '../subscribers/model/subscription.ts';
import { presentPendingChange } from '../subprocessors/present.ts';

const schemaPath = '/schema/trust-1.json';

/** `/trust.json`: who publishes, what stands where, what is to come and how to hear of it. */
export const overviewJson: Published = {
  kind: 'published',
  path: '.json',
  mediaType: 'application/json; charset=utf-8',
  params: clocks,
  links: [
    { rel: 'describedby', href: schemaPath, type: 'application/schema+json' },
    { rel: 'alternate', href: '', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({ body: JSON.stringify(presentOverview(snapshot, place)) }),
};

/** Of what the overview says itself, from where it is kept. */
function presentTranslations({ organisation, branding, past }: Snapshot) {
  const said = languages.flatMap((language) => {
    const intro = past === undefined ? branding.translations?.[language] : undefined;
    const texts = { ...organisation.translations?.[language], ...intro };
    return Object.keys(texts).length === 0 ? [] : [[language, texts] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

function presentOverview(snapshot: Snapshot, place: Place) {
  const { organisation } = snapshot;
  const root = `${place.origin}${place.base}`;
  return {
    $schema: `${root}${schemaPath}`,
    view: presentView(snapshot, place, '.json'),
    language: organisation.languages[0] ?? 'en',
    organisation: presentOrganisation(organisation),
    services: snapshot.services.map(presentService),
    commitments: organisation.commitments,
    translations: presentTranslations(snapshot),
    ...(!isUnnamed(organisation) && { noticePolicy: presentNoticePolicy(organisation) }),
    register: presentRegister(snapshot, root),
    pending: snapshot.pending.map((change) => presentPendingChange(change, place)),
    recentChanges: snapshot.recent.slice(0, 10).map((change) => presentRecent(change, place)),
    updates: presentUpdates(snapshot, place),
    ...(snapshot.past === undefined && {
      intro: snapshot.branding.intro,
      controls: presentControlsInBrief(snapshot, place),
      documents: presentDocumentsInBrief(snapshot, place),
      policies: presentPolicies(snapshot, place),
    }),
    feeds: {
      atom: `${root}/feed.atom`,
      rss: `${root}/feed.rss`,
      jsonFeed: `${root}/feed.json`,
      updatesAtom: `${root}/feed.atom?topic=updates`,
      updatesRss: `${root}/feed.rss?topic=updates`,
      updatesJsonFeed: `${root}/feed.json?topic=updates`,
      controlsAtom: `${root}/feed.atom?topic=controls`,
      controlsRss: `${root}/feed.rss?topic=controls`,
      controlsJsonFeed: `${root}/feed.json?topic=controls`,
      policiesAtom: `${root}/feed.atom?topic=policies`,
      policiesRss: `${root}/feed.rss?topic=policies`,
      policiesJsonFeed: `${root}/feed.json?topic=policies`,
    },
    follow: waysToFollow(root),
    subscribe: {
      url: `${root}/subscribe`,
      json: `${root}/subscribe.json`,
      channels: channels.filter((channel) => channel !== 'email' || place.sendsMail === true),
    },
    links: {
      page: root === place.origin ? `${root}/` : root,
      changes: `${root}/changes`,
      changesJson: `${root}/changes.json`,
      contact: `${root}/contact`,
      openapi: `${root}/openapi.json`,
      apiReference: `${root}/docs/api`,
    },
  };
}

function presentRegister(snapshot: Snapshot, root: string) {
  const { entries, listVersion, listPublishedAt } = snapshot;
  const count = (state: EntryState) => entries.filter((entry) => entry.state === state).length;
  return {
    url: `${root}${addressIn(snapshot, '/subprocessors')}`,
    json: `${root}${addressIn(snapshot, '/subprocessors.json')}`,
    csv: `${root}${addressIn(snapshot, '/subprocessors.csv')}`,
    versions: `${root}/versions`,
    listVersion,
    publishedAt: listPublishedAt?.toISOString(),
    counts: {
      announced: count('announced'),
      current: count('current'),
      ended: count('ended'),
    },
  };
}

function presentUpdates({ updates }: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    url: `${root}/updates`,
    json: `${root}/updates.json`,
    openIncidents: updates.open.map((thread) => presentHead(thread, place)),
    recent: updates.recent.slice(0, 10).map((thread) => presentHead(thread, place)),
  };
}

function presentPolicies({ policies }: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    url: `${root}/policies`,
    json: `${root}/policies.json`,
    retention: `${root}/retention`,
    retentionJson: `${root}/retention.json`,
    listed: policies.listed.map((each) => presentListed(each, place)),
  };
}

function presentRecent(change: Change, place: Place) {
  return {
    id: change.id,
    url: changeUrl(change.id, place),
    title: titleOf(change),
    class: change.class,
    state: stateOf(change),
    effectiveOn: change.effectiveOn,
    ...presentNotice(change, place),
    publishedAt: (change.steps[0] ?? lastStep(change)).at.toISOString(),
    ...presentClaim(change),
  };
}

function waysToFollow(root: string) {
  const about = 'Each step of a change: announced, objections closing, in effect, withdrawn';
  return [
    { by: 'atom', url: `${root}/feed.atom`, about },
    { by: 'rss', url: `${root}/feed.rss`, about },
    { by: 'json-feed', url: `${root}/feed.json`, about },
    {
      by: 'icalendar',
      url: `${root}/deadlines.ics`,
      about: 'When announced changes take effect, and the last day to object',
    },
    { by: 'json', url: `${root}/subprocessors.json`, about: 'The register as it stands' },
    {
      by: 'atom',
      url: `${root}/feed.atom?topic=updates`,
      about: 'Posts about security, incidents, policies, documents and the product',
    },
  ];
}
