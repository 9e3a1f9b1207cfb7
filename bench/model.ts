// npm run bench -- model: what the Worker would cost at the scale of the internet, from what it was measured to ask of its platform.
import { readFile, writeFile } from 'node:fs/promises';
import {
  assumptions,
  limits,
  product,
  secondsPerMonth,
  tursoPlans,
  workers,
} from './model-assumptions.ts';
import type { Figures } from './worker-figures.ts';

const figures: Figures = JSON.parse(await readFile('bench/results/worker-figures.json', 'utf8'));
const { readsPerSecond, locations, recipients } = assumptions;

/** What a month of it takes. */
type Month = {
  readonly requests: number;
  readonly cpuMs: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly queueOperations: number;
  /** Requests to the database, a second on average. */
  readonly queriesPerSecond: number;
};

/** Something that stands before the Worker, or nothing. */
type Front = {
  readonly name: string;
  /** Of the reads, how many reach the Worker in a second. */
  readonly reaching: number;
  readonly isolates: number;
  /** Whether a fresh isolate finds what others have read, per location. */
  readonly sharesSnapshots?: true;
};

const isolates = locations * assumptions.isolatesPerLocation;

const fronts: readonly Front[] = [
  { name: 'nothing', reaching: readsPerSecond, isolates },
  { name: 'nothing, 1 isolate a location', reaching: readsPerSecond, isolates: locations },
  { name: 'nothing, 16 isolates a location', reaching: readsPerSecond, isolates: locations * 16 },
  { name: 'Cache API in the Worker', reaching: readsPerSecond, isolates, sharesSnapshots: true },
  ...[2, 60].map((ttl) => ({
    name: `CDN that keeps ${ttl} s`,
    reaching: missesOf(ttl, locations),
    isolates,
  })),
  {
    name: 'CDN that keeps 2 s, 10 upper tiers',
    reaching: missesOf(2, 10),
    isolates: 10 * assumptions.isolatesPerLocation,
  },
];

/**
 * Requests a second that a cache passes on which keeps each answer for `ttl` seconds, in so many places:
 * of what is asked r times a second in one place, r / (1 + r ttl), where requests come independently.
 */
function missesOf(ttl: number, places: number): number {
  const weights = Array.from(
    { length: assumptions.representations },
    (_, rank) => (rank + 1) ** -assumptions.zipf,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight) => {
    const rate = ((readsPerSecond / places) * weight) / total;
    return sum + (places * rate) / (1 + rate * ttl);
  }, 0);
}

function monthOf(front: Front): Month {
  const reads = front.reaching * secondsPerMonth;
  const perIsolate = front.reaching / front.isolates;
  const checks =
    front.isolates * Math.min(perIsolate, 1 / product.versionBelievedSeconds) * secondsPerMonth;
  const starts = (front.isolates * secondsPerMonth) / (assumptions.isolateLivesHours * 3_600);
  const renewals = front.isolates * assumptions.publications;
  // With a shared cache one isolate of a location reads; the others ask for the version alone.
  const share = front.sharesSnapshots ? locations / front.isolates : 1;
  const minutes = secondsPerMonth / 60;
  const told = assumptions.notices * recipients;
  const each = perRecipient();
  return {
    requests: reads + minutes + told / product.deliveriesPerMessage,
    cpuMs:
      reads * figures.warm.json +
      starts * figures.cold.cpuMs +
      renewals * assumptions.rendered * figures.afterPublication.cpuMs +
      minutes * figures.idleCron.cpuMs +
      told * each.cpuMs,
    rowsRead:
      checks * figures.check.rowsRead +
      share * (starts * figures.cold.rowsRead + renewals * figures.afterPublication.rowsRead) +
      minutes * figures.idleCron.rowsRead +
      told * each.rowsRead,
    rowsWritten: minutes * figures.idleCron.rowsWritten + told * each.rowsWritten,
    queueOperations: (3 * told) / product.deliveriesPerMessage,
    queriesPerSecond:
      (checks * figures.check.requests +
        share * (starts * figures.cold.requests + renewals * figures.afterPublication.requests) +
        minutes * figures.idleCron.requests +
        told * each.requests) /
      secondsPerMonth,
  };
}

/** What one recipient more takes: of a notice less what its publication takes by itself. */
function perRecipient() {
  const more = (name: 'requests' | 'rowsRead' | 'rowsWritten' | 'cpuMs') =>
    (figures.notice[name] - figures.publication[name]) / figures.recipients;
  return {
    requests: more('requests'),
    rowsRead: more('rowsRead'),
    rowsWritten: more('rowsWritten'),
    cpuMs: more('cpuMs'),
  };
}

type Price = { readonly included: number; readonly perMillion: number };

const costOf = (used: number, { included, perMillion }: Price) =>
  (Math.max(0, used - included) / 1e6) * perMillion;

function planFor({ rowsRead, rowsWritten }: Month) {
  return tursoPlans.find((plan) => rowsRead <= plan.rowsRead && rowsWritten <= plan.rowsWritten);
}

