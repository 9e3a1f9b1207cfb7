import type { World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';

/** Somebody who is told what staff are; what they were told of documents so far. */
export async function followAlerts(trust: World): Promise<() => Promise<readonly unknown[]>> {
  const address = `hal.${personMark.toLowerCase()}@qluster.example`;
  must(await trust.as('owner').post('/subscriptions', { stream: 'staff', address }));
  return async () =>
    ((await dumpTables(trust)).get('deliveries') ?? [])
      .map((row) => pick(JSON.parse(String(row['cargo'])), 'alert'))
      .filter((alert) => /file-|evidence-/.test(String(pick(alert, 'kind'))));
}
