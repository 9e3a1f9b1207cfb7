import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { operations } from '../support/strict-client.ts';
import { isKnownScript } from '../support/html.ts';
import { addressOf, isRepeated, type Visit, visitAll } from './visit.ts';

const origin = 'http://localhost:8787';
const starts = operations
  .filter(({ roles, template }) => roles === undefined && !template.includes('{'))
  .map(({ template }) => template);

let visiting: Promise<ReadonlyMap<string, Visit>> | undefined;

/** Every answer that can be reached in the demo, read once. */
async function demo(): Promise<ReadonlyMap<string, Visit>> {
  visiting ??= startApp({ seed: 'demo' }).then((trust) => visitAll(trust, starts));
  return visiting;
}

async function pages(): Promise<readonly Visit[]> {
  return [...(await demo()).values()].filter(({ elements }) => elements.length > 0);
}

// The demo has some thousand addresses, past views included; the first test reads them all.
const patience = { timeout: 120_000 };

describe('every answer of the demo', patience, () => {
  it('is reached: each kind of page, every entry, every change', async () => {
    const addresses = [...(await demo()).keys()];
    const at = (pattern: RegExp) => addresses.filter((address) => pattern.test(address)).length;
    expect(at(/^\/trust\/subprocessors\/[a-z-]+$/)).toBeGreaterThan(8);
    expect(at(/^\/trust\/changes\/\d+$/)).toBeGreaterThan(5);
    expect(at(/^\/trust\/feed\./)).toBeGreaterThan(2);
    expect(at(/^\/trust\/style-\w+\.css$/)).toBe(1);
  });

  it('resolves: no link of ours leads nowhere, in pages, headers, feeds or documents', async () => {
    const visits = await demo();
    const dead = [...visits.values()].flatMap(({ links }) =>
      links
        .filter(({ url }) => url.origin === origin && !isInterface(url) && !isRepeated(url))
        .filter(({ url }) => ![200, 308].includes(visits.get(addressOf(url))?.status ?? 0))
        .map(({ from, by, url }) => `${from}: ${by} ${url.href}`),
    );
    expect(dead).toEqual([]);
  });

  it('has the anchors that links name, and no id twice', async () => {
    const visits = await demo();
    const missing = [...visits.values()].flatMap(({ links }) =>
      links
        .filter(({ url }) => url.origin === origin && url.hash.length > 1)
        .filter(({ url }) => !hasAnchor(visits.get(addressOf(url)), decodeURIComponent(url.hash)))
        .map(({ from, url }) => `${from}: ${url.href}`),
    );
    expect(missing).toEqual([]);
    for (const { address, elements } of await pages()) {
      const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
      expect(new Set(ids).size, address).toBe(ids.length);
    }
  });

  it('sets no cookie and is never guessed at', async () => {
    for (const { address, headers, text } of (await demo()).values()) {
      expect(headers.get('set-cookie'), address).toBeNull();
      if (text !== '') expect(headers.get('x-content-type-options'), address).toBe('nosniff');
    }
  });

  it('varies by Accept where JSON and a page share an address, and only there', async () => {
    const trust = await startApp({ seed: 'demo' });
    for (const path of ['', '/subprocessors', '/subprocessors/stripe', '/changes', '/changes/1']) {
      for (const accept of ['text/html', 'application/json']) {
        const { headers } = await trust.get(`/trust${path}`, { accept });
        expect(headers.get('content-type'), path).toContain(accept);
        const language = accept === 'text/html' ? ', Accept-Language' : '';
        expect(headers.get('vary'), `${path} ${accept}`).toBe(`Accept, Accept-Encoding${language}`);
      }
      const own = await trust.get(`/trust${path}.json`);
      expect(own.headers.get('vary'), path).toBe('Accept-Encoding');
    }
  });

  it('says how it may be cached', async () => {
    for (const { address, headers, status } of (await demo()).values()) {
      const isData = status === 200 && !/\/(healthz|readyz)$|\/api\//.test(address);
      const expected = isData ? /^public, max-age=\d+/ : /^no-(store|cache)$/;
      if (status !== 308) expect(headers.get('cache-control'), address).toMatch(expected);
    }
  });
});

