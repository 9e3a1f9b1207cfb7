import { describe, expect, it } from 'vitest';
import { addCustomer, addProfile, contact } from '../customers/people.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, readReply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { readHtml } from '../support/html.ts';
import {
  agentMail,
  askByForm,
  askByProgram,
  asked,
  caseOf,
  done,
  idOf,
  pageOf,
  plain,
  press,
  put,
  readLetters,
  verified,
  wish,
  wishOfAgent,
} from './asking.ts';

const asJson = { accept: 'application/json' };
const victim = `victim.${personMark.toLowerCase()}@person.example`;

async function askedByAgent(trust: World, parts = {}) {
  return idOf(trust, must(await askByProgram(trust, wishOfAgent({ email: victim, ...parts }))));
}

describe('the form', () => {
  it('asks first where somebody lives, then for what that law knows, each with its article and time', async () => {
    const trust = await startApp();
    const first = must(await trust.get('/trust/privacy-request')).text;
    for (const place of ['eu', 'uk', 'switzerland', 'california', 'elsewhere'])
      expect(first).toContain(`/trust/privacy-request?residence=${place}`);
    const { text } = must(await trust.get('/trust/privacy-request?residence=california'));
    for (const said of [
      '§ 1798.120',
      'within 15 business days',
      'within 45 days',
      'no identity documents',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Article 15');
    expect(must(await trust.get('/trust/privacy-request?residence=mars')).text).toContain(
      'Where do you live?',
    );
  });

  it('answers what is wrong beside what was typed, and stores nothing', async () => {
    const trust = await startApp();
    const before = await dumpTables(trust);
    const wrong = { name: '', email: 'nobody', who: 'agent', details: 'a <b>' };
    const reply = await askByForm(trust, { residence: 'uk', relation: 'visitor', ...wrong });
    expect(reply.status).toBe(422);
    for (const said of [
      'Choose what you ask for.',
      'a &lt;b&gt;',
      'Your name: Must not be blank.',
      'Your e-mail address: ',
    ])
      expect(reply.text).toContain(said);
    expect(await dumpTables(trust)).toEqual(before);
    for (const value of [
      wish({ types: ['opt-out'] }),
      wish({ details: `a\u0000b` }),
      wish({ name: `a\u202Eb` }),
      wish({ types: [] }),
      wish({ agentName: 'Ash' }),
      wishOfAgent({ agentEmail: wish().email.toUpperCase() }),
      { ...wish(), price: 1 },
    ])
      expect((await askByProgram(trust, value)).status).toBe(422);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('refuses 30 MB before it is read, half a JSON, and what is neither', async () => {
    const trust = await startApp();
    const post = async (type: string, body: string) =>
      readReply(
        await trust.fetch('/trust/privacy-request', {
          method: 'POST',
          headers: { 'content-type': type, ...asJson },
          body,
        }),
      );
    const before = await dumpTables(trust);
    const huge = JSON.stringify(wish({ details: 'x'.repeat(30_000_000) }));
    expect((await post('application/json', huge)).status).toBe(413);
    expect((await post('application/json', '{')).status).toBe(400);
    expect((await post('text/plain', 'Give me my data')).status).toBe(415);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('flags what looks like a robot, and drops nothing', async () => {
    const trust = await startApp();
    const at = String(Math.floor(trust.now().getTime() / 1000));
    const swift = await askByForm(trust, wish({ types: 'access', begun: at }), asJson);
    const filled = await askByForm(trust, wish({ types: 'erasure', leave_empty: 'x' }), asJson);
    const usual = await askByForm(trust, wish({ types: 'objection' }), asJson);
    const flags = [];
    for (const reply of [swift, filled, usual])
      flags.push((await caseOf(trust, await idOf(trust, must(reply)))).looksAutomated);
    expect(flags).toEqual([true, true, false]);
  });

  it('answers the same whether the address is known or not, and asks no more mails than five a day of one mailbox, however it is written', async () => {
    const trust = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-client' } });
    const shape = ({ body }: { readonly body: unknown }) => {
      const { reference: _, ...rest } = Object(body);
      return rest;
    };
    const first = must(await askByProgram(trust, wish(), { 'x-client': '192.0.2.1' }));
    const again = must(await askByProgram(trust, wish(), { 'x-client': '192.0.2.2' }));
    const other = must(
      await askByProgram(trust, wish({ email: victim }), { 'x-client': '192.0.2.3' }),
    );
    expect(shape(again)).toEqual(shape(first));
    expect(shape(other)).toEqual(shape(first));
    const statuses = [];
    for (let nr = 0; nr < 9; nr += 1) {
      const email = `Robin.Kanari${nr % 2 === 0 ? `+${nr}` : ''}@Person.example`;
      const types = [['access'], ['erasure'], ['objection'], ['restriction']][nr % 4];
      const value = wish({ email, types });
      statuses.push((await askByProgram(trust, value, { 'x-client': `198.51.100.${nr}` })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 201, 429]);
    const letters = await readLetters(trust);
    expect(letters.filter(({ what }) => what === 'received')).toHaveLength(6);
  });
});

describe('whoever asks in the name of another', () => {
  it('learns nothing, can do nothing, and the owner of the address is told and can end it', async () => {
    const trust = await startApp();
    const id = await askedByAgent(trust);
    const [theirs, own] = [await pageOf(trust, id, 'agent'), await pageOf(trust, id)];
    expect((await readLetters(trust)).map(({ what, to }) => `${what} to ${to}`)).toEqual([
      'asked-for-another to agent',
      'in-your-name to person',
    ]);
    await done(trust, id, 'identity', verified);
    await done(trust, id, 'clarification', { text: 'Do you mean the letter of May?' });
    const seen = await trust.get(theirs, asJson);
    expect(seen.body).not.toHaveProperty('state');
    expect(seen.body).not.toHaveProperty('items');
    expect(seen.body).toMatchObject({ you: 'agent', authority: 'pending', messages: [] });
    expect((await trust.get(theirs)).text).not.toContain('letter of May');
    expect((await press(trust, `${theirs}/confirmation`)).status).toBe(409);
    expect((await press(trust, `${theirs}/disowning`)).status).toBe(409);
    expect((await press(trust, `${theirs}/messages`, { text: 'Hurry up.' })).status).toBe(303);
    expect((await caseOf(trust, id)).state).toBe('clarification-pending');
    const grant = { answers: [{ type: 'access', outcome: 'granted' }], explanation: 'Here.' };
    expect((await put(trust, id, 'decision', grant)).status).toBe(409);
    const page = (await trust.get(own)).text;
    for (const said of ['May they ask for you?', `Ash ${personMark}`, 'Hurry up.'])
      expect(page).toContain(said);
    expect((await press(trust, `${own}/disowning`)).status).toBe(303);
    expect(await caseOf(trust, id)).toMatchObject({ state: 'withdrawn', authority: 'refused' });
    expect((await trust.get(theirs)).text).toContain('nobody has let you ask');
    expect((await press(trust, `${theirs}/appeal`, { text: 'No!' })).status).toBe(409);
    await trust.drain();
    const mails = trust.outside.mailbox.map(({ to, text }) => ({ to, text }));
    expect(mails.map(({ to }) => to).toSorted()).toEqual([agentMail, victim, victim].toSorted());
    for (const { to, text } of mails)
      if (to === agentMail) expect(text).not.toMatch(/letter of May/);
    // What a stranger typed goes to nobody's mailbox.
    for (const { text } of mails) expect(plain(text)).not.toMatch(/Hurry|Ash|Agency|I wrote/);
  });

  it('gets all of it once the person has let them, by the button only', async () => {
    const trust = await startApp();
    const id = await askedByAgent(trust);
    const [theirs, own] = [await pageOf(trust, id, 'agent'), await pageOf(trust, id)];
    await trust.get(own);
    expect((await caseOf(trust, id)).authority).toBe('pending');
    await press(trust, `${own}/confirmation`);
    await press(trust, `${own}/confirmation`);
    await done(trust, id, 'identity', verified);
    const answers = ['access', 'erasure'].map((type) => ({ type, outcome: 'granted' }));
    await done(trust, id, 'decision', { answers, explanation: 'Here it is.' });
    expect((await trust.get(theirs, asJson)).body).toMatchObject({ state: 'fulfilled' });
    expect((await trust.get(theirs)).text).toContain('Here it is.');
    const decided = (await readLetters(trust)).filter(({ what }) => what === 'decided');
    expect(decided.map(({ to }) => to)).toEqual(['person', 'agent']);
    const tokens = [theirs, own].map((path) => path.slice('/trust/my/'.length));
    const mixed = `${tokens[0]?.slice(0, 22)}${tokens[1]?.slice(22)}`;
    expect((await trust.get(`/trust/my/${mixed.slice(0, -1)}_`)).status).toBe(404);
  });

  it('as a parent of a child without an address is let by staff, or told that nothing shows it', async () => {
    const trust = await startApp();
    const { email: _, ...ofChild } = wishOfAgent({ who: 'parent', types: ['erasure'] });
    const id = await idOf(trust, must(await askByProgram(trust, ofChild)));
    await done(trust, id, 'authority', { basis: 'parental-responsibility' });
    await done(trust, id, 'identity', verified);
    const answers = [{ type: 'erasure', outcome: 'granted', done: 'erased' }];
    await done(trust, id, 'decision', { answers, explanation: 'It is deleted.' });
    const other = await askedByAgent(trust, { types: ['access'] });
    const denied = [{ type: 'access', outcome: 'denied', basis: 'no-authority' }];
    await done(trust, other, 'decision', {
      answers: denied,
      explanation: 'The person was silent.',
    });
    await trust.drain();
    const last = trust.outside.mailbox.filter(({ to }) => to === agentMail).at(-1);
    expect(plain(last?.text)).toContain('is decided');
    expect(last?.text).not.toContain('The person was silent.');
  });
});

describe('data of a customer', () => {
  it('is never answered for here: the request is passed on to the customer, whose contacts get it', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const company = await addCustomer(trust, { contacts: [contact('dpo')] });
    const id = await asked(trust, { relation: 'customer-user', types: ['access'] });
    expect((await caseOf(trust, id)).controller).toBe('customer');
    await done(trust, id, 'identity', verified);
    const grant = { answers: [{ type: 'access', outcome: 'granted' }], explanation: 'Here.' };
    expect((await put(trust, id, 'decision', grant)).status).toBe(409);
    const nobody = `cus_${'0'.repeat(32)}`;
    expect((await put(trust, id, 'forwarding', { customer: nobody })).status).toBe(422);
    await done(trust, id, 'forwarding', { customer: company });
    expect(await caseOf(trust, id)).toMatchObject({ state: 'forwarded', customerId: company });
    expect((await put(trust, id, 'decision', grant)).status).toBe(409);
    const { version } = await caseOf(trust, id);
    const headers = { 'if-match': `"v${version}"` };
    const said = await trust
      .as('editor')
      .post(`/rights-requests/${id}/messages`, { text: 'We hold this.' }, headers);
    expect(said.status).toBe(409);
    await trust.drain();
    const [mine, handed, told] = trust.outside.mailbox;
    expect(mine?.to).toBe(wish().email);
    expect(handed?.text).toContain(wish().email);
    expect(plain(handed?.text)).toContain('for you to answer');
    expect(handed?.text).not.toContain(await pageOf(trust, id));
    expect(told?.to).toBe(wish().email);
    expect(plain(told?.text)).toContain('they will answer you');
  });
});

describe('the page of a request', () => {
  it('is changed by no GET, is the same 404 for every token that is not ours, and runs no script', async () => {
    const trust = await startApp();
    const id = await asked(trust, { name: `<script>alert(1)</script> ${personMark}` });
    const page = await pageOf(trust, id);
    const before = await dumpTables(trust);
    for (const path of ['', '.json', '/withdrawal', '?done=confirmation'])
      expect((await trust.get(`${page}${path}`)).status).toBe(200);
    expect(await dumpTables(trust)).toEqual(before);
    const { text, headers } = await trust.get(page);
    expect(text).toContain('&lt;script&gt;');
    expect(readHtml(text).map(({ name }) => name)).not.toContain('script');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const token = page.slice('/trust/my/'.length);
    for (const each of [token.slice(1), `${token.slice(0, -1)}_`, 'nobody'])
      expect((await trust.get(`/trust/my/${each}`)).status).toBe(404);
    expect((await press(trust, `${page}/withdrawal`)).status).toBe(303);
    expect((await press(trust, `${page}/withdrawal`)).status).toBe(409);
    expect((await press(trust, `${page}/messages`, { text: 'Hello' })).status).toBe(409);
  });
});

describe('letters', () => {
  it('say in English and German what was asked, by when it is answered, by which rule, and how we make sure who asks', async () => {
    const trust = await startApp();
    await asked(trust, { language: 'de' });
    await asked(trust, { residence: 'california', types: ['know-specific'] });
    await trust.drain();
    const [german, english] = trust.outside.mailbox.map(({ text }) => plain(text));
    for (const said of [
      '22. Dezember 2026 (Artikel 12(3) DSGVO)',
      'Löschung meiner Daten',
      'begründeten Zweifeln',
    ])
      expect(german).toContain(said);
    for (const said of [
      '6 January 2027 (11 CCR § 7021(b))',
      'penalty of perjury',
      'say so on the page',
    ])
      expect(english).toContain(said);
    for (const text of [german, english]) expect(text).not.toMatch(/I wrote to you|Robin/);
    const { body } = must(await trust.as('viewer').get('/deliveries'));
    expect(pickList(body, 'items').map((each) => pick(each, 'kind'))).toContain('rights');
  });
});
