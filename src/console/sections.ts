/** A part of the console. Without a path there is no page for it yet: until then the API does it. */
type Section = { readonly item: string; readonly label: string; readonly path?: string };

type Group = { readonly title: string; readonly sections: readonly Section[] };

/** The navigation, by what somebody comes for. A feature that brings its pages gives its section a path. */
export const groups: readonly Group[] = [
  { title: '', sections: [{ item: 'home', label: 'What is due', path: '' }] },
  {
    title: 'Publish',
    sections: [
      { item: 'register', label: 'Sub-processors' },
      { item: 'changes', label: 'Changes and notices' },
      { item: 'updates', label: 'Updates' },
      { item: 'controls', label: 'Security' },
      { item: 'documents', label: 'Documents' },
      { item: 'policies', label: 'Policies' },
      { item: 'retention', label: 'Retention' },
    ],
  },
  {
    title: 'Answer',
    sections: [
      { item: 'objections', label: 'Objections' },
      { item: 'requests', label: 'Document requests', path: '/requests' },
      { item: 'inquiries', label: 'Inquiries' },
      { item: 'rights', label: 'Privacy requests' },
    ],
  },
  {
    title: 'Tell',
    sections: [
      { item: 'customers', label: 'Customers and contacts' },
      { item: 'subscribers', label: 'Subscribers' },
      { item: 'deliveries', label: 'Deliveries' },
    ],
  },
  {
    title: 'Prove',
    sections: [
      { item: 'audit', label: 'Record', path: '/record' },
      { item: 'transparency', label: 'Transparency log' },
    ],
  },
  {
    title: 'Set up',
    sections: [
      { item: 'organisation', label: 'Organisation', path: '/organisation' },
      { item: 'settings', label: 'Mail, webhooks and rules', path: '/settings' },
      { item: 'keys', label: 'Keys', path: '/keys' },
      { item: 'people', label: 'People', path: '/people' },
    ],
  },
];