describe('every page of the demo', () => {
  it('loads nothing from anybody else and sends forms only to us', async () => {
    const loading = new Set([
      'script',
      'img',
      'form',
      'iframe',
      'source',
      'object',
      'embed',
      'input',
    ]);
    const foreign = (await pages()).flatMap(({ address, elements, links }) => {
      const kept = new Set(['canonical', 'alternate', 'license', 'describedby', 'service-desc']);
      const loaded = elements.filter(
        ({ name, attributes }) =>
          name === 'link' && !(attributes['rel'] ?? '').split(' ').every((rel) => kept.has(rel)),
      );
      const hrefs = [
        ...loaded.map(({ attributes }) => attributes['href'] ?? ''),
        ...links.filter(({ by }) => loading.has(by)).map(({ url }) => url.href),
      ];
      return hrefs
        .filter((href) => new URL(href, origin).origin !== origin && !href.startsWith('data:'))
        .map((href) => `${address}: ${href}`);
    });
    expect(foreign).toEqual([]);
  });

  it('has a policy that its own content keeps', async () => {
    for (const { address, headers, elements } of await pages()) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, address).toContain("default-src 'none'");
      expect(policy, address).toMatch(/frame-ancestors /);
      const inline = elements.filter(
        (element) =>
          element.name === 'style' ||
          (element.name === 'script' &&
            element.attributes['src'] === undefined &&
            !isKnownScript(element)) ||
          Object.keys(element.attributes).some((key) => key === 'style' || key.startsWith('on')),
      );
      expect(
        inline.map(({ name }) => name),
        address,
      ).toEqual([]);
    }
  });

  it('names no password, no key and no field for one', async () => {
    for (const { address, elements } of await pages()) {
      const types = elements.flatMap(({ attributes }) => attributes['type'] ?? []);
      expect(types, address).not.toContain('password');
    }
  });
});

describe('who may read what', () => {
  it('scripts of other origins read every public representation but the frame, and nothing else', async () => {
    const visits = await demo();
    for (const { address, headers, status } of visits.values()) {
      const isOpen =
        status === 200 &&
        !/\/(embed|healthz|readyz|objection|request|privacy-request)(\.md)?(\?|$)/.test(address);
      expect(headers.get('access-control-allow-origin'), address).toBe(isOpen ? '*' : null);
    }
  });

  it('scripts of other origins may read why nothing is there', async () => {
    const trust = await startApp();
    for (const path of ['/trust/subprocessors/nobody.json', '/trust/changes.json?class=grave']) {
      const { status, headers } = await trust.get(path);
      expect(status).toBeGreaterThan(400);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('no staff route answers a script of another origin, asked politely or not, or may be kept', async () => {
    const trust = await startApp();
    const secured = operations.filter(({ roles }) => roles !== undefined);
    for (const { method, template } of secured) {
      const path = template.replaceAll(/\{\w+\}/g, '1');
      const below = path.replace('/trust/api/v1', '');
      const headers = { origin: 'https://elsewhere.example' };
      const asked = await trust.fetch(path, {
        method: 'OPTIONS',
        headers: { ...headers, 'access-control-request-method': method },
      });
      const answers = [
        asked,
        await trust.fetch(path, { method, headers }),
        await trust.as('owner').send(method, below, { headers }),
        await trust.as('owner').send('PATCH', below, { headers }),
      ];
      for (const answer of answers) {
        const where = `${method} ${path} ${answer.status}`;
        expect(answer.headers.get('access-control-allow-origin'), where).toBeNull();
        expect(answer.headers.get('cache-control'), where).toBe('no-store');
        expect(answer.headers.get('set-cookie'), where).toBeNull();
        if (answer.status !== 204)
          expect(answer.headers.get('x-content-type-options'), where).toBe('nosniff');
      }
    }
  });

  it('what is drafted and what never was are the same 404, byte for byte', async () => {
    const trust = await startApp();
    await trust.prepare({ entries: { 'secret-vendor': facts({ name: 'Secret Vendor' }) } });
    for (const accept of ['text/html', 'application/json']) {
      for (const ending of ['', '.json']) {
        const [drafted, unknown] = await Promise.all(
          ['secret-vendor', 'never-was-one'].map((slug) =>
            trust.get(`/trust/subprocessors/${slug}${ending}`, { accept }),
          ),
        );
        expect(drafted?.status).toBe(404);
        expect(drafted?.text).toBe(unknown?.text);
        expect([...(drafted?.headers ?? [])]).toEqual([...(unknown?.headers ?? [])]);
      }
    }
  });
});

/** The catalogue names the staff API by the beginning of its addresses, where nothing stands itself. */
function isInterface({ pathname }: URL): boolean {
  return pathname === '/trust/api/v1';
}

const ids = new WeakMap<Visit, ReadonlySet<string>>();

/** Read once: a page is led to from thousands of places. */
function idsIn(visit: Visit): ReadonlySet<string> {
  const read =
    ids.get(visit) ?? new Set(visit.elements.flatMap(({ attributes }) => attributes['id'] ?? []));
  ids.set(visit, read);
  return read;
}

function hasAnchor(visit: Visit | undefined, hash: string): boolean {
  if (visit === undefined) return false;
  if (visit.elements.length > 0) return idsIn(visit).has(hash.slice(1));
  const steps = hash.slice(1).split('/').slice(1);
  const found = steps.reduce<unknown>(
    (at, step) =>
      at instanceof Object ? Object.entries(at).find(([key]) => key === step)?.[1] : at,
    JSON.parse(visit.text),
  );
  return found !== undefined;
}
