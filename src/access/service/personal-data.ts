import type { Ctx, Deps } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { asId } from '../../core/ids.ts';
import { periodInWords } from '../../core/period.ts';
import { unseal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import { commitIfAny } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listDocuments } from '../../documents/service/reading.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Copied, Erased } from '../../personal-data/model.ts';
import { getRule } from '../../retention/service.ts';
import { hostOf } from '../../subscribers/model/address.ts';
import type { Acceptance, AccessRequest } from '../model.ts';
import { lastDayOfProof } from '../model/binding.ts';
import { stateOf } from '../model/grants.ts';
import { presentOwn } from '../present.ts';
import { selectGrantsOf } from '../store/grants.ts';
import { selectMessages } from '../store/messages.ts';
import { selectAcceptance, selectAcceptancesOf, selectNda } from '../store/ndas.ts';
import * as store from '../store/personal-data.ts';
import { selectRequest, updateRequest } from '../store/requests.ts';
import { selectTokensOf } from '../store/tokens.ts';
import { stateWords } from '../words/states.ts';
import { addressKey } from './download-taking.ts';
import { forgetRequester } from './erasing.ts';
import { loadWhich } from './record-inventory.ts';
import { recordOf } from './telling.ts';

/** Requests for documents, with what was given on them and each copy that was fetched. */
const requests: Holder = {
  kind: 'document-requests',
  record: 'document-requests',
  async find({ db }, { hashes }, page) {
    return store.selectRequestIds(db, hashes, page);
  },
  async customersOf({ db }, id) {
    const request = await selectRequest(db, asId('req', id));
    return request?.customerId ? [request.customerId] : [];
  },
  async copy(deps, _subject, id) {
    const request = await selectRequest(deps.db, asId('req', id));
    return request?.requester && copyOf(deps, request);
  },
  async erase(ctx, _subject, id) {
    return commitIfAny(ctx, async (tx, ledger): Promise<Done> => {
      const request = await selectRequest(tx, asId('req', id));
      if (request === undefined) return { value: { outcome: 'deleted' }, events: [] };
      const isErased = request.requester === undefined && request.addressHash === '';
      if (isErased) return { value: { outcome: 'erased' }, events: [] };
      return { value: { outcome: 'erased' }, events: await forgetRequester(tx, ledger, request) };
    });
  },
  /** What is given goes to the address that was confirmed: another is confirmed by another request. */
  async correct(ctx, _subject, id, { name, company }) {
    return commitIfAny(ctx, async (tx, ledger) => {
      const request = await selectRequest(tx, asId('req', id));
      const before = request?.requester;
      if (request === undefined || before === undefined) return { value: false, events: [] };
      const requester = {
        ...before,
        name: name ?? before.name,
        company: company ?? before.company,
      };
      if (requester.name === before.name && requester.company === before.company)
        return { value: false, events: [] };
      await updateRequest(tx, request.id, { requester });
      return { value: true, events: [recordOf(ledger, request, 'access.corrected')] };
    });
  },
};

type Done = { readonly value: Erased; readonly events: readonly StoredEvent[] };

/** What somebody accepted, with the text. What was signed is never corrected: it says what was signed. */
const agreements: Holder = {
  kind: 'confidentiality-agreements',
  record: 'confidentiality-agreements',
  async find({ db }, { hashes, addresses }, page) {
    const signers = addresses.map((address) => ({ address, domain: hostOf('email', address) }));
    return store.selectAcceptanceIds(db, { hashes, signers }, page);
  },
  async copy({ db }, _subject, id) {
    const found = await selectAcceptance(db, asId('acc', id));
    const nda = found && (await selectNda(db, found.ndaId));
    if (found === undefined || nda === undefined) return undefined;
    const { title, number, sha256, text } = nda;
    return {
      title: { en: `Accepted: ${title}`, de: `Angenommen: ${title}` },
      data: {
        ...found.signer,
        acceptedAt: found.acceptedAt.toISOString(),
        endedAt: found.endedAt?.toISOString(),
        onPaper: found.source === 'on-file',
        documents: [...(await titlesOf(db, found.documentIds)).values()],
        agreement: { title, number, sha256, text },
      },
    };
  },
  async erase(ctx, _subject, id) {
    return commitIfAny(ctx, async (tx, ledger) => {
      const found = await selectAcceptance(tx, asId('acc', id));
      if (found === undefined) return { value: { outcome: 'deleted' }, events: [] };
      const proof = await proofOf(ctx, tx, found);
      if (proof !== undefined) return { value: proof, events: [] };
      await store.deleteAcceptance(tx, found.id);
      const event = ledger.record({
        action: 'nda_acceptance.erased',
        subject: `nda-acceptance:${found.id}`,
        data: {},
        public: false,
      });
      return { value: { outcome: 'deleted' }, events: [event] };
    });
  },
  async customersOf({ db }, id) {
    const requestId = (await selectAcceptance(db, asId('acc', id)))?.requestId;
    const request = requestId && (await selectRequest(db, requestId));
    return request?.customerId ? [request.customerId] : [];
  },
};

