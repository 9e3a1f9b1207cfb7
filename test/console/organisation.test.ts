import { describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startApp, type StartOptions, type World } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { pngOf } from '../support/pictures.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const here = `${root}/organisation`;
const viewer = `viewer.${personMark.toLowerCase()}@company.example`;

async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({
    env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' },
    ...options,
  });
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({
    name: `Ada ${personMark}`,
    address: `owner.${personMark.toLowerCase()}@company.example`,
  });
  return { world, tab };
}

async function enterAsViewer(world: World, owner: Tab): Promise<Tab> {
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address: viewer, role: 'viewer' });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === viewer);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, viewer) });
}

/** Chooses a file in the form that the tab shows, and sends it. */
async function upload(world: World, tab: Tab, bytes: Uint8Array) {
  const body = new FormData();
  for (const [, name = '', value = ''] of tab.page.text.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  ))
    body.set(name, value);
  body.set('file', new File([new Uint8Array(bytes)], 'logo.png', { type: 'image/png' }));
  const response = await world.fetch(tab.page.path, {
    method: 'POST',
    body,
    headers: {
      cookie: [...tab.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: 'http://localhost:8787',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '192.0.2.7',
    },
  });
  return { status: response.status, text: await response.text() };
}

async function profileOf(world: World) {
  return (await world.as('configured').get('/organisation')).body;
}

/** What the fields of the form on the page hold now. */
function fieldsOn(tab: Tab): Record<string, string> {
  const inputs = [...tab.page.text.matchAll(/<input ([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const name = /name="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const isBox = attributes.includes('type="checkbox"');
    if (isBox && !/\bchecked\b/.test(attributes)) return [];
    return [[name, /value="([^"]*)"/.exec(attributes)?.[1] ?? ''] as const];
  });
  const areas = [...tab.page.text.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, text] as const,
  );
  const selects = [
    ...tab.page.text.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g),
  ].map(
    ([, name = '', options = '']) =>
      [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? ''] as const,
  );
  return Object.fromEntries([...inputs, ...areas, ...selects].filter(([name]) => name !== ''));
}

