import type { Place } from '../publication/model.ts';
import { integrity, movingPath, pinnedPath } from './script.ts';

/** To be copied as they stand, with the addresses of this deployment; each is run by a test. */
export function snippetsOf({ origin, base }: Pick<Place, 'origin' | 'base'>) {
  const root = `${origin}${base}`;
  const list = `${root}/subprocessors.json`;
  const csv = `${root}/subprocessors.csv`;
  return {
    ...programs(list),
    'google-sheets': `=IMPORTDATA("${csv}")`,
    excel: `let
    Source = Csv.Document(Web.Contents("${csv}"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv])
in
    Table.PromoteHeaders(Source)`,
    feed: `${root}/feed.atom`,
    calendar: `${root}/deadlines.ics`,
    'calendar-app': `${root.replace(/^https?:/, 'webcal:')}/deadlines.ics`,
    'embed-subprocessors': elementAt(root, 'subprocessors', 'subprocessors', 'Our sub-processors'),
    'embed-changes': elementAt(root, 'changes', 'changes', 'Changes of our sub-processors'),
    'embed-controls': elementAt(root, 'controls', 'controls', 'Our security controls'),
    'embed-subscribe': elementAt(root, 'subscribe', 'subscribe', 'Hear of changes'),
    'embed-pinned': `<script src="${root}${pinnedPath}" integrity="${integrity}" crossorigin="anonymous" async></script>`,
    'embed-policy': `script-src ${origin}; connect-src ${origin}; form-action ${origin}`,
    fragments: `curl -fsS "${root}/embed/subprocessors.html" -o subprocessors.new && mv subprocessors.new subprocessors.html
curl -fsS "${root}/embed/changes.html?limit=5" -o changes.new && mv changes.new changes.html`,
    'fragment-style': `<link rel="stylesheet" href="${root}/embed/fragment.css">`,
  } as const;
}

export type SnippetName = keyof ReturnType<typeof snippetsOf>;

function programs(list: string) {
  return {
    curl: `curl -fsS "${list}" -o subprocessors.json`,
    'curl-again': `curl -fsS --etag-compare subprocessors.etag --etag-save subprocessors.etag \\
  -o subprocessors.json "${list}"`,
    javascript: `const response = await fetch("${list}");
if (!response.ok) throw new Error(\`HTTP \${response.status}\`);
const { subprocessors } = await response.json();
for (const { name, state, locations = [] } of subprocessors) {
  const places = locations.map(({ country, region, label }) => country ?? region ?? label);
  console.log(\`\${name} (\${state}): \${places.join(", ")}\`);
}`,
    python: `import json
from urllib.request import urlopen

with urlopen("${list}", timeout=30) as response:
    subprocessors = json.load(response)["subprocessors"]
for entry in subprocessors:
    places = [
        place.get("country") or place.get("region") or place["label"]
        for place in entry.get("locations", [])
    ]
    print(f"{entry['name']} ({entry['state']}): {', '.join(places)}")`,
  };
}

function elementAt(root: string, name: string, page: string, text: string): string {
  return `<script src="${root}${movingPath}" async></script>
<annex-${name}>
  <a href="${root}/${page}">${text}</a>
</annex-${name}>`;
}
