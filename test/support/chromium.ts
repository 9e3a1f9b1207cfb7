import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

// Not the package's own arguments: those switch web security off.
const args = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  // A fifth less work on two processors: no page kept for a way back, no process kept for a page that may
  // never come, no threads beside those that read it.
  '--disable-features=BackForwardCache,PaintHolding,SpareRendererForSitePerProcess',
  '--js-flags=--single-threaded',
];

/** A third less work where pages are only looked at; a click would wait for a frame that never comes. */
const onlyLooking = '--disable-threaded-compositing';

const run = promisify(execFile);
const packed = 'node_modules/@sparticuz/chromium';

/** Those under way in this process, by whether they only look; each ends with the process. */
const underWay = new Map<boolean, Promise<Browser>>();

/**
 * Chromium as it comes from npm, with the libraries and the font it comes with: one for all test files of a
 * process, which follow each other. To close it closes what was opened in it.
 */
export async function startBrowser({ looksOnly = false } = {}): Promise<Browser> {
  const known = underWay.get(looksOnly) ?? launch(looksOnly);
  underWay.set(looksOnly, known);
  const browser = await known;
  const close = async () => {
    for (const context of browser.contexts()) await context.close();
  };
  return Object.create(browser, { close: { value: close } }) as Browser;
}

async function launch(looksOnly: boolean): Promise<Browser> {
  const { version } = JSON.parse(await readFile(`${packed}/package.json`, 'utf8'));
  const home = join(tmpdir(), `annex-chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    ignoreDefaultArgs: true,
    args: [...args, ...(looksOnly ? [onlyLooking] : []), '--remote-debugging-pipe'],
    env: {
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  });
}

// The package unpacks into the temporary folder and takes a half-written file for a whole one,
// so it gets a folder of its own, renamed when complete.
async function unpack(home: string): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'annex-chromium-'));
  await run(process.execPath, ['test/support/unpack-chromium.ts'], {
    // Its shared libraries come out only where it believes itself on Amazon Linux.
    env: { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: '24.x' },
  });
  await writeFile(
    join(fresh, 'fonts.conf'),
    `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`,
  );
  await rename(fresh, home).catch(() => rm(fresh, { recursive: true, force: true }));
}
