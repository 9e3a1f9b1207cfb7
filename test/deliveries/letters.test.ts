import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/deliveries/letters.ts';
import { mailOf } from '../../src/deliveries/mail.ts';
import { keyInMessageId, messageIdOf } from '../../src/deliveries/model/message-id.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { type Language, languages } from '../../src/core/language.ts';
import { day, facts } from '../support/factories.ts';
import { writeNotice } from '../../src/deliveries/service/notice-texts.ts';
import type { Terms } from '../../src/customers/model.ts';
import type { Told } from '../../src/deliveries/model/told.ts';
import {
  amendedWhole,
  changed,
  event,
  everyStep,
  everyTold,
  item,
  posted,
  recipient,
  sender,
  step,
  withdrawn,
} from './told.ts';

const claimed = (subject = 'event:41') => ({
  subscriptionId: recipient().subscription.id,
  subject,
  createdAt: new Date('2026-11-22T09:00:01Z'),
});

describe('letters', () => {
  it.each(languages)('say all of it in words of %s, as the transcript shows', async (language) => {
    const letters = everyTold.map(([name, told, parts]) => {
      const mail = mailOf(claimed(), told, sender, recipient({ ...parts, language }));
      return `==== ${name}\n\nTo: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`;
    });
    await expect(letters.join('\n')).toMatchFileSnapshot(`letters.${language}.txt`);
  });

  it.each(languages)(
    'that are notices say what a customer may do, in words of %s',
    async (language) => {
      const letters = everyNotice(language).map(([name, told]) => {
        const mail = mailOf(claimed(), told, sender, contact(language));
        return `==== ${name}\n\nSubject: ${mail.subject}\n\n${mail.text}`;
      });
      await expect(letters.join('\n')).toMatchFileSnapshot(`notices.${language}.txt`);
      const [[, told] = []] = everyNotice(language);
      const html = told && mailOf(claimed(), told, sender, contact(language)).html;
      await expect(html).toMatchFileSnapshot(`notice.${language}.html.txt`);
    },
  );

  it('that are notices are the text that was written down, byte for byte, above the line', () => {
    for (const language of languages)
      for (const [name, told, text] of everyNotice(language)) {
        const mail = mailOf(claimed(), told, sender, contact(language));
        expect(mail.text.startsWith(`${text}\n\n${'-'.repeat(72)}\n`), name).toBe(true);
      }
  });

  it('to somebody who stands for several customers say it for each, with a page for each', () => {
    const [[, one, text] = []] = everyNotice('en');
    const notices = one?.notices?.flatMap((notice) => [
      notice,
      { ...notice, customerName: 'Mole & Co.' },
    ]);
    const told = { ...event(changed()), ...(notices && { notices }) };
    const mail = mailOf(claimed(), told, sender, {
      ...contact('en'),
      customers: [
        { name: 'Harbour Logistics AG', myTerms: 'https://trust.qluster.example/trust/my/1' },
        { name: 'Mole & Co.', myTerms: 'https://trust.qluster.example/trust/my/2' },
      ],
    });
    expect(mail.text.split(text ?? 'nothing')).toHaveLength(3);
    for (const said of ['For Harbour Logistics AG', 'For Mole & Co.', '/trust/my/1', '/trust/my/2'])
      expect(mail.text).toContain(said);
  });

  it('leave no line longer than 72 characters but addresses', () => {
    for (const language of languages)
      for (const [name, told, parts] of everyTold) {
        const { text } = mailOf(claimed(), told, sender, recipient({ ...parts, language }));
        const long = text.split('\n').filter((line) => line.length > 72 && !/^\S+$/.test(line));
        expect(long, name).toEqual([]);
      }
  });

  it('in German hold no English word of the catalogue', () => {
    const english = /\b(the|of|and|change|changed|stated|withdrawn|published|subscribed)\b/i;
    for (const [name, told, parts] of everyTold) {
      const who = recipient({ ...parts, language: 'de' });
      const said = letterOf(told, { ...sender, services: [] }, who);
      const labels = [...said.blocks, ...said.footer].flatMap((block) =>
        block.kind === 'facts'
          ? block.rows.map(([label]) => label)
          : 'text' in block
            ? block.text
            : [],
      );
      const ours = labels.filter((text) => !/One more|Suggested|Log-in/.test(text));
      expect(
        ours.filter((text) => english.test(text)),
        name,
      ).toEqual([]);
    }
  });

  it('to a contact under contract say what the notice is in law, and to others do not', () => {
    const text = (stream: 'contract' | 'subscriber', language: 'en' | 'de') =>
      mailOf(claimed(), event(changed()), sender, recipient({ stream, language })).text;
    expect(text('contract', 'en')).toContain('Article 28(2) GDPR');
    expect(text('contract', 'de').replaceAll('\n', ' ')).toContain('Art. 28 Abs. 2 Satz 2 DSGVO');
    expect(text('subscriber', 'de')).not.toContain('DSGVO');
  });

  it('of a confirmation are the same whatever was entered, but for what was chosen from lists', () => {
    const evil = '<a href="https://evil.example">win</a>\r\nBcc: v@evil.example';
    const told = { kind: 'confirmation', confirmBy: new Date('2026-11-25T09:00:00Z') } as const;
    const letter = (parts: Parameters<typeof recipient>[0]) =>
      JSON.stringify(letterOf(told, sender, recipient({ state: 'pending', ...parts })));
    expect(letter({ services: [evil], address: `${evil}@x.example`, contact: evil })).toBe(
      letter({}),
    );
  });

  it('that are stated at any time of day are the same day as on the pages', () => {
    const late = step({ at: new Date('2026-11-22T23:30:00Z') });
    const { text } = mailOf(claimed(), event(changed({ steps: [late] })), sender, recipient());
    expect(text).toContain('Announced on: 23 November 2026');
  });
});

