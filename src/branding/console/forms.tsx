import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { flatForm, flatten } from '../../console/flat-form.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  doneWith,
  TranslationFields,
  translationLabels,
} from '../../console/translation-fields.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import {
  CheckField,
  FileField,
  type FormState,
  LineField,
  TextField,
} from '../../http/form-fields.tsx';
import { type Colour, logoTypes, mostLogoBytes, mostLogoSide } from '../model.ts';
import { type Ground, nearestPassing } from '../model/contrast.ts';
import { brandingFacts, colour } from '../schema.ts';
import { removeLogo, replaceBranding, replaceLogo } from '../service.ts';
import { getBranding } from '../service/reading.ts';
import { LogoInBrief, Swatch } from './brief.tsx';

/** How the public pages look. Colours that not everybody could read are refused by the service. */
export const brandingForms = new Hono<ConsoleEnv>();

const here = (c: Context<ConsoleEnv>) => `${rootOf(c)}/organisation/branding`;
const crumb = (c: Context<ConsoleEnv>) => ({ href: here(c), label: 'Logo and colours' });

const introText = { name: 'intro', label: 'Intro', max: 2_000, rows: 6 };

formPage(brandingForms, {
  path: '/organisation/branding',
  guards: [needs('replaceBranding')],
  schema: flatForm(brandingFacts, { flags: ['logoSaysName'] }),
  labels: {
    accent_light: 'Colour on the light ground',
    accent_dark: 'Colour on the dark ground',
    intro: 'Intro',
    logoSaysName: 'Logo with name',
    ...translationLabels([introText]),
  },
  async stored(c) {
    const { value, version } = await getBranding(c.env.deps.db);
    const { logo: _, ...facts } = value;
    return { version, entries: flatten(facts) };
  },
  view: () => ({ title: 'Logo and colours', current: 'organisation' }),
  async content(c, drawn) {
    const { base, root, written } = await placeOf(c);
    const { logo } = (await getBranding(c.env.deps.db)).value;
    return (
      <>
        <PageTitle
          title="Logo and colours"
          crumb={{ href: `${root}/organisation`, label: 'Organisation' }}
        >
          <p class="lead">What makes the public pages look like yours.</p>
        </PageTitle>
        <section class="block" aria-labelledby="logo">
          <h2 id="logo">Logo</h2>
          <LogoInBrief logo={logo} base={base} />
          <p class="acts">
            <a href={`${root}/organisation/logo/upload`}>
              {logo === undefined ? 'Upload a logo' : 'Upload another'}
            </a>
            {logo === undefined ? null : (
              <a href={`${root}/organisation/logo/removal`}>Remove it</a>
            )}
          </p>
        </section>
        <ConsoleForm drawn={drawn} submit="Store and publish" cancel={`${root}/organisation`}>
          <CheckField
            form={drawn.form}
            name="logoSaysName"
            label="The logo shows our name"
            hint="Then the name does not stand beside it once more; it is still read out."
          />
          <ColourField form={drawn.form} ground="light" />
          <ColourField form={drawn.form} ground="dark" />
          <TextField
            form={drawn.form}
            name="intro"
            label="Intro"
            rows={6}
            max={2_000}
            optional
            hint="In Markdown, below the first sentence of the overview. HTML stays text."
          />
          <TranslationFields form={drawn.form} written={written} texts={[introText]} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, facts, version) {
    const stored = await replaceBranding(c.get('visit').ctx, facts, version);
    return `/organisation?done=${doneWith(stored, 'stored')}`;
  },
});

const colourHints = {
  light:
    'Of links and buttons, in six digits, e.g. #00585f. Everybody has to be able to read it: WCAG 2.2, 1.4.3.',
  dark: 'For readers whose screen is dark. Empty: the nearest to the other that can be read there.',
} as const;

function ColourField({ form, ground }: { form: FormState; ground: Ground }) {
  const name = `accent_${ground}`;
  return (
    <>
      <LineField
        form={form}
        name={name}
        label={`Colour on the ${ground} ground`}
        max={7}
        autocomplete="off"
        optional
        hint={colourHints[ground]}
      />
      <ColourShown
        chosen={readColour(form.entries[name])}
        other={readColour(form.entries['accent_light'])}
        ground={ground}
      />
    </>
  );
}

function readColour(typed: string | undefined): Colour | undefined {
  const read = colour.safeParse(typed);
  return read.success ? read.data : undefined;
}

/** As it looks, and beside it the nearest that everybody can read; of none chosen what is made of the other. */
function ColourShown({
  chosen,
  other,
  ground,
}: {
  readonly chosen: Colour | undefined;
  readonly other: Colour | undefined;
  readonly ground: Ground;
}) {
  const shown = chosen ?? other;
  if (shown === undefined) return null;
  const nearest = nearestPassing(ground, shown);
  if (chosen === undefined)
    return (
      <p class="small">
        Used is <Swatch colour={nearest} ground={ground} /> <code>{nearest}</code>.
      </p>
    );
  return (
    <p class="small">
      <Swatch colour={chosen} ground={ground} /> <code>{chosen}</code>
      {nearest === chosen ? null : (
        <>
          , and the nearest that everybody can read: <Swatch colour={nearest} ground={ground} />{' '}
          <code>{nearest}</code>
        </>
      )}
    </p>
  );
}

formPage(brandingForms, {
  path: '/organisation/logo/upload',
  guards: [needs('replaceLogo')],
  schema: z.strictObject({}),
  labels: { file: 'Logo' },
  async stored(c) {
    return { version: (await getBranding(c.env.deps.db)).version, entries: {} };
  },
  view: () => ({ title: 'Upload a logo', current: 'organisation' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Upload a logo" crumb={crumb(c)}>
        <p class="lead">It stands in the head of every public page from then on.</p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Store and publish" cancel={here(c)} hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label="Picture"
          accept={Object.keys(logoTypes).join(',')}
          hint={`PNG, WebP or JPEG, at most ${mostLogoBytes / 1024} kB and ${mostLogoSide} pixels to a side. It is shown 28 pixels high, on a white ground also where the page is dark. An SVG can hold programs and is refused.`}
        />
      </ConsoleForm>
    </>
  ),
  async act(c, _, version, files) {
    const file = files.get('file');
    if (file === undefined)
      throw refusalOf([{ pointer: pointerTo('file'), detail: 'Choose a picture.' }]);
    await replaceLogo(c.get('visit').ctx, new Uint8Array(await file.arrayBuffer()), version);
    return '/organisation?done=stored';
  },
});

formPage(brandingForms, {
  path: '/organisation/logo/removal',
  guards: [needs('removeLogo')],
  schema: z.strictObject({}),
  labels: {},
  async stored(c) {
    return { version: (await getBranding(c.env.deps.db)).version, entries: {} };
  },
  view: () => ({ title: 'Remove the logo', current: 'organisation' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Remove the logo?" crumb={crumb(c)}>
        <p class="lead">
          Every public page shows the mark of Annex in its place, and your name beside it.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Remove the logo" cancel={here(c)} />
    </>
  ),
  async act(c, _, version) {
    await removeLogo(c.get('visit').ctx, version);
    return '/organisation?done=stored';
  },
});
