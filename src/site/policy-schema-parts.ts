import { kinds } from '../policies/model.ts';
import { day, flag, instant, link, oneOf, record, slug, text, whole } from './json-schema-words.ts';

// What several of the documents of policies share.

const language = oneOf(['en', 'de']);
const number = { ...whole, minimum: 1 };
const state = oneOf(['announced', 'effective', 'superseded', 'withdrawn']);

export const headMembers = {
  number,
  state,
  url: link,
  json: link,
  languages: { type: 'array', items: language },
  announcedAt: instant,
  effectiveOn: { ...day, description: 'The day from which it is in effect, or was to be.' },
  effectiveAt: { ...instant, description: 'When that was recorded.' },
  supersededAt: instant,
  material: { ...flag, description: 'Announced as a material change.' },
  summary: { ...text, description: 'What changes, in plain words; Markdown.' },
  update: { ...link, description: 'The update that told it.' },
  withdrawn: record(['at', 'reason'], { at: instant, reason: text }),
};
export const headRequired = ['number', 'state', 'url', 'json', 'languages'];

export const namedMembers = {
  slug,
  kind: oneOf(kinds),
  title: text,
  noticeDays: {
    type: 'integer',
    minimum: 0,
    description: 'Days between announcing a material change and its effect.',
  },
  url: link,
  json: link,
  lastUpdated: { ...day, description: 'The day from which the version in effect is.' },
};
export const policyRequired = ['slug', 'kind', 'title', 'noticeDays', 'url', 'json'];

export const policyVersionHead = record(headRequired, headMembers);

/** What the overview says of policies. */
export const policiesInBrief = {
  ...record(['url', 'json', 'listed'], {
    url: link,
    json: link,
    retention: link,
    retentionJson: link,
    listed: {
      type: 'array',
      items: record(policyRequired, {
        ...namedMembers,
        current: policyVersionHead,
        announced: policyVersionHead,
      }),
    },
  }),
  description: 'Absent from a past: policies have no part in it.',
};
