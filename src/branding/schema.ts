import { z } from 'zod';
import { prose, translations, withWarnings } from '../http/schema.ts';
import type { Branding, Colour } from './model.ts';
import { logoPath } from './model.ts';
import { coloursOf } from './model/contrast.ts';

export const colour = z
  .string({ error: 'Must be a colour.' })
  .trim()
  .toLowerCase()
  .transform((text, issues): Colour => {
    const [, digits] = /^#?([0-9a-f]{6})$/.exec(text) ?? [];
    if (digits !== undefined) return `#${digits}`;
    issues.addIssue({
      code: 'custom',
      message: 'Must be a colour in six digits, e.g. #00585f.',
    });
    return z.NEVER;
  })
  .meta({ type: 'string', pattern: '^#?[0-9a-fA-F]{6}$', example: '#00585f' });

const intro = prose(2_000).exactOptional();

/** All but the logo: a PUT replaces it, so that what is left out is gone. */
export const brandingFacts = z
  .strictObject({
    accent: z
      .strictObject({
        light: colour,
        dark: colour.exactOptional(),
      })
      .exactOptional()
      .meta({
        description:
          'The colour of links and buttons, on the light ground and on the dark one. Each has a contrast of 4.5:1 (WCAG 2.2, 1.4.3) or is refused with the nearest that has. `dark` left out: the nearest to `light`',
      }),
    intro: intro.meta({
      description: 'Markdown, what the overview begins with; HTML in it is text',
    }),
    logoSaysName: z.boolean().exactOptional().meta({
      description: 'The logo shows the name, so that it does not stand beside it once more',
    }),
    translations: translations(z.strictObject({ intro }).meta({ id: 'BrandingTranslation' })),
  })
  .meta({ id: 'BrandingFacts' });

const logo = z
  .object({
    mediaType: z.string(),
    width: z.int(),
    height: z.int(),
    sha256: z.string(),
    url: z.string().meta({ format: 'uri' }),
  })
  .meta({ id: 'Logo' });

export const brandingSchema = z
  .object({
    ...brandingFacts.shape,
    colours: z
      .object({ light: z.string(), dark: z.string() })
      .exactOptional()
      .meta({ description: 'What is used; absent where Annex’ own colours are' }),
    logo: logo.exactOptional(),
  })
  .meta({ id: 'Branding' });

export const storedBranding = withWarnings(brandingSchema, 'StoredBranding');

/** Everything but the bytes of the logo, which stand at its address. */
export function presentBranding(
  { logo: shown, ...facts }: Branding,
  { origin, base }: { readonly origin: string; readonly base: string },
): z.output<typeof brandingSchema> {
  return {
    ...facts,
    ...(facts.accent && { colours: coloursOf(facts.accent) }),
    ...(shown && {
      logo: {
        mediaType: shown.mediaType,
        width: shown.width,
        height: shown.height,
        sha256: shown.sha256,
        url: `${origin}${base}${logoPath(shown)}`,
      },
    }),
  };
}
