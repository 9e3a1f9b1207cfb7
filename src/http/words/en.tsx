import type { Child } from 'hono/jsx';

/** What stands around every public page. */
export const en = {
  skip: 'Skip to content',
  /** Behind the organisation's name. */
  kind: 'Trust centre',
  feeds: (name: string) => `Changes at ${name}`,
  sections: {
    overview: 'Overview',
    subprocessors: 'Sub-processors',
    changes: 'Changes',
    controls: 'Security',
    documents: 'Documents',
    updates: 'Updates',
    subscribe: 'Subscribe',
    contact: 'Contact',
  },
  search: 'Search',
  /** Names the list of languages to those who hear the page. */
  languages: 'Languages',
  /** In a page of another language. */
  offer: 'Read this page in English',
  demoBefore: 'Demonstration. ',
  demoAfter: ' is invented, and so are all dealings of the companies named here.',
  preview: 'Preview.',
  previewSays: ' Nothing on this page is published yet. It shows what will be once the batch is.',
  previewBack: 'Back to the batch',
  foot: {
    machines: 'For machines',
    also: 'Also here',
    policies: 'Policies',
    log: 'Transparency log',
    privacyRequests: 'Privacy requests',
    apiReference: 'API reference',
    useThisData: 'Use this data',
    accessibility: 'Accessibility',
    report: 'Report a vulnerability',
    edition: (version: number, day: Child): Child => (
      <>
        Version {version} of the register, published {day}
      </>
    ),
    nothingYet: 'Nothing is published yet.',
    nothingThen: 'Nothing is recorded of that time.',
    dataProtection: 'Data protection',
    dpo: 'Data protection officer',
    euRepresentative: 'EU representative',
    ukRepresentative: 'UK representative',
  },
};

export type FrameWords = typeof en;
