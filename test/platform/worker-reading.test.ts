import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillRegister } from '../../bench/register.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import type { Sqld } from '../support/sqld.ts';
import { startSqld } from '../support/sqld.ts';
import type { Gateway } from './gateway.ts';
import { startGateway } from './gateway.ts';

const settings = {
  PUBLIC_URL: 'https://trust.qluster.example',
  SECRET_KEY: 'a secret of thirty-two characters',
};
let sqld: Sqld;
let gateway: Gateway;
let workerd: Miniflare | undefined;

beforeAll(async () => {
  sqld = await startSqld();
  await fillRegister({ ...settings, DATABASE_URL: sqld.url, SEED: 'none' }, 10);
  gateway = await startGateway(sqld.url);
});

afterAll(async () => {
  await workerd?.dispose();
  await gateway?.stop();
  await sqld?.stop();
});

it.each(['/trust/subprocessors.json', '/trust', '/trust/feed.atom'])(
  'a cold isolate asks its database once for %s, and a warm one not at all',
  async (path) => {
    await workerd?.dispose();
    workerd = await startWorkerd(0, { ...settings, DATABASE_URL: gateway.url });
    const url = new URL(path, await workerd.ready);
    gateway.takeRequests();
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(await first.text()).toMatch(/Processor 07|The register is opened/);
    expect(gateway.takeRequests()).toHaveLength(1);
    const again = await fetch(url, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect(gateway.takeRequests()).toHaveLength(0);
  },
);
