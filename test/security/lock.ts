import { readFileSync } from 'node:fs';

/** A package as package-lock.json pins it. */
export type Locked = {
  /** Where it lies: a package may be there in several versions. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly integrity: string;
  readonly resolved: string | undefined;
  readonly hasInstallScript: boolean;
  /** Only for those who work on Annex. */
  readonly isDev: boolean;
  readonly isOptional: boolean;
};

type Entry = Readonly<Record<string, string | boolean | undefined>>;

export function readLock(): readonly Locked[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries<Entry>(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, entry]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: String(entry['version']),
      license: String(entry['license']),
      integrity: String(entry['integrity']),
      resolved: entry['resolved']?.toString(),
      hasInstallScript: entry['hasInstallScript'] === true,
      isDev: entry['dev'] === true || entry['devOptional'] === true,
      isOptional: entry['optional'] === true,
    }));
}
