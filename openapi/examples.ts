import { bodies } from './example-bodies.ts';

// What a webhook says of the change and of the update that the others show too.

function toldChange(state: string, title: string) {
  return {
    id: 12,
    url: 'https://trust.example.com/trust/changes/12',
    json: 'https://trust.example.com/trust/changes/12.json',
    title,
    class: 'substantive',
    reason: 'Support engineers answer faster from a draft than from an empty page.',
    effectiveOn: '2027-01-04',
    state,
    services: ['qluster-service'],
  };
}

function toldStep(name: string, at: string, listVersion: number) {
  return { name, at, eventId: '9f1c7a52-3e0b-4c1d-8a4f-6b2d0e5c7f31', listVersion };
}

const toldItems = [
  {
    slug: 'mistral-ai',
    url: 'https://trust.example.com/trust/subprocessors/mistral-ai',
    name: 'Mistral AI',
    kind: 'added',
    class: 'substantive',
    aspects: [],
    fields: [
      { field: 'name', label: 'Name', before: null, after: 'Mistral AI' },
      {
        field: 'description',
        label: 'What for',
        before: null,
        after: 'Suggested support replies',
      },
    ],
  },
];

const openUntil = {
  objectionEndsOn: '2026-12-23',
  isOpen: true,
  form: 'https://trust.example.com/trust/changes/12/objection',
};

/** What a step tells between the announcement and the effect. */
function stepTold(
  name: string,
  {
    state,
    title,
    at,
    listVersion,
    says,
    ...stated
  }: {
    readonly state: string;
    readonly title: string;
    readonly at: string;
    readonly listVersion: number;
    /** What only some steps say. */
    readonly says?: object;
    readonly window: object;
    readonly effectiveOn?: string;
    readonly supersededBy?: object;
  },
) {
  return {
    type: `subprocessor.change.${name.replace('-', '_')}`,
    timestamp: at,
    data: {
      change: { ...toldChange(state, title), ...stated },
      step: { ...toldStep(name, at, listVersion), ...says },
      items: toldItems,
    },
  };
}

const toldUpdate = {
  number: 3,
  url: 'https://trust.example.com/trust/updates/3',
  json: 'https://trust.example.com/trust/updates/3.json',
  topic: 'incident',
  title: 'Delayed messages in the European region',
  services: ['qluster-service'],
};

