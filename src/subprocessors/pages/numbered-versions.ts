import { versionParam } from '../../publication/asked.ts';
import type { Published } from '../../publication/representation.ts';
import { annexPage } from '../annex-iii.tsx';
import { annexPdf } from '../annex-iii-pdf.ts';
import { listCsv } from '../csv.ts';
import { listCycloneDx } from '../cyclonedx.ts';
import { listDora } from '../dora.ts';
import { listJson } from '../list-document.ts';
import { listMarkdown } from '../markdown.ts';
import { registerPage } from './register-page.tsx';

// The list at each of its versions, in every form, at an address that never says anything else.
export const versionJson = numbered(listJson, ':version{[0-9]+\\.json}');
export const versionCsv = numbered(listCsv, ':version{[0-9]+\\.csv}');
export const versionMarkdown = numbered(listMarkdown, ':version{[0-9]+\\.md}');
export const versionCycloneDx = numbered(listCycloneDx, ':version{[0-9]+\\.cdx\\.json}');
export const versionDora = numbered(listDora, ':version{[0-9]+\\.dora\\.csv}');
export const versionAnnexPage = numbered(annexPage, ':version{[0-9]+}/annex-iii');
export const versionAnnexPdf = numbered(annexPdf, ':version{[0-9]+}/annex-iii.pdf');
export const versionPage = {
  ...numbered(registerPage, ':version{[0-9]+}'),
  json: versionJson,
  markdown: versionMarkdown,
};

/** A form of the list that shows the version in its path instead of the present one. */
function numbered(row: Published, path: string): Published {
  const { as_of: _, known_at: __, ...params } = row.params ?? {};
  return {
    ...row,
    path: `/versions/${path}`,
    presentPath: row.path,
    params: { ...versionParam, ...params },
  };
}
