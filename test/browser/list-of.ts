import { existsSync, readFileSync } from 'node:fs';
import { pick, pickList } from '../support/client.ts';

const real = new URL('../../../shared/data/github.json', import.meta.url);

/** GitHub's list as it stands on its own page, where it is kept beside the project. */
export function listOf(): string {
  const rows = existsSync(real)
    ? pickList(JSON.parse(readFileSync(real, 'utf8')), 'subprocessors').map((each) => [
        pick(each, 'name'),
        pick(each, 'purpose'),
        pick(each, 'location', 'raw'),
        pick(each, 'corporateLocation', 'raw'),
      ])
    : [['Example Mail Inc.', 'Sends mail', 'United States', 'United States']];
  const head = [
    'Name of Subprocessor',
    'Description of Processing',
    'Location of Processing',
    'Corporate Location',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export const nameOfFirst = () => listOf().split('\n')[2]?.split(' | ')[0]?.slice(2) ?? '';