describe('the organisation in the console', () => {
  it('begins with what laws ask for, and takes the profile in parts that leave each other alone', async () => {
    const { world, tab } = await begin({ organisation: 'none' });
    await tab.open(here);
    for (const said of ['The name', 'Annex I.A', 'Article 37(7) GDPR', 'RFC 9116'])
      expect(tab.page.text).toContain(said);
    await tab.open(`${here}/profile`);
    expect(fieldsOn(tab)['name']).toBe('');
    await tab.send({
      name: '<b>Qluster</b>',
      legalName: 'Qluster Corp.',
      address_lines: '100 Example Street\n\nFloor 2',
      address_country: 'US',
      website: 'not an address',
    });
    expect(tab.page).toMatchObject({ status: 422, path: `${here}/profile` });
    expect(tab.page.text).toContain('id="website-fault"');
    expect(fieldsOn(tab)['name']).toBe('&lt;b&gt;Qluster&lt;/b&gt;');
    await tab.send({
      name: '<b>Qluster</b>',
      legalName: 'Qluster Corp.',
      address_lines: '100 Example Street\n\nFloor 2',
      address_country: 'US',
      website: 'https://qluster.example/',
    });
    expect(tab.page).toMatchObject({ status: 200, path: `${here}?done=stored` });
    expect(tab.page.text).not.toContain('<b>Qluster');
    for (const said of ['representative in the European Union', 'Article 27 UK GDPR'])
      expect(tab.page.text).toContain(said);

    await tab.open(`${here}/contacts`);
    await tab.send({
      ...fieldsOn(tab),
      dpo_email: 'privacy@qluster.example',
      euRepresentative_name: 'Qluster EU',
      euRepresentative_address_lines: 'Weg 1',
      euRepresentative_address_country: 'DE',
      ukRepresentative_url: 'https://qluster.example/uk',
      securityContact_email: 'security@qluster.example',
      securityContact_policyUrl: 'https://qluster.example/security',
    });
    await tab.open(`${here}/rules`);
    const rules = fieldsOn(tab);
    expect(rules).toMatchObject({ noticeDays: '30', amendments_purpose: 'yes' });
    const { amendments_purpose: _, ...others } = rules;
    await tab.send({
      ...others,
      noticeDays: '45',
      timeZone: 'Europe/Berlin',
      commitments: 'A.\nB.',
    });
    await tab.open(`${here}/publication`);
    await tab.send({ languages: 'en\nde', frameAncestors: 'https://www.qluster.example' });
    expect(tab.page.text).not.toContain('Not stated yet');
    expect(await profileOf(world)).toEqual({
      name: '<b>Qluster</b>',
      legalName: 'Qluster Corp.',
      address: { lines: ['100 Example Street', 'Floor 2'], country: 'US' },
      website: 'https://qluster.example/',
      dpo: { email: 'privacy@qluster.example' },
      euRepresentative: { name: 'Qluster EU', address: { lines: ['Weg 1'], country: 'DE' } },
      ukRepresentative: { url: 'https://qluster.example/uk' },
      securityContact: {
        email: 'security@qluster.example',
        policyUrl: 'https://qluster.example/security',
      },
      languages: ['en', 'de'],
      timeZone: 'Europe/Berlin',
      noticeDays: 45,
      noticeForAmendments: ['entity', 'location', 'data', 'transfer'],
      commitments: ['A.', 'B.'],
      frameAncestors: ['https://www.qluster.example'],
    });
  });

  it('shows both versions where somebody else was faster, and forgets what is emptied', async () => {
    const { world, tab } = await begin({ organisation: { dpo: { email: 'old@qluster.example' } } });
    const late = await tab.another().open(`${here}/contacts`);
    await tab.open(`${here}/contacts`);
    await tab.send({ ...fieldsOn(tab), dpo_email: 'new@qluster.example' });
    await late.send({ ...fieldsOn(late), dpo_email: 'late@qluster.example' });
    expect(late.page.status).toBe(412);
    for (const said of ['Stored meanwhile', 'new@qluster.example', 'late@qluster.example'])
      expect(late.page.text).toContain(said);
    await late.send({ ...fieldsOn(late), dpo_email: '' });
    expect(late.page.status).toBe(200);
    expect(await profileOf(world)).not.toHaveProperty('dpo');
  });

  it('adds and renames services, whose short names stay', async () => {
    const { world, tab } = await begin({ services: [] });
    await tab.open(`${here}/services/new`);
    await tab.send({ slug: 'Not a slug', name: 'Shop', order: 'x' });
    expect(tab.page.status).toBe(422);
    await tab.send({ slug: 'shop', name: 'Shop', description: '', order: '2' });
    await tab.open(`${here}/services/shop`);
    await tab.send({ ...fieldsOn(tab), name: 'The shop' });
    expect(tab.page.text).toContain('The shop');
    expect((await world.as('configured').get('/services/shop')).body).toEqual({
      slug: 'shop',
      name: 'The shop',
      order: 2,
    });
  });

  it('is shown to everybody and changed by owners', async () => {
    const { world, tab } = await begin();
    const bo = await enterAsViewer(world, tab);
    await bo.open(here);
    expect(bo.page.status).toBe(200);
    expect(bo.page.text).not.toContain(`href="${here}/`);
    for (const path of ['profile', 'branding', 'logo/upload', 'logo/removal', 'services/new'])
      expect((await bo.open(`${here}/${path}`)).page.status).toBe(403);
  });
});

describe('logo and colours in the console', () => {
  it('show beside a colour that cannot be read the nearest that can, and take that', async () => {
    const { world, tab } = await begin();
    await tab.open(`${here}/branding`);
    await tab.send({ ...fieldsOn(tab), accent_light: '#ffcc00', intro: 'We are *here*.' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('id="accent_light-fault"');
    expect(fieldsOn(tab)).toMatchObject({ accent_light: '#ffcc00', intro: 'We are *here*.' });
    const [, nearest = ''] =
      /nearest that everybody can read:[\s\S]*?<code>(#\w{6})/.exec(tab.page.text) ?? [];
    await tab.send({ ...fieldsOn(tab), accent_light: nearest });
    expect(tab.page).toMatchObject({ status: 200, path: `${here}?done=stored` });
    const branding = (await world.as('configured').get('/branding')).body;
    expect(pick(branding, 'accent')).toEqual({ light: nearest });
    expect((await world.get('/trust')).text).toContain('<em>here</em>');
  });

  it('take a picture, refuse an SVG with what to do, and give it back on a page that asks', async () => {
    const { world, tab } = await begin();
    await tab.open(`${here}/logo/upload`);
    const svg = await upload(world, tab, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    expect(svg.status).toBe(415);
    expect(svg.text).toContain('Save it as PNG or WebP');
    expect((await upload(world, tab, pngOf(120, 40))).status).toBe(303);
    expect((await world.get('/trust')).text).toContain('<img class="logo"');
    // The form that was open before is for the version before.
    expect((await upload(world, tab, pngOf(60, 20))).status).toBe(412);
    await tab.open(`${here}/branding`);
    expect(tab.page.text).toContain('alt="120 by 40 pixels"');
    await tab.open(`${here}/logo/removal`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=stored`);
    expect((await world.get('/trust')).text).not.toContain('<img class="logo"');
  });
});
