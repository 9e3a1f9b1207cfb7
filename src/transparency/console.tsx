import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../console/env.ts';
import { ConsoleForm, formPage } from '../console/form.tsx';
import { needs, needsProof, rootOf } from '../console/guard.ts';
import { answerPage, type Place, placeOf } from '../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../console/pieces.tsx';
import { Moment } from '../http/dates.tsx';
import { Fact } from '../http/facts.tsx';
import { PageNav } from '../http/page-nav.tsx';
import { mayDo } from '../staff/model/permitting.ts';
import type { LogKey, PublishedLog } from './model.ts';
import { addLogKey, findLog, listLogKeys } from './service.ts';
import { type Entry, listEntries, verifyAll } from './service/checking.ts';

/** The transparency log: what it has published, by which key, and whether it still holds. */
export const transparencyPages = new Hono<ConsoleEnv>();

const section = 'transparency';
const perPage = 50;

const query = z.object({
  before: z.coerce.number().int().positive().max(1e12).optional().catch(undefined),
});

const done = {
  added: 'The log has a new key. It signs from now on; the old one has vouched for it.',
} as const;

transparencyPages.get('/transparency', needs('listEvents'), async (c) => {
  const { before } = query.parse(c.req.query());
  const { db } = c.env.deps;
  const log = await findLog(db);
  const place = await placeOf(c);
  const here = `${place.root}/transparency`;
  const { items, next } = await listEntries(db, { before, limit: perPage });
  const keys = await listLogKeys(db);
  return answerPage(
    c,
    { title: 'Transparency log', current: section },
    <>
      <PageTitle title="Transparency log">
        <p class="lead">
          Whatever is published is entered here at the same moment, and nothing is ever taken out or
          changed. Whoever keeps a checkpoint can show that.
        </p>
        {log === undefined ? null : (
          <p class="acts">
            <a class="button" href={`${here}/verification`}>
              Verify now
            </a>
            <a href={`${place.base}/log`}>The public page</a>
          </p>
        )}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {log === undefined ? (
        <Empty>Nothing is in the log yet. The first change that you publish begins it.</Empty>
      ) : (
        <>
          {before === undefined ? <Published c={c} place={place} log={log} keys={keys} /> : null}
          <section class="block" aria-labelledby="entries">
            <h2 id="entries">Entries, newest first</h2>
            <Entries entries={items} place={place} />
          </section>
        </>
      )}
      <PageNav
        of="log"
        noun="entries"
        newest={before === undefined ? undefined : here}
        older={next === null ? undefined : `${here}?before=${next}`}
      />
    </>,
  );
});

type PublishedProps = {
  readonly c: Context<ConsoleEnv>;
  readonly place: Place;
  readonly log: PublishedLog;
  readonly keys: readonly LogKey[];
};

function Published({ c, place, log, keys }: PublishedProps) {
  const zone = place.timeZone;
  return (
    <>
      <section class="block" aria-labelledby="checkpoint">
        <h2 id="checkpoint">The newest checkpoint</h2>
        <dl class="facts wide">
          <Fact label="Entries">{log.size.toLocaleString('en')}</Fact>
          <Fact label="Since">
            <Moment at={log.since} zone={zone} />
          </Fact>
          <Fact label="Signed root">{log.checkpoint.split('\n')[2]}</Fact>
        </dl>
        <pre>
          <code>{log.checkpoint}</code>
        </pre>
        <p class="fine">
          <a href={`${place.base}/log/checkpoint`}>Download it</a>, and keep it where nobody of this
          deployment can reach it.
        </p>
      </section>
      <section class="block" aria-labelledby="keys">
        <h2 id="keys">{keys.length === 1 ? 'The key that signs' : 'Keys, the newest signs'}</h2>
        <RecordTable
          caption="Keys of the log, newest first"
          rows={keys}
          columns={[
            { label: 'Key', cell: ({ verifierKey }) => <code>{verifierKey}</code> },
            { label: 'Generation', cell: ({ generation }) => generation },
            { label: 'Signed from', cell: ({ addedAt }) => <Moment at={addedAt} zone={zone} /> },
          ]}
        />
        {mayDo(c.get('visit').ctx.actor, 'addLogKey') ? (
          <p class="acts">
            <a href={`${place.root}/transparency/keys/new`}>Give the log a new key</a>
          </p>
        ) : null}
      </section>
    </>
  );
}