describe('mails', () => {
  it('are the same bytes however often they are made', () => {
    for (const [, told, parts] of everyTold) {
      const make = () => JSON.stringify(mailOf(claimed(), told, sender, recipient(parts)));
      expect(make()).toBe(make());
    }
  });

  it('of subscribers can be unsubscribed from by one click, those under contract can not', () => {
    const headers = (stream: 'subscriber' | 'contract' | 'staff') =>
      mailOf(claimed(), event(changed()), sender, recipient({ stream })).headers;
    expect(headers('subscriber')).toMatchObject({
      'List-Unsubscribe': expect.stringMatching(
        /^<https:\/\/trust\.qluster\.example\/trust\/unsubscribe\/[\w-]{43}>$/,
      ),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<subscriber.trust.qluster.example>',
    });
    for (const stream of ['contract', 'staff'] as const)
      expect(Object.keys(headers(stream)).filter((name) => /unsubscribe/i.test(name))).toEqual([]);
  });

  it('that answer somebody are no list mail', () => {
    for (const [name, told, parts] of everyTold) {
      const { headers } = mailOf(claimed(), told, sender, recipient(parts));
      const isList = told.kind === 'event' || told.kind === 'digest';
      expect('List-Id' in headers, name).toBe(isList);
    }
  });

  it('of one change, and of one thread, are one conversation', () => {
    const referred = (told: Parameters<typeof mailOf>[1]) =>
      mailOf(claimed(), told, sender, recipient()).headers['References'];
    const effect = changed({ steps: [step(), step({ name: 'in-effect' })] });
    expect(referred(event(changed()))).toBe(referred(event(effect)));
    expect(referred(event(posted()))).toBe(referred(event(withdrawn)));
    expect(referred(event(posted()))).not.toBe(referred(event(changed())));
  });

  it('about a webhook go to its owner and never to its address', () => {
    for (const [, told, parts] of everyTold.filter(([, { kind }]) => kind === 'disabled'))
      expect(mailOf(claimed(), told, sender, recipient(parts)).to).toBe('ops@customer.example');
  });

  it('have no header that ends its line, whatever stands in the texts', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    const hostile = fc.oneof(any, fc.constant('a\r\nBcc: v@evil.example\r\n\r\nx'));
    fc.assert(
      fc.property(hostile, hostile, (name, title) => {
        const items = [item({ after: facts({ name }) })];
        for (const told of [event(changed({ items })), event(posted({}, { title }))]) {
          const mail = mailOf(claimed(), told, { ...sender, name: title }, recipient());
          expect(headerValues(mail).filter((value) => /[\r\n\0]/.test(value))).toEqual([]);
        }
      }),
    );
  });

  it('show hostile text as text: no element, no address and no style comes of it', () => {
    const hostile =
      '</style></title><img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">x</a>';
    const told = [
      event(changed({ reason: hostile, items: [item({ after: facts({ name: hostile }) })] })),
      event(
        posted({ body: `${hostile}\n\n![pixel](https://evil.example/p.gif)` }, { title: hostile }),
      ),
      event(changed({ items: [{ ...amendedWhole, after: facts({ description: hostile }) }] })),
    ];
    for (const each of told) {
      const { html } = mailOf(claimed(), each, { ...sender, name: hostile }, recipient());
      expect(elementsIn(html)).toEqual(expect.not.arrayContaining(['img', 'script', 'iframe']));
      expect(html).not.toMatch(/href="(?!https:|mailto:)/);
      expect(html.match(/<style>/g)).toHaveLength(1);
    }
  });

  it('load nothing: no image, no address but of links', () => {
    for (const [, told, parts] of everyTold) {
      const { html } = mailOf(claimed(), told, sender, recipient(parts));
      expect(html).not.toMatch(/\bsrc=|url\(|@import|<link|<img/);
    }
  });
});

describe('message ids', () => {
  it('lead back to the delivery, whatever its subject, and only where they were made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        const subject = text.toWellFormed();
        const key = { subscriptionId: recipient().subscription.id, subject };
        const id = messageIdOf(key, 'trust.qluster.example');
        expect(id).toMatch(/^<[\w.%-]+@trust\.qluster\.example>$/);
        expect(keyInMessageId(id, 'TRUST.qluster.example')).toEqual(key);
        expect(keyInMessageId(id, 'other.example')).toBeUndefined();
      }),
    );
    for (const odd of ['', '<>', 'x@y', '<event.1.sbs_1@trust.qluster.example>', '<%.sbs_'])
      expect(keyInMessageId(odd, 'trust.qluster.example')).toBeUndefined();
  });
});