/** Why an acceptance is kept; undefined once it is no proof of anything that could still be claimed. */
async function proofOf({ now }: Ctx, db: Db, found: Acceptance): Promise<Erased | undefined> {
  const { period } = (await getRule(db, 'confidentiality-agreements')).facts;
  const { timeZone } = (await getOrganisation(db)).value;
  const last = lastDayOfProof(found, period, timeZone);
  if (last !== undefined && last < dayOf(now, timeZone)) return undefined;
  const inWords = (language: 'en' | 'de') => period && periodInWords(period, language);
  return {
    outcome: 'kept',
    why: 'legal-claims',
    words: {
      en: `The accepted confidentiality agreement is proof of what both sides owe each other: Art. 17(3)(e) GDPR; Cal. Civ. Code § 1798.105(d)(1). It is kept ${last === undefined ? `while it binds${inWords('en') ? `, and for ${inWords('en')} after it has ended` : ''}` : `until ${last}`}, and used for nothing else.`,
      de: `Die angenommene Vertraulichkeitsvereinbarung ist der Nachweis dessen, was beide Seiten einander schulden: Art. 17 Abs. 3 Buchst. e DSGVO; Cal. Civ. Code § 1798.105(d)(1). Sie wird aufbewahrt, ${last === undefined ? `solange sie bindet${inWords('de') ? `, und danach für ${inWords('de')}` : ''}` : `bis ${last}`}, und zu nichts anderem verwendet.`,
    },
  };
}

async function copyOf(deps: Deps, request: AccessRequest): Promise<Copied> {
  const { db, clock } = deps;
  const { id, reference } = request;
  const messages = await selectMessages(db, id);
  const grants = await selectGrantsOf(db, id);
  const documents = await listDocuments(db);
  const titles = await loadWhich(
    db,
    grants.map(({ editionId }) => editionId),
  );
  const now = clock();
  return {
    title: {
      en: `Request for documents ${reference}`,
      de: `Anfrage nach Dokumenten ${reference}`,
    },
    data: {
      ...presentOwn({
        request,
        messages: messages.filter(({ author }) => author !== 'note'),
        documents: new Map(documents.map((each) => [each.id, each])),
        acceptances: await selectAcceptancesOf(db, id),
      }),
      stateInWords: { en: stateWords[request.state].name },
      source: request.source,
      given: grants.map((grant) => ({
        reference: grant.reference,
        document: titles.get(grant.editionId)?.title,
        version: titles.get(grant.editionId)?.version,
        from: grant.from.toISOString(),
        until: grant.until.toISOString(),
        state: stateOf(grant, now),
      })),
      downloads: await downloadsOf(deps, request, titles),
      accessForPrograms: (await selectTokensOf(db, id)).map((token) => ({
        createdAt: token.createdAt.toISOString(),
        expiresAt: token.expiresAt.toISOString(),
        revokedAt: token.revokedAt?.toISOString(),
        lastUsedAt: token.lastUsedAt?.toISOString(),
      })),
    },
  };
}

async function downloadsOf(
  { db, keys }: Deps,
  { id }: AccessRequest,
  titles: Awaited<ReturnType<typeof loadWhich>>,
) {
  const fetched = await store.selectDownloadsOf(db, id);
  return fetched.map(({ at, editionId, via, size, sha256, clientAddress }) => ({
    at: at.toISOString(),
    document: titles.get(editionId)?.title,
    version: titles.get(editionId)?.version,
    via,
    size,
    sha256,
    networkAddress: clientAddress && unseal(keys.derive(addressKey), clientAddress),
  }));
}

async function titlesOf(db: Db, ids: Acceptance['documentIds']) {
  const wanted = new Set<string>(ids);
  const documents = (await listDocuments(db)).filter(({ id }) => wanted.has(id));
  return new Map(documents.map(({ id, title }) => [id, title]));
}

export const holders: readonly Holder[] = [requests, agreements];
