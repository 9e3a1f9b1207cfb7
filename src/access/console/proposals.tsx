import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import { Moment } from '../../http/dates.tsx';
import { mayDo } from '../../staff/model/permitting.ts';
import type { AccessSettings } from '../model.ts';
import type { RuleProposal } from '../model/proposals.ts';
import {
  approveProposal,
  getProposal,
  listProposals,
  nameProposers,
  withdrawProposal,
} from '../service/proposals.ts';
import { findDomain, getSettings } from '../service/rules.ts';
import { ruleWords, wordOf } from '../words/rules.ts';

/** Rules of access that wait for a second person. */
export const ruleProposalPages = new Hono<ConsoleEnv>();

const mostShown = 100;

const done = {
  approved: 'The rule is in force.',
  withdrawn: 'The proposal is gone; the rule is as it was.',
} as const;

const crumbOf = (c: Context<ConsoleEnv>) => ({ href: `${rootOf(c)}/rules`, label: 'Rules' });

ruleProposalPages.get('/rules', needs('listRuleProposals'), async (c) => {
  const { ctx } = c.get('visit');
  const { root, timeZone } = await placeOf(c);
  const { items, next } = await listProposals(ctx.deps.db, undefined, mostShown);
  const names = await nameProposers(ctx.deps.db);
  return answerPage(
    c,
    { title: 'Rules that wait', current: 'keys' },
    <>
      <PageTitle
        title="Rules that wait"
        crumb={may(c, 'listStaffKeys') ? { href: `${root}/keys`, label: 'Keys' } : undefined}
      >
        <p class="lead">
          What opens more documents without a person than before is approved by somebody else than
          who proposed it. Until then the rule stays as it was.
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {items.length === 0 ? (
        <Empty>No rule waits for a second person.</Empty>
      ) : (
        <RecordTable
          caption="Proposed rules"
          rows={items}
          columns={[
            { label: 'About', cell: titleOf },
            {
              label: 'Proposed by',
              cell: ({ by, at }) => (
                <>
                  <bdi>{names.get(by) ?? by}</bdi>
                  <span class="sub">
                    <Moment at={at} zone={timeZone} />
                  </span>
                </>
              ),
            },
            {
              label: '',
              cell: (proposal) => <Acts of={proposal} c={c} here={`${root}/rules`} />,
            },
          ]}
        />
      )}
      {next === null ? null : (
        <p class="fine quiet">
          These are the first {mostShown}; the others come up as these are decided.
        </p>
      )}
    </>,
  );
});

function Acts({
  of,
  c,
  here,
}: {
  readonly of: RuleProposal;
  readonly c: Context<ConsoleEnv>;
  readonly here: string;
}) {
  const { actor } = c.get('visit').ctx;
  const about = <span class="unseen">: {titleOf(of)}</span>;
  return (
    <span class="acts">
      {mayDo(actor, 'approveRuleProposal') ? (
        <a href={`${here}/${of.id}/approval`}>Approve{about}</a>
      ) : null}{' '}
      {mayDo(actor, 'withdrawRuleProposal') ? (
        <a href={`${here}/${of.id}/withdrawal`}>Turn down{about}</a>
      ) : null}
    </span>
  );
}

const nothing = z.strictObject({});

formPage(ruleProposalPages, {
  path: '/rules/:id/approval',
  guards: [needs('approveRuleProposal'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Approve a rule', current: 'keys' }),
  content: async (c, drawn) => (
    <>
      <PageTitle title="Approve this rule?" crumb={crumbOf(c)}>
        <p class="lead">
          It holds at once for every request that comes in. What was decided before stays.
        </p>
      </PageTitle>
      <Difference rows={await differencesOf(c)} />
      <ConsoleForm drawn={drawn} submit="Approve the rule" cancel={crumbOf(c).href} />
    </>
  ),
  async act(c) {
    await approveProposal(c.get('visit').ctx, idOf(c));
    return '/rules?done=approved';
  },
});

formPage(ruleProposalPages, {
  path: '/rules/:id/withdrawal',
  guards: [needs('withdrawRuleProposal')],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Turn down a rule', current: 'keys' }),
  content: async (c, drawn) => (
    <>
      <PageTitle title="Turn this rule down?" crumb={crumbOf(c)}>
        <p class="lead">
          One proposal is deleted; the rule stays as it is. It can be proposed again.
        </p>
      </PageTitle>
      <Difference rows={await differencesOf(c)} />
      <ConsoleForm drawn={drawn} submit="Turn the rule down" cancel={crumbOf(c).href} />
    </>
  ),
  async act(c) {
    await withdrawProposal(c.get('visit').ctx, idOf(c));
    return '/rules?done=withdrawn';
  },
});

function idOf(c: Context<ConsoleEnv>) {
  return asId('prp', c.req.param('id') ?? '');
}

function titleOf({ said }: RuleProposal): string {
  return said.kind === 'settings' ? 'What is decided without a person' : said.domain;
}

type Row = { readonly label: string; readonly now: string; readonly wanted: string };

/** What would be otherwise. Refuses `not_found`. */
async function differencesOf(c: Context<ConsoleEnv>): Promise<readonly Row[]> {
  const { db } = c.get('visit').ctx.deps;
  const { said } = await getProposal(db, idOf(c));
  if (said.kind === 'domain') {
    const before = await findDomain(db, said.domain);
    return [
      { label: said.domain, now: before?.treatment ?? 'nothing said', wanted: said.treatment },
      { label: 'Note', now: before?.note ?? '', wanted: said.note ?? '' },
    ];
  }
  const { settings } = await getSettings(db);
  const names = Object.keys(ruleWords) as readonly (keyof AccessSettings)[];
  return names
    .filter((name) => settings[name] !== said.settings[name])
    .map((name) => ({
      label: ruleWords[name],
      now: wordOf(settings[name]),
      wanted: wordOf(said.settings[name]),
    }));
}

function Difference({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <table class="diff">
      <caption class="unseen">The rule as it is, and as it would be</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, now, wanted }) => (
          <tr>
            <th scope="row">{label}</th>
            <td dir="auto">{now || 'Nothing'}</td>
            <td dir="auto">{wanted || 'Nothing'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
