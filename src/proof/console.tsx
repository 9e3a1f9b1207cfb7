import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../console/env.ts';
import { needs, needsProof, rootOf } from '../console/guard.ts';
import { answerPage } from '../console/layout.tsx';
import { PageTitle } from '../console/pieces.tsx';
import { asCustomerId } from '../core/ids.ts';
import { packetFile, packetPdf } from './files.ts';
import { issue, issueTo } from './issuing.ts';
import { PacketParts } from './pages/packet-page.tsx';
import type { SignedPacket } from './present.ts';
import { readablePacket } from './words.ts';

/** Proof of notice, to read and to take along. It is personal data of many, so it wants a fresh proof. */
export const packetPages = new Hono<ConsoleEnv>();

const query = z.object({
  after: z
    .string()
    .regex(/^cus_[0-9a-f]{32}$/)
    .transform(asCustomerId)
    .optional()
    .catch(undefined),
});

const ofChange = '/changes/:id{[0-9]+}/packet';
const ofCustomer = '/changes/:id{[0-9]+}/notices/:customer/packet';

packetPages.get(ofChange, needs('showPacket'), needsProof, async (c) =>
  answerPacket(c, await issued(c), `/changes/${c.req.param('id')}`),
);
packetPages.get(`${ofChange}/pdf`, needs('printPacket'), needsProof, async (c) =>
  packetPdf(await issued(c)),
);
packetPages.get(`${ofChange}/json`, needs('getPacket'), needsProof, async (c) =>
  packetFile(await issued(c)),
);
packetPages.get(ofCustomer, needs('showCustomerPacket'), needsProof, async (c) =>
  answerPacket(
    c,
    await issued(c),
    `/changes/${c.req.param('id')}/notices/${c.req.param('customer')}`,
  ),
);
packetPages.get(`${ofCustomer}/pdf`, needs('printCustomerPacket'), needsProof, async (c) =>
  packetPdf(await issued(c)),
);
packetPages.get(`${ofCustomer}/json`, needs('getCustomerPacket'), needsProof, async (c) =>
  packetFile(await issued(c)),
);

async function issued(c: Context<ConsoleEnv>): Promise<SignedPacket> {
  const { ctx } = c.get('visit');
  const change = Number(c.req.param('id'));
  const customer = c.req.param('customer');
  return customer === undefined
    ? issue(ctx, change, query.parse(c.req.query()).after)
    : issueTo(ctx, change, asCustomerId(customer));
}

function answerPacket(
  c: Context<ConsoleEnv>,
  packet: SignedPacket,
  above: string,
): Promise<Response> {
  const { title, lead, parts } = readablePacket(packet);
  const here = `${rootOf(c)}${above}`;
  const { after } = query.parse(c.req.query());
  const from = after === undefined ? '' : `?after=${after}`;
  return answerPage(
    c,
    { title, current: 'changes' },
    <>
      <PageTitle title={title} crumb={{ href: here, label: `Change ${packet.change.id}` }}>
        <p class="lead" dir="auto">
          {lead}
        </p>
        <p class="small">
          It holds customers, addresses and objections. That you have opened it stands in the
          record, as does every file that is taken.
        </p>
        <p class="acts">
          <a class="button" href={`${here}/packet/pdf${from}`}>
            PDF to file
          </a>
          <a href={`${here}/packet/json${from}`}>The signed file (JSON)</a>
          {packet.next === null ? null : (
            <a href={`${here}/packet?after=${packet.next}`}>The next customers</a>
          )}
        </p>
      </PageTitle>
      <PacketParts parts={parts} />
    </>,
  );
}
