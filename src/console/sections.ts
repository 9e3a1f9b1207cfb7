import type { OperationId } from '../staff/model/permitting.ts';

/** A part of the console. */
type Section = {
  readonly item: string;
  readonly label: string;
  readonly path: string;
  /** Who may not do it is not led there; everybody is where it is absent. */
  readonly operation?: OperationId;
};

type Group = { readonly title: string; readonly sections: readonly Section[] };

/** The navigation, by what somebody comes for. A feature that brings its pages gives its section a path. */
export const groups: readonly Group[] = [
  { title: '', sections: [{ item: 'home', label: 'What is due', path: '' }] },
  {
    title: 'Publish',
    sections: [
      { item: 'register', label: 'Sub-processors', path: '/register' },
      { item: 'changes', label: 'Changes and notices', path: '/changes' },
      { item: 'updates', label: 'Updates', path: '/updates' },
      { item: 'controls', label: 'Security', path: '/controls' },
      { item: 'documents', label: 'Documents', path: '/documents' },
      { item: 'policies', label: 'Policies', path: '/policies' },
      { item: 'retention', label: 'Retention', path: '/retention' },
    ],
  },
  {
    title: 'Answer',
    sections: [
      { item: 'objections', label: 'Objections', path: '/objections' },
      { item: 'requests', label: 'Document requests', path: '/requests' },
      { item: 'inquiries', label: 'Inquiries', path: '/inquiries' },
      { item: 'rights', label: 'Privacy requests', path: '/privacy-requests' },
      {
        item: 'replies',
        label: 'Reply templates',
        path: '/reply-templates',
        operation: 'listReplyTemplates',
      },
    ],
  },
  {
    title: 'Tell',
    sections: [
      { item: 'customers', label: 'Customers and contacts', path: '/customers' },
      { item: 'subscribers', label: 'Subscribers', path: '/subscribers' },
      { item: 'deliveries', label: 'Deliveries', path: '/deliveries' },
    ],
  },
  {
    title: 'Prove',
    sections: [
      { item: 'audit', label: 'Record', path: '/record' },
      { item: 'transparency', label: 'Transparency log', path: '/transparency' },
    ],
  },
  {
    title: 'Set up',
    sections: [
      { item: 'organisation', label: 'Organisation', path: '/organisation' },
      { item: 'settings', label: 'Mail, webhooks and rules', path: '/settings' },
      { item: 'keys', label: 'Keys', path: '/keys', operation: 'listStaffKeys' },
      { item: 'people', label: 'People', path: '/people', operation: 'createStaffKey' },
      { item: 'data', label: 'Data in and out', path: '/data' },
    ],
  },
];
