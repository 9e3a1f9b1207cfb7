import type { Ctx, Deps, System } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import { sendLetter } from '../../deliveries/service/direct.ts';
import type { Letter } from '../../deliveries/model/letter.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { attemptMs, invitationMs, type Person } from '../model.ts';
import * as store from '../store/letters.ts';
import { selectByAddress } from '../store/people.ts';
import { openValue, sealValue } from './secrets.ts';

type Said =
  | {
      readonly kind: 'code';
      readonly address: string;
      readonly code: string;
      /** Asked for behind an invitation: also who is not in yet gets it. */
      readonly isInvited: boolean;
    }
  | { readonly kind: 'invitation'; readonly address: string; readonly token: string };

const perRound = 50;
const againMs = 60_000;

/** Written down in the transaction that makes it due; whether the address is anybody's is looked at when it is sent. */
export async function queueLetter(
  tx: Tx,
  deps: Pick<Deps, 'keys' | 'ids'>,
  said: Said,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  const sealed = sealValue(deps, 'staff letter', said);
  await store.insertLetter(tx, { kind: said.kind, sealed, dueAt: now, expiresAt });
}

/**
 * Sends what is due and deletes it; what a server does not take is tried each minute until it is of no use.
 * Behind the answer, so that a known address takes as long as an unknown one. Several workers may run.
 */
export async function sendStaffLetters(ctx: Ctx<System>): Promise<number> {
  const { deps } = ctx;
  if (deps.mail === undefined) return 0;
  const now = deps.clock();
  const due = await store.selectDueLetters(deps.db, now, perRound);
  let sent = 0;
  for (const letter of due) {
    const until = new Date(now.getTime() + againMs);
    if (!(await operate(ctx, (tx) => store.claimLetter(tx, letter, until)))) continue;
    if (letter.expiresAt > now && !(await deliver(deps, letter))) continue;
    await operate(ctx, (tx) => store.deleteLetter(tx, letter.id));
    sent += 1;
  }
  return sent;
}

/** Whether it is done with: sent, or for nobody. */
async function deliver(deps: Deps, letter: store.StoredLetter): Promise<boolean> {
  const said = openValue<Said>(deps, 'staff letter', letter.sealed);
  const person = said && (await selectByAddress(deps.db, said.address));
  if (said === undefined || person?.address === undefined) return true;
  if (!isFor(person, said)) return true;
  const { outcome, isFinal } = await sendLetter(deps, {
    to: person.address,
    key: `staff-letter-${letter.id}`,
    date: deps.clock(),
    letter: await wordsOf(deps, said),
    secret: said.kind === 'code' ? spaced(said.code) : invitationAt(deps, said.token),
  });
  return outcome === 'accepted' || isFinal === true;
}

function isFor({ state }: Person, said: Said): boolean {
  if (state === 'invited') return said.kind === 'invitation' || said.isInvited;
  return state === 'active' && said.kind === 'code';
}

async function wordsOf(deps: Deps, said: Said): Promise<Letter> {
  const { name } = (await getOrganisation(deps.db)).value;
  if (said.kind === 'invitation')
    return {
      language: 'en',
      subject: `Invitation to the trust centre of ${name}`,
      blocks: [
        {
          kind: 'text',
          text: `You are invited to work on the trust centre of ${name}. Open this page and have a code sent to this address; with it you are in.`,
        },
        { kind: 'link', text: 'Accept the invitation', href: invitationAt(deps, said.token) },
        {
          kind: 'text',
          text: `The link works once, for ${invitationMs / 86_400_000} days. If you do not know what this is about, do nothing: without the code it opens nothing.`,
        },
      ],
      footer: [],
    };
  return {
    language: 'en',
    subject: `${spaced(said.code)} is your code for the console of ${name}`,
    blocks: [
      { kind: 'text', text: `Your code: ${spaced(said.code)}` },
      {
        kind: 'text',
        text: `It works once, within ${attemptMs / 60_000} minutes, and only in the browser in which it was asked for at ${rootOf(deps)}. Nobody of ${name} ever asks you for it. If it was not you who asked, do nothing.`,
      },
      ...(said.code.length > usualDigits ? [crowded] : []),
    ],
    footer: [],
  };
}

function rootOf({ config }: Pick<Deps, 'config'>): string {
  return `${config.origin}${config.base}/console`;
}

function invitationAt(deps: Pick<Deps, 'config'>, token: string): string {
  return `${rootOf(deps)}/invitations/${token}`;
}

const usualDigits = 8;

const crowded = {
  kind: 'text',
  text: 'Codes were asked for to this address more often than usual, perhaps by somebody else. So this one is long, and the only one of these ten minutes: it fits wherever you have asked for one.',
} as const;

function spaced(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
