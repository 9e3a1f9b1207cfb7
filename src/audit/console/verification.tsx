import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, rootOf } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Fact } from '../../http/facts.tsx';
import type { ChainReport } from '../model.ts';
import { verifyRecord } from '../service/verifying.ts';

/** Whether anything in the record was changed, removed or put in. */
export const verificationPages = new Hono<ConsoleEnv>();

const seenBefore = z.object({
  seq: z.coerce.number().int().positive().max(1e12),
  mac: z
    .string()
    .trim()
    .regex(/^[0-9a-f]{64}$/),
});

verificationPages.get('/record/verification', needs('verifyRecord'), async (c) => {
  const { seq = '', mac = '' } = c.req.query();
  const seen = seenBefore.safeParse({ seq, mac });
  const isAsked = seq !== '' || mac !== '';
  const report = await verifyRecord(c.env.deps, seen.success ? seen.data : undefined);
  const here = `${rootOf(c)}/record/verification`;
  return answerPage(
    c,
    { title: 'The chain of the record', current: 'audit' },
    <>
      <PageTitle
        title={report.fault === undefined ? 'The record holds' : 'The record was changed'}
        crumb={{ href: `${rootOf(c)}/record`, label: 'Record' }}
      >
        <p class="lead">{leadOf(report, seen.success)}</p>
      </PageTitle>
      {isAsked && !seen.success ? (
        <p class="notice" role="alert">
          The number is a whole one and the link has 64 characters, 0 to 9 and a to f. They were not
          compared.
        </p>
      ) : null}
      <Result report={report} />
      <section class="block" aria-labelledby="kept">
        <h2 id="kept">Compare with what was kept</h2>
        <form class="form" method="get" action={here} aria-labelledby="kept">
          <div class="field">
            <label for="seq">Number of an event that was seen before</label>
            <input id="seq" name="seq" type="text" value={seq} autocomplete="off" maxlength={15} />
          </div>
          <div class="field">
            <label for="mac">Its link</label>
            <input id="mac" name="mac" type="text" value={mac} autocomplete="off" maxlength={64} />
          </div>
          <p class="acts">
            <button class="button">Verify with it</button>
          </p>
        </form>
      </section>
    </>,
  );
});

function leadOf({ events, fault, brokenAt }: ChainReport, isCompared: boolean): string {
  if (fault !== undefined) return `At event ${brokenAt}: ${fault}`;
  const said = `All ${events.toLocaleString('en')} events are what was recorded, in their order.`;
  return isCompared ? `${said} The one that was seen before still stands there.` : said;
}

function Result({ report: { head, unlinked } }: { readonly report: ChainReport }) {
  return (
    <dl class="facts wide">
      <Fact label="Newest event">{head?.seq}</Fact>
      <Fact label="Its link">{head === undefined ? undefined : <code>{head.mac}</code>}</Fact>
      <Fact label="Keep both">
        Where nobody of this deployment can reach them: the next time they show that nothing before
        them was taken out.
      </Fact>
      <Fact label="Not linked yet">
        {unlinked === 0 ? undefined : `${unlinked}, within a minute`}
      </Fact>
    </dl>
  );
}
