import type { Translations } from '../core/translating.ts';

/** A colour as CSS writes it in six digits of lower-case hexadecimal, `#00585f`. */
export type Colour = `#${string}`;

/** The colour of links and buttons. */
export type Accent = {
  readonly light: Colour;
  /** On the dark ground; absent: made of the light one. */
  readonly dark?: Colour;
};

export const logoTypes = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
} as const;
export type LogoType = keyof typeof logoTypes;

/** A picture of which the bytes are known to be what its type says, as far as its head goes. */
export type Logo = {
  readonly mediaType: LogoType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The file, base64. */
  readonly content: string;
  /** Hexadecimal, of the file. */
  readonly sha256: string;
};

/** What staff choose; the logo is a file and comes apart. */
export type BrandingFacts = {
  readonly accent?: Accent;
  /** What the overview begins with, in Markdown. */
  readonly intro?: string;
  /** Whether the logo shows the name, so that it need not stand beside it. */
  readonly logoSaysName?: boolean;
  readonly translations?: Translations<Pick<BrandingFacts, 'intro'>>;
};

/** How the public pages look like those of their organisation. */
export type Branding = BrandingFacts & { readonly logo?: Logo };

/** Bytes. A reader pays for it on their first page, which is to stay under 60 kB with everything. */
export const mostLogoBytes = 32 * 1024;
/** Pixels of either side: enough for the sharpest screens, too few to cost a browser anything. */
export const mostLogoSide = 1024;
export const leastLogoSide = 16;

/** Below the base path. Its name changes with its content. */
export function logoPath({ sha256, mediaType }: Logo): string {
  return `/branding/logo-${sha256.slice(0, 12)}.${logoTypes[mediaType]}`;
}