function headerValues({ from, to, subject, messageId, headers }: Mail): readonly string[] {
  return [from, to, subject, messageId, ...Object.entries(headers).flat()];
}

function elementsIn(html: string): readonly string[] {
  const names: string[] = [];
  const walk = (node: unknown): void => {
    if (!(node instanceof Object)) return;
    if ('tagName' in node) names.push(String(node.tagName));
    if ('childNodes' in node && Array.isArray(node.childNodes)) node.childNodes.forEach(walk);
  };
  walk(parseFragment(html));
  return names;
}

const usual: Terms = {
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'Europe/Berlin',
  emergencyPermitted: true,
  hardHold: false,
};

/** The steps that open a window, on each kind of terms, each with the text that was written down. */
function everyNotice(
  language: Language,
): readonly (readonly [name: string, told: Extract<Told, { kind: 'event' }>, text: string])[] {
  const dates = { objectionEndsOn: day('2026-12-22'), earliestEffectOn: day('2026-12-23') };
  const office = { ...sender, objectionsTo: 'privacy@qluster.example' };
  const terms: readonly (readonly [string, Partial<Terms>])[] = [
    ['general authorisation', {}],
    ['specific authorisation', { authorisation: 'specific' }],
    [
      'business days and a hard hold',
      { dayCount: 'business', objectionDays: 10, hardHold: true, timeZone: 'Asia/Tokyo' },
    ],
    ['no emergency permitted', { emergencyPermitted: false }],
  ];
  const opening = everyStep.filter(([name]) => /^announced|material|emergency/.test(name));
  // What terms say is the same at each of them, but in an emergency.
  const termsAt = (step: string) => {
    if (step.includes('emergency')) return terms;
    return step === opening[0]?.[0] ? terms.slice(0, 3) : terms.slice(0, 1);
  };
  return opening.flatMap(([step, happening]) =>
    termsAt(step).map(([on, parts]) => {
      if (happening.kind !== 'change') throw new TypeError('no change');
      const round = happening.step.name === 'postponed' ? 2 : 1;
      const own = { ...usual, ...parts };
      const announced = { change: happening.change, round };
      const { subject, blocks, text } = writeNotice(office, language, announced, own, dates);
      const notice = { customerName: 'Harbour Logistics AG', terms: own, subject, blocks };
      return [`${step}: ${on}`, { kind: 'event', happening, notices: [notice] }, text] as const;
    }),
  );
}

function contact(language: Language) {
  const myTerms = 'https://trust.qluster.example/trust/my/AbCdEf';
  const customers = [{ name: 'Harbour Logistics AG', myTerms }];
  return { ...recipient({ stream: 'contract', language }), customers };
}
