/** What Qluster Corp. of the demo sends: shown in the reference, held against the shapes by a test. */
export const examples: Readonly<Record<string, unknown>> = {
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
  NewStaffKey: { holder: 'Release automation', role: 'editor' },
};
