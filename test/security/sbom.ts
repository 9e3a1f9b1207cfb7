// npm run sbom: what Annex consists of when it runs, as CycloneDX 1.7 (ECMA-424), on standard output.
import { readFileSync } from 'node:fs';
import { readLock, type Locked } from './lock.ts';

/**
 * Of the lock file alone, so that the same commit gives the same bytes. `npm sbom --omit dev` leaves out
 * what the tests need too, zod among it (npm 11.19.1).
 */
export function bomOfAnnex() {
  const { name, version, description, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const components = new Map(
    readLock()
      .filter(({ isDev }) => !isDev)
      .map((locked) => [`${locked.name}@${locked.version}`, componentOf(locked)]),
  );
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        description,
        licenses: [{ license: { id: license } }],
      },
    },
    components: [...components.values()],
  };
}

function componentOf({ name, version, license, integrity, isOptional }: Locked) {
  const [algorithm = '', digest = ''] = integrity.split('-');
  const scoped = /^(@[^/]+)\/(.+)$/.exec(name);
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    ...(scoped && { group: scoped[1] }),
    name: scoped?.[2] ?? name,
    version,
    scope: isOptional ? 'optional' : 'required',
    hashes: [
      {
        alg: algorithm.replace('sha', 'SHA-'),
        content: Buffer.from(digest, 'base64').toString('hex'),
      },
    ],
    licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
}

if (import.meta.main) console.log(JSON.stringify(bomOfAnnex(), null, 2));