/** What Qluster Corp. of the demo sends: shown in the reference, held against the shapes by a test. */
export const examples: Readonly<Record<string, unknown>> = {
  ...bodies,
  Organisation: {
    name: 'Qluster Corp.',
    legalForm: 'A Delaware corporation',
    website: 'https://qluster.example/',
    dpo: { name: 'Data protection officer', email: 'privacy@qluster.example' },
    securityContact: {
      email: 'security@qluster.example',
      policyUrl: 'https://qluster.example/security',
    },
    languages: ['en'],
    timeZone: 'America/New_York',
    noticeDays: 30,
    commitments: ['We do not sell personal data.', 'We do not train AI models on customer data.'],
  },
  Service: {
    slug: 'qluster-service',
    name: 'Qluster service',
    description: 'The product our customers work in.',
    order: 2,
  },
  ServiceEdit: {
    name: 'Qluster service',
    description: 'The product our customers work in.',
    order: 2,
  },
  BatchInput: {
    title: 'Suggested replies',
    reason: 'Support engineers answer faster from a draft than from an empty page.',
    effectiveOn: '2027-01-04',
  },
  Draft: {
    facts: {
      name: 'Mistral AI',
      legalName: 'Mistral AI SAS',
      establishment: { country: 'FR' },
      kind: 'third-party',
      category: 'Artificial intelligence',
      description: 'Suggested support replies',
      locations: [{ country: 'FR', label: 'Paris', activity: 'processing' }],
      transfers: [{ mechanism: 'none-needed' }],
      scope: { services: ['qluster-service'], optional: true, feature: 'Suggested replies' },
      ai: { used: true, trainsOnData: false, zeroRetention: true },
      contract: { signedOn: '2026-11-09' },
      contact: { role: 'Data protection officer', email: 'privacy@mistral.example' },
      effectiveFrom: '2027-01-04',
    },
  },
  PublicationDecisions: { classes: { intercom: 'substantive' }, contractOverrides: {} },
  Publication: {
    change: 12,
    url: '/trust/changes/12',
    state: 'announced',
    effectiveOn: '2027-01-04',
  },
  ContactPerson: {
    name: 'Robin Beispiel',
    position: 'Data protection officer',
    email: 'robin.beispiel@hetzner.example',
    published: true,
  },
  NewSubscription: {
    stream: 'contract',
    address: 'privacy@harbour-logistics.example',
    topics: ['subprocessors', 'security'],
    services: ['qluster-service'],
    language: 'en',
  },
  NewContact: { address: 'data-protection@harbour-logistics.example' },
  SuppressionInput: { reason: 'bounced' },
  NewSuppression: { address: 'no-more@customer.example', reason: 'suppressed' },
  NewReplay: { from: '2026-11-01T00:00:00Z', until: '2026-11-22T00:00:00Z' },
  NewStaffKey: { holder: 'Release automation', role: 'editor' },
  SubprocessorChangeAnnouncedWebhook: {
    type: 'subprocessor.change.announced',
    timestamp: '2026-11-23T14:00:00.000Z',
    data: {
      change: {
        ...toldChange('announced', 'Mistral AI will be added on 4 January 2027'),
        window: openUntil,
      },
      step: {
        ...toldStep('announced', '2026-11-23T14:00:00.000Z', 12),
        objectionEndsOn: '2026-12-23',
      },
      items: toldItems,
      notices: [
        {
          authorisation: 'general',
          noticeDays: 30,
          objectionDays: 30,
          dayCount: 'calendar',
          timeZone: 'Europe/Berlin',
          emergencyPermitted: true,
          hardHold: false,
          objectUrl: 'https://trust.example.com/trust/changes/12/objection',
        },
      ],
    },
  },
  SubprocessorChangePostponedWebhook: stepTold('postponed', {
    state: 'announced',
    title: 'Mistral AI will be added on 18 January 2027',
    effectiveOn: '2027-01-18',
    at: '2026-12-14T10:00:00.000Z',
    listVersion: 13,
    window: openUntil,
    says: {
      effectiveOn: '2027-01-18',
      previousEffectiveOn: '2027-01-04',
      reason: 'The provider opens its French region two weeks later.',
    },
  }),
  SubprocessorChangeObjectionClosingWebhook: stepTold('objection-closing', {
    state: 'announced',
    title: 'Mistral AI will be added on 4 January 2027',
    at: '2026-12-17T05:00:00.000Z',
    listVersion: 12,
    window: openUntil,
  }),
  SubprocessorChangeObjectionClosedWebhook: stepTold('objection-closed', {
    state: 'announced',
    title: 'Mistral AI will be added on 4 January 2027',
    at: '2026-12-24T05:00:00.000Z',
    listVersion: 12,
    window: { ...openUntil, isOpen: false },
  }),
  SubprocessorChangeEffectiveWebhook: {
    type: 'subprocessor.change.effective',
    timestamp: '2027-01-04T05:00:00.000Z',
    data: {
      change: toldChange('in-effect', 'Mistral AI was added'),
      step: toldStep('in-effect', '2027-01-04T05:00:00.000Z', 13),
      items: toldItems,
    },
  },
  SubprocessorChangeWithdrawnWebhook: stepTold('withdrawn', {
    state: 'withdrawn',
    title: 'Mistral AI was to be added on 4 January 2027',
    at: '2026-12-15T09:30:00.000Z',
    listVersion: 13,
    window: { objectionEndsOn: '2026-12-23', isOpen: false },
    says: { reason: 'Our security review found what we do not accept.' },
  }),
  SubprocessorChangeSupersededWebhook: stepTold('superseded', {
    state: 'superseded',
    title: 'Mistral AI was to be added on 4 January 2027',
    at: '2026-12-15T09:30:00.000Z',
    listVersion: 13,
    window: { objectionEndsOn: '2026-12-23', isOpen: false },
    supersededBy: { id: 13, url: 'https://trust.example.com/trust/changes/13' },
    says: { supersededBy: 13 },
  }),
  UpdatePublishedWebhook: {
    type: 'update.published',
    timestamp: '2026-11-20T08:12:00.000Z',
    data: {
      update: toldUpdate,
      post: {
        position: 2,
        url: 'https://trust.example.com/trust/updates/3#post-2',
        eventId: '4b6d2f0e-8a1c-4f3b-9d7e-5c2a1b0f9e8d',
        publishedAt: '2026-11-20T08:12:00.000Z',
        status: 'resolved',
        markdown: 'Messages that waited were delivered by 08:05 UTC. Nothing was lost.',
      },
    },
  },
  UpdateWithdrawnWebhook: {
    type: 'update.withdrawn',
    timestamp: '2026-11-20T09:00:00.000Z',
    data: {
      update: toldUpdate,
      post: {
        position: 2,
        url: 'https://trust.example.com/trust/updates/3#post-2',
        eventId: '4b6d2f0e-8a1c-4f3b-9d7e-5c2a1b0f9e8d',
        publishedAt: '2026-11-20T08:12:00.000Z',
      },
      withdrawn: { at: '2026-11-20T09:00:00.000Z', reason: 'It was posted to the wrong update.' },
    },
  },
  ChallengeWebhook: {
    type: 'webhook.challenge',
    timestamp: '2026-11-25T12:00:00.000Z',
    data: { challenge: 'mE3pQ6d0cVhXw1s9rT2uJA' },
  },
  TestWebhook: {
    type: 'webhook.test',
    timestamp: '2026-11-25T12:00:00.000Z',
    data: { url: 'https://trust.example.com/trust' },
  },
  StaffAlertWebhook: {
    type: 'staff.alert',
    timestamp: '2026-11-25T12:00:00.000Z',
    data: { alert: { kind: 'stuck', due: 41, oldestAt: '2026-11-25T05:30:00.000Z' } },
  },
};
