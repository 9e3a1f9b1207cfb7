import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inquiryStates } from '../../src/inquiries/model.ts';
import { acts, stateAfter } from '../../src/inquiries/model/deciding.ts';
import { attachableTypes, savedName, typeOf } from '../../src/inquiries/model/attaching.ts';
import { letterOf } from '../../src/inquiries/model/letter.ts';
import { topics } from '../../src/inquiries/model.ts';
import { languages } from '../../src/core/language.ts';
import { asId } from '../../src/core/ids.ts';
import { anyText } from '../support/arbitrary-entries.ts';

describe('what happens to an inquiry', () => {
  it('leads from every state to one, or is refused because it is so already', () => {
    const table = acts.map((act) => [
      act,
      ...inquiryStates.map((state) => {
        try {
          return stateAfter(state, act);
        } catch {
          return 'refused';
        }
      }),
    ]);
    expect(table).toEqual([
      // act, then what follows on: received, in-progress, answered, closed
      ['write', 'received', 'in-progress', 'in-progress', 'in-progress'],
      ['answer', 'answered', 'answered', 'answered', 'closed'],
      ['assign', 'in-progress', 'in-progress', 'answered', 'closed'],
      ['take-up', 'in-progress', 'refused', 'in-progress', 'in-progress'],
      ['close', 'closed', 'closed', 'closed', 'refused'],
    ]);
  });
});

describe('the name under which a file is saved', () => {
  it('is the last part of what was given, with an ending that is true', () => {
    const pdf = 'application/pdf';
    const cases: readonly [string, string][] = [
      ['report.pdf', 'report.pdf'],
      ['Report.PDF', 'Report.pdf'],
      ['../../etc/passwd', 'passwd.pdf'],
      ['C:\\Users\\robin\\plan.pdf', 'plan.pdf'],
      ['invoice.exe', 'invoice.exe.pdf'],
      ['annual\u202Efdp.exe', 'annualfdp.exe.pdf'],
      ['a\u0000b\r\nc.pdf', 'abc.pdf'],
      ['...', 'attachment-2.pdf'],
      ['', 'attachment-2.pdf'],
      ['con.pdf', 'attachment-2.pdf'],
      ['what?*"<>|:.pdf', 'what_______.pdf'],
      ['.htaccess', 'htaccess.pdf'],
      ['Prüfbericht 2026.pdf', 'Prüfbericht 2026.pdf'],
      ['  spaced  out .pdf', 'spaced out.pdf'],
    ];
    for (const [given, saved] of cases) expect(savedName(given, pdf, 2), given).toBe(saved);
    expect(savedName('photo.jpeg', 'image/jpeg', 1)).toBe('photo.jpeg');
    expect(savedName('photo.png', 'image/jpeg', 1)).toBe('photo.png.jpg');
  });

  it('can be saved anywhere, whatever was given', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string()),
        fc.constantFrom(...attachableTypes),
        (given, type) => {
          const name = savedName(given, type, 3);
          expect(name).toMatch(/^[^/\\"*:<>?|\p{C}\p{Zl}\p{Zp}]+\.[a-z]{2,4}$/u);
          expect(name).not.toMatch(/^[. ]|[. ]\.[a-z]+$/);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          // What is clean stays as it is.
          expect(savedName(name, type, 3)).toBe(name);
        },
      ),
    );
  });
});

describe('what a file is', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);

  it('is said by its bytes, and by its name only where they are text', () => {
    const cases: readonly [string | undefined, Uint8Array, string, string | undefined][] = [
      ['application/pdf', bytesOf('%PDF-1.7'), 'a.exe', 'application/pdf'],
      ['image/png', bytesOf('x'), 'a.txt', 'image/png'],
      ['application/x-msdownload', new Uint8Array([77, 90, 0]), 'a.pdf', undefined],
      ['application/zip', new Uint8Array([80, 75, 3, 4]), 'a.docx', undefined],
      ['image/svg+xml', bytesOf('<svg>'), 'a.png', undefined],
      [undefined, bytesOf('Hello,\tyou\r\n'), 'a.txt', 'text/plain'],
      [undefined, bytesOf('a;b\n1;2\n'), 'a.CSV', 'text/csv'],
      [undefined, bytesOf('From: a@b.example\n\nHello'), 'a.eml', 'message/rfc822'],
      ['image/bmp', bytesOf('BMW asks for the report.'), 'a.txt', 'text/plain'],
      [undefined, bytesOf('plain words'), 'a.pdf', undefined],
      [undefined, bytesOf('plain words'), 'words', undefined],
      [undefined, bytesOf('alert(1)'), 'a.js', undefined],
      [undefined, bytesOf('\n<!doctype html><p>'), 'a.txt', undefined],
      [undefined, bytesOf(' <svg onload=alert(1)>'), 'a.csv', undefined],
      ['application/xml', bytesOf('<?xml version="1.0"?>'), 'a.txt', undefined],
      [undefined, new Uint8Array([72, 0, 105]), 'a.txt', undefined],
    ];
    for (const [sniffed, bytes, name, type] of cases)
      expect(typeOf(sniffed, bytes, name), `${name} ${sniffed}`).toBe(type);
  });
});

describe('a letter', () => {
  it('has words for every topic in every language, and none of what was typed before it is confirmed', () => {
    const inquiry = {
      id: asId('inq', `inq_${'0'.repeat(32)}`),
      reference: 'INQ-0000-0000',
      state: 'received',
      source: 'form',
      receivedAt: new Date(0),
      person: { name: 'TYPED', company: 'TYPED', email: 'typed@x.example' },
      language: 'en',
      looksAutomated: false,
      linkVersion: 1,
      changedAt: new Date(0),
      version: 1,
    } as const;
    for (const language of languages)
      for (const topic of topics)
        for (const what of ['received', 'message', 'closed'] as const) {
          const telling = { language, path: '/my/x', answer: undefined };
          const { subject, blocks } = letterOf({ ...inquiry, topic }, what, telling);
          expect(subject).toContain('INQ-0000-0000');
          expect(blocks.at(-1)).toMatchObject({ kind: 'link', href: '/my/x' });
          expect(JSON.stringify([subject, blocks])).not.toMatch(/typed|undefined/i);
        }
  });
});
