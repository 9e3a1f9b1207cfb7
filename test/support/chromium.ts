import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

// Not the package's own arguments: those switch web security off.
const args = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-gpu',
  '--no-zygote',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
];

const packed = 'node_modules/@sparticuz/chromium';

/** Chromium as it comes from npm, with the libraries and the font it comes with. */
export async function startBrowser(): Promise<Browser> {
  const { version } = JSON.parse(await readFile(`${packed}/package.json`, 'utf8'));
  const home = join(tmpdir(), `annex-chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    ignoreDefaultArgs: true,
    args: [...args, '--remote-debugging-pipe'],
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
  const { TMPDIR, LD_LIBRARY_PATH } = process.env;
  const fresh = await mkdtemp(join(tmpdir(), 'annex-chromium-'));
  // Its shared libraries come out only where it believes itself on Amazon Linux.
  Object.assign(process.env, { TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: '24.x' });
  try {
    const { default: archive } = await import('@sparticuz/chromium');
    await archive.executablePath();
    await writeFile(
      join(fresh, 'fonts.conf'),
      `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`,
    );
    await rename(fresh, home).catch(() => rm(fresh, { recursive: true, force: true }));
  } finally {
    restore({ TMPDIR, LD_LIBRARY_PATH, AWS_LAMBDA_JS_RUNTIME: undefined });
  }
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
