import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
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

/** Chromium as it comes from npm, with the libraries and the font it comes with. */
export async function startBrowser(): Promise<Browser> {
  const home = join(tmpdir(), 'annex-chromium-147.0.0');
  if (!existsSync(home)) await unpack(home);
  await writeFile(
    join(home, 'fonts.conf'),
    `<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`,
  );
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
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
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