function rowOf(front: Front): readonly string[] {
  const month = monthOf(front);
  const requests = costOf(month.requests, workers.requests);
  const cpu = costOf(month.cpuMs, workers.cpuMs);
  const queue = costOf(month.queueOperations, workers.queueOperations);
  const plan = planFor(month);
  const total = workers.base + requests + cpu + queue + (plan?.price ?? 0);
  return [
    front.name,
    thousands(front.reaching),
    dollars(requests),
    dollars(cpu),
    `${(month.rowsRead / 1e9).toFixed(2)} bn`,
    `${(month.rowsWritten / 1e6).toFixed(1)} m`,
    month.queriesPerSecond.toFixed(0),
    plan === undefined ? 'beyond Pro' : `${plan.name}, ${dollars(plan.price)}`,
    dollars(total),
  ];
}

/** One notice, as the queue works it off. */
function noticeRows(): readonly (readonly string[])[] {
  const each = perRecipient();
  const { deliveriesPerMessage: most, budgetSeconds, consumers } = product;
  const seconds = (count: number) =>
    (count / limits.connections) * assumptions.answerSeconds +
    count * each.requests * assumptions.databaseSeconds;
  const count = Math.min(most, Math.floor(budgetSeconds / seconds(1)));
  const invocations = Math.ceil(recipients / count);
  const total = (invocations / consumers) * seconds(count);
  const one = (used: number, { perMillion }: Price) => (used / 1e6) * perMillion;
  const cost =
    one(invocations, workers.requests) +
    one(recipients * each.cpuMs, workers.cpuMs) +
    one(3 * invocations, workers.queueOperations);
  return [
    [
      'messages of the queue',
      thousands(invocations),
      `${limits.messagesPerBatch} a batch, ${thousands(limits.queueMessagesPerSecond)} a second`,
    ],
    [
      'subrequests of an invocation',
      (count * (1 + each.requests)).toFixed(0),
      thousands(limits.subrequests),
    ],
    ['CPU of an invocation, ms', (count * each.cpuMs).toFixed(0), thousands(limits.consumerCpuMs)],
    [
      'an invocation takes, s',
      seconds(count).toFixed(1),
      `${thousands(limits.consumerSeconds)}; Annex stops at ${budgetSeconds}`,
    ],
    [
      'everybody is told within, min',
      (total / 60).toFixed(1),
      `${consumers} consumers of ${limits.connections} connections`,
    ],
    ['rows read', thousands(recipients * each.rowsRead), ''],
    ['rows written', thousands(recipients * each.rowsWritten), ''],
    ['Cloudflare bills for it', `$${cost.toFixed(4)}`, 'beyond what is included'],
  ];
}

const thousands = (count: number) => Math.round(count).toLocaleString('en');
const dollars = (count: number) =>
  `$${count.toLocaleString('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 })}`;

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

const { warm, check, cold, afterPublication, publication, idleCron } = figures;
const text = `# The Worker at the scale of the internet

\`npm run bench -- model\`. ${thousands(readsPerSecond)} reads a second in ${locations} locations, ${assumptions.notices} notices to ${thousands(recipients)} recipients a month. Prices and limits with their sources, and everything assumed: \`bench/model-assumptions.ts\`. Measured by \`npm run bench -- figures\` (${figures.machine}; ${figures.entries} entries, ${thousands(figures.recipients)} webhooks), CPU of the whole of workerd, so more than what is billed:

${tableOf(
  ['', 'CPU, ms', 'requests to the database', 'rows read', 'rows written'],
  [
    [
      'a read from memory, JSON; page; 304',
      `${warm.json.toFixed(2)}; ${warm.html.toFixed(2)}; ${warm.unmodified.toFixed(2)}`,
      '0',
      '0',
      '0',
    ],
    ...(
      [
        ['the look for a newer version', check],
        ['the first read of an isolate', cold],
        ['the first read after a publication', afterPublication],
        ['a publication by staff', publication],
        ['cron, with nothing to do', idleCron],
      ] as const
    ).map(([name, act]) => [
      name,
      act.cpuMs.toFixed(0),
      ...[act.requests, act.rowsRead, act.rowsWritten].map(String),
    ]),
    [
      'a recipient more',
      ...[perRecipient()]
        .flatMap((each) => [each.cpuMs, each.requests, each.rowsRead, each.rowsWritten])
        .map((value) => value.toFixed(2)),
    ],
  ],
)}

## A month

${tableOf(['in front of the Worker', 'reads/s that reach it', 'requests', 'CPU', 'rows read', 'rows written', 'database requests/s', 'Turso', 'a month'], fronts.map(rowOf))}

Nearly all of it is the price of a request, so only what keeps requests away from the Worker changes the bill. The Cache API does not: it is asked by the Worker, and what it would spare is a part of the rows read, in a plan that holds them anyway (decision 010). A CDN that keeps answers for seconds serves a list that is as many seconds old, which Annex does not ask for (\`max-age=0\`, decision 008): it has to be told so there. At ${(readsPerSecond / locations).toFixed(0)} reads a second in a location, spread over ${assumptions.representations} representations (Zipf), most of them come too seldom for two seconds to help; with upper tiers, which gather the misses of many locations, they do. What such a CDN costs is not in the table. Bandwidth is not billed by Cloudflare.

## A notice to ${thousands(recipients)} recipients

${tableOf(['', '', 'limit'], noticeRows())}

At ${assumptions.answerSeconds} s an answer. What the mail provider asks is not in it.
`;
await writeFile('bench/results/model.md', text);
console.log(text);
