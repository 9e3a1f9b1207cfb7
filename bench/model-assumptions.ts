/** What the model takes for given. Prices in US dollars; everything else is measured (`worker-figures.ts`). */
export const assumptions = {
  readsPerSecond: 10_000,
  /** Where Cloudflare has data centres, rounded. */
  locations: 300,
  /** Isolates at once in a location: nobody outside knows; 1 and 16 are counted too. */
  isolatesPerLocation: 4,
  isolateLivesHours: 1,
  /** Steps of changes and everything else public, in a month. */
  publications: 60,
  /** Formats in an encoding that an isolate renders of each publication. */
  rendered: 10,
  notices: 4,
  recipients: 100_000,
  /** What a recipient's side takes to answer, and a round trip to the database. */
  answerSeconds: 0.3,
  databaseSeconds: 0.01,
  /** Representations that are read, in any encoding, and how unevenly: Zipf with this exponent. */
  representations: 60,
  zipf: 1,
} as const;

export const secondsPerMonth = 30 * 24 * 60 * 60;

/** developers.cloudflare.com/workers/platform/pricing, read in the repository cloudflare/cloudflare-docs at 07acbb66, and .../queues/platform/pricing; 26 November 2026. */
export const workers = {
  base: 5,
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  /** Of 64 kB each; a message is written, read and deleted. */
  queueOperations: { included: 1e6, perMillion: 0.4 },
} as const;

/** developers.cloudflare.com/workers/platform/limits and .../queues/platform/limits (cloudflare-docs at 018b6dd9); 26 November 2026. */
export const limits = {
  subrequests: 10_000,
  connections: 6,
  memoryMb: 128,
  consumerCpuMs: 30_000,
  consumerSeconds: 15 * 60,
  queueMessagesPerSecond: 5_000,
  messagesPerBatch: 100,
} as const;

/** turso.tech/pricing, as transcribed in the repository api-evangelist/turso at 8cd9891e; 26 November 2026. */
export const tursoPlans = [
  { name: 'Developer', price: 4.99, rowsRead: 2.5e9, rowsWritten: 25e6 },
  { name: 'Scaler', price: 24.92, rowsRead: 100e9, rowsWritten: 100e6 },
  { name: 'Pro', price: 416.58, rowsRead: 250e9, rowsWritten: 250e6 },
] as const;

/** src/platform/worker.ts, src/platform/worker/delivering.ts and wrangler.toml. */
export const product = {
  versionBelievedSeconds: 2,
  deliveriesPerMessage: 100,
  budgetSeconds: 20,
  consumers: 10,
} as const;
