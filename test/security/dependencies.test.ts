import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cycloneDxSchema } from '../support/cyclonedx-schema.ts';
import { readLock } from './lock.ts';
import { bomOfAnnex } from './sbom.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const locked = readLock();

/** What Annex may be given away with. */
const licences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
]);
/** Beside those, for tools that are given away with nothing. */
const licencesOfTools = new Set([
  '(MIT OR CC0-1.0)',
  '(MIT OR EUPL-1.1+)',
  'AGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
  'LGPL-3.0-or-later',
  'MIT OR Apache-2.0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

describe('the lock file', () => {
  test('pins every package by the hash of its bytes, from the registry', () => {
    expect(locked.length).toBeGreaterThan(500);
    expect(
      locked.filter(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)),
    ).toEqual([]);
    const elsewhere = locked.filter(
      ({ resolved = 'https://registry.npmjs.org/' }) =>
        !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  test('holds nothing whose licence nobody has looked at', () => {
    const unknown = locked
      .filter(
        ({ isDev, license }) => !licences.has(license) && !(isDev && licencesOfTools.has(license)),
      )
      .map(({ name, license }) => `${name}: ${license}`);
    expect(unknown).toEqual([]);
    const used = new Set(locked.map(({ license }) => license));
    expect([...licences, ...licencesOfTools].filter((each) => !used.has(each))).toEqual([]);
  });

  test('holds no script that runs at installation and that nobody has decided on', () => {
    const decided = new Set(Object.keys(manifest.allowScripts));
    const scripted = new Set(
      locked.filter((each) => each.hasInstallScript).map(({ name }) => name),
    );
    expect([...scripted].filter((name) => !decided.has(name))).toEqual([]);
    const allowed = Object.keys(manifest.allowScripts).filter(
      (name) => manifest.allowScripts[name],
    );
    expect(allowed).toEqual(['esbuild', 'node', 'workerd']);
  });
});

test('every direct dependency is one version of the registry, and they are few', () => {
  const { dependencies, devDependencies, overrides } = manifest;
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
  expect(
    versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version))),
  ).toEqual([]);
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(35);
});

test('the bill of materials is CycloneDX and lists what runs, each once, and no tool', async () => {
  const bom = bomOfAnnex();
  const validate = await cycloneDxSchema();
  validate(JSON.parse(JSON.stringify(bom)));
  expect(validate.errors ?? []).toEqual([]);
  const listed = bom.components.map((each) => each['bom-ref']);
  expect(new Set(listed).size).toBe(listed.length);
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect(listed).toContain(`${name}@${String(version)}`);
  for (const name of ['vitest', 'mupdf', 'playwright-core'])
    expect(listed.filter((each) => each.startsWith(`${name}@`))).toEqual([]);
});
