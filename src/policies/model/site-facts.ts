/** What the public pages of this trust centre do in a browser. A test in Chromium holds every page to it. */
export type SiteFacts = {
  /** Names of cookies that a visit of the public pages sets. */
  readonly cookies: readonly string[];
  /** Kinds of storage that they write to. */
  readonly storage: readonly string[];
  /** Hosts beside the trust centre itself that they load anything from. */
  readonly thirdParties: readonly string[];
  /** Services that measure who reads them. */
  readonly analytics: readonly string[];
};

export const siteFacts: SiteFacts = { cookies: [], storage: [], thirdParties: [], analytics: [] };

/** The sentence of the cookie notice that the test in Chromium stands behind. */
export const cookieSentence = {
  en: 'The public pages of this trust centre set no cookies, store nothing in your browser, and load nothing from third parties.',
  de: 'Die öffentlichen Seiten dieses Trust Centers setzen keine Cookies, speichern nichts in Ihrem Browser und laden nichts von Dritten.',
} as const;