function Entries({ entries, place }: { entries: readonly Entry[]; place: Place }) {
  return (
    <RecordTable
      caption="Entries of the log"
      rows={entries}
      columns={[
        { label: 'Entry', cell: ({ index }) => <>No. {index}</> },
        {
          label: 'What',
          cell: ({ action, subject }) => (
            <>
              {action}
              <span class="sub">
                <a href={`${place.root}/record?${new URLSearchParams({ subject })}`}>
                  <code>{subject}</code>
                </a>
              </span>
            </>
          ),
        },
        { label: 'When', cell: ({ at }) => <Moment at={at} zone={place.timeZone} /> },
        {
          label: 'Proof',
          cell: ({ index }) => (
            <a href={`${place.base}/log/proof/${index}`}>
              Public proof<span class="unseen"> of entry {index}</span>
            </a>
          ),
        },
      ]}
    />
  );
}

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/transparency`,
  label: 'Transparency log',
});

transparencyPages.get('/transparency/verification', needs('verifyRecord'), async (c) => {
  const { ctx } = c.get('visit');
  const { log, record } = await verifyAll(ctx);
  const { timeZone } = await placeOf(c);
  const isRight = log.fault === undefined && record.fault === undefined;
  return answerPage(
    c,
    { title: 'Verified', current: section },
    <>
      <PageTitle
        title={isRight ? 'Log and record hold' : 'Something is not what it was'}
        crumb={crumbOf(c)}
      >
        <p class="lead">
          Read and made again <Moment at={ctx.now} zone={timeZone} />.
        </p>
      </PageTitle>
      <dl class="facts wide">
        <Fact label="The log">
          {log.fault ??
            `All ${log.size.toLocaleString('en')} entries are those of the signed checkpoint.`}
        </Fact>
        <Fact label="The record">
          {record.fault === undefined
            ? `All ${record.events.toLocaleString('en')} events are linked as they were recorded.`
            : `Event ${record.brokenAt}: ${record.fault}`}
        </Fact>
      </dl>
      <p class="fine quiet">
        The log is checked by the RFC 6962 tree hash and the signature of its checkpoint, the record
        by an HMAC over each event and the link before it. Who runs the server could redo both:
        against a checkpoint that others keep they cannot.
      </p>
      {isRight ? null : (
        <p class="notice" role="alert">
          Do not publish or restart anything before somebody has looked: keep a copy of the
          database, and compare it with the newest backup and with a checkpoint that was kept.
        </p>
      )}
      <p class="acts">
        <a href={`${rootOf(c)}/record/verification`}>Against a link that was kept</a>
      </p>
    </>,
  );
});

formPage(transparencyPages, {
  path: '/transparency/keys/new',
  guards: [needs('addLogKey'), needsProof],
  schema: z.object({}),
  labels: { keys: 'Keys' },
  async stored(c) {
    const keys = (await listLogKeys(c.env.deps.db)).length;
    return { version: keys, entries: { keys: String(keys) } };
  },
  view: () => ({ title: 'Give the log a new key', current: section }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Give the log a new key?" crumb={crumbOf(c)}>
        <ul class="said">
          <li>
            It signs every checkpoint from now on. The checkpoint of this moment is signed by the
            old key too, which so vouches for the new one.
          </li>
          <li>What the old key signed stays verifiable: the public page keeps every key.</li>
          <li>Whoever has pinned the old key learns of the new one from the log itself.</li>
          <li>It can not be undone.</li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Give it a new key" cancel={crumbOf(c).href}>
        <input type="hidden" name="keys" value={String(drawn.version ?? 0)} />
      </ConsoleForm>
    </>
  ),
  async act(c, _, version) {
    await addLogKey(c.get('visit').ctx, version);
    return '/transparency?done=added';
  },
});
