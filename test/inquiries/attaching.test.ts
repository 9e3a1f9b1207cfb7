import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, readReply } from '../support/client.ts';
import { xlsx } from '../documents/filing.ts';
import { personMark } from '../support/factories.ts';
import { meetingTransactions } from '../support/transactions.ts';
import {
  blobsOf,
  eventsOf,
  fileOf,
  inquired,
  pageOf,
  pdf,
  pngBytes,
  press,
  readAttachments,
  readInquiries,
  wish,
  writeByForm,
  writeByProgram,
} from './writing.ts';

const megabyte = 1024 * 1024;

describe('files with a message', () => {
  it('are kept by what they are, and given out to be saved and never shown', async () => {
    const trust = await startApp();
    const files = [
      fileOf(`../${personMark} “plan” \u202Egpj.pdf`, pdf()),
      fileOf('shot.html', pngBytes),
      fileOf('answers.XLSX', xlsx()),
    ];
    expect((await writeByForm(trust, wish(), { files })).status).toBe(201);
    const [inquiry] = await readInquiries(trust);
    const kept = await readAttachments(trust);
    expect(kept).toMatchObject([
      { name: `${personMark} “plan” gpj.pdf`, mediaType: 'application/pdf' },
      { name: 'shot.html.png', mediaType: 'image/png' },
      { name: 'answers.xlsx', mediaType: expect.stringMatching(/spreadsheetml.sheet$/) },
    ]);
    const page = await pageOf(trust, inquiry?.id ?? '');
    const staff = `/trust/api/v1/inquiries/${inquiry?.id}`;
    const key = await trust.makeKey('editor');
    for (const root of [page, staff]) {
      const headers = { authorization: `Bearer ${key.secret}` };
      const response = await trust.fetch(`${root}/attachments/${kept[0]?.id}`, { headers });
      expect(response.status).toBe(200);
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdf());
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${personMark} _plan_ gpj.pdf"; filename*=UTF-8''${personMark}%20%E2%80%9Cplan%E2%80%9D%20gpj.pdf`,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    }
    const { text } = await trust.get(page);
    expect(text).toContain('shot.html.png');
    expect(text).not.toContain('\u202E');
    expect(JSON.stringify(await eventsOf(trust))).toContain(String(kept[0]?.id));
  });

  it('come from programs in base64, and stand in the JSON of the inquiry', async () => {
    const trust = await startApp();
    const content = Buffer.from(pdf()).toString('base64');
    const { id } = await inquired(trust, { attachments: [{ name: 'q.pdf', content }] });
    const { body } = await trust.get(`${await pageOf(trust, id)}.json`);
    const [message] = pickList(body, 'messages');
    const [file] = pickList(message, 'attachments');
    expect(file).toMatchObject({ name: 'q.pdf', mediaType: 'application/pdf' });
    const { pathname } = new URL(String(pick(file, 'url')));
    expect((await trust.fetch(pathname)).status).toBe(200);
  });

  it('are another’s to nobody: every other combination is the same 404', async () => {
    const trust = await startApp();
    const content = Buffer.from(pdf()).toString('base64');
    const attachments = [{ name: 'q.pdf', content }];
    const mine = await inquired(trust, { attachments });
    const other = await inquired(trust, { attachments, email: `${personMark}@b.example` });
    const [first, second] = (await readAttachments(trust)).toSorted((a) =>
      a.inquiryId === mine.id ? -1 : 1,
    );
    const [myPage, otherPage] = [await pageOf(trust, mine.id), await pageOf(trust, other.id)];
    const get = async (path: string) => readReply(await trust.fetch(path));
    expect((await trust.fetch(`${myPage}/attachments/${first?.id}`)).status).toBe(200);
    const unknown = await get(`${myPage}/attachments/att_${'f'.repeat(32)}`);
    expect(unknown.status).toBe(404);
    const asJson = { accept: 'application/json' };
    for (const path of [
      `${myPage}/attachments/${second?.id}`,
      `${otherPage}/attachments/${first?.id}`,
      `${myPage}/attachments/..%2F..%2Fannex.db`,
      `${myPage}/attachments/${first?.id}%00`,
    ]) {
      const reply = await get(path);
      expect([path, reply.status, reply.text]).toEqual([path, 404, unknown.text]);
      expect((await trust.get(path, asJson)).status).toBe(404);
    }
    const forged = await get(`/trust/my/nobody/attachments/${first?.id}`);
    expect(forged.status).toBe(404);
    const viewer = await trust.as('viewer').get(`/inquiries/${mine.id}/attachments/${first?.id}`);
    expect(viewer.status).toBe(403);
    const crossed = await trust.as('editor').get(`/inquiries/${mine.id}/attachments/${second?.id}`);
    expect(crossed.status).toBe(404);
  });
});

describe('files that are not taken', () => {
  it('are refused in words beside the form, and nothing of them stays', async () => {
    const trust = await startApp();
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...Array<number>(40).fill(0)]);
    const big = (bytes: number) => new Uint8Array(bytes).fill(65);
    const cases: readonly [readonly File[], RegExp][] = [
      [[fileOf('a.pdf', new Uint8Array([0x4d, 0x5a, 0x90, 0]))], /File 1 cannot be attached/],
      [[fileOf('a.txt', '<html><script>alert(1)</script>')], /File 1 cannot be attached/],
      [[fileOf('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')], /File 1 cannot be/],
      [[fileOf('a.docx', zip)], /File 1 cannot be/],
      [[fileOf('a.pdf', pdf()), fileOf('empty.pdf', '')], /File 2 is empty/],
      [[fileOf('a.txt', big(2 * megabyte + 1))], /File 1 has more than 2 MB/],
      [
        [1, 2, 3].map((count) => fileOf(`${count}.txt`, big(1.5 * megabyte))),
        /at most 4 MB together/,
      ],
      [[1, 2, 3, 4].map((count) => fileOf(`${count}.pdf`, pdf())), /At most 3 files/],
    ];
    for (const [files, words] of cases) {
      const reply = await writeByForm(trust, wish(), { files });
      expect([words, reply.status]).toEqual([words, 422]);
      expect(reply.text).toMatch(words);
      expect(reply.text).toContain('Where do you keep backups');
      expect(reply.text).toContain('choose them again');
    }
    expect(await readInquiries(trust)).toEqual([]);
    expect(await blobsOf(trust)).toEqual([]);
  });

  it('are refused as a whole request where they are far too big', async () => {
    const trust = await startApp();
    const files = [fileOf('a.txt', new Uint8Array(7 * megabyte).fill(65))];
    const reply = await writeByForm(trust, wish(), { files });
    expect(reply.status).toBe(413);
    expect(await readInquiries(trust)).toEqual([]);
  });

  it('that are named like bombs or break off are examined and refused, each in its time', async () => {
    const trust = await startApp();
    const many = Array.from({ length: 4_000 }, (_, count) => [0x50, 0x4b, 3, 4, count & 255]);
    const cut = fileOf('42.docx', new Uint8Array(many.flat()));
    const nested = fileOf('x.docx', new Uint8Array([0x1f, 0x8b, 8, 0, ...many.flat()]));
    const parts = new FormData();
    for (const [name, value] of Object.entries(wish())) parts.append(name, value);
    for (let count = 0; count < 20_000; count += 1) parts.append(`f${count}`, '');
    for (const files of [[cut], [nested]])
      expect((await writeByForm(trust, wish(), { files })).status).toBe(422);
    const reply = await trust.fetch('/trust/contact', { method: 'POST', body: parts });
    expect(reply.status).toBeGreaterThan(200);
    expect(await blobsOf(trust)).toEqual([]);
  });

  it('are those where no files can be kept: the form has no field, and the message goes without', async () => {
    const trust = await startApp();
    const { files: _, ...deps } = trust.deps;
    const get = new Request('http://localhost/trust/contact');
    expect(await (await trust.app.fetch(get, { deps })).text()).not.toContain('type="file"');
    const content = Buffer.from(pdf()).toString('base64');
    const send = (attachments: readonly unknown[]) =>
      trust.app.fetch(
        new Request('http://localhost/trust/contact', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(wish({ attachments })),
        }),
        { deps },
      );
    expect((await send([{ name: 'a.pdf', content }])).status).toBe(503);
    expect((await send([])).status).toBe(201);
    expect(await readInquiries(trust)).toHaveLength(1);
  });

  it('leave nothing in the store where the commit fails', async () => {
    const trust = await startApp();
    trust.expectError(/.*/);
    const status = await sendWith(trust, {
      before(nth) {
        if (nth === 3) throw new Error('the disk is full');
      },
    });
    expect(status).toBe(500);
    // For all that is known there it may have been stored.
    expect(await blobsOf(trust)).toHaveLength(1);
    trust.at(new Date(trust.now().getTime() + 2 * 60 * 60 * 1_000));
    await trust.runSchedule();
    expect(await blobsOf(trust)).toEqual([]);
    expect(await readInquiries(trust)).toEqual([]);
  });

  it('are kept where the commit was stored and its answer was lost', async () => {
    const trust = await startApp();
    trust.expectError(/.*/);
    const status = await sendWith(trust, {
      after(nth) {
        if (nth === 3) throw new Error('the connection broke');
      },
    });
    expect(status).toBe(500);
    await trust.advanceDays(1);
    expect(await readInquiries(trust)).toHaveLength(1);
    expect(await blobsOf(trust)).toHaveLength(1);
  });

  it('are not stored where nothing can be written down', async () => {
    const trust = await startApp();
    trust.expectError(/.*/);
    const status = await sendWith(trust, {
      before(nth) {
        if (nth === 2) throw new Error('the disk is full');
      },
    });
    expect([status, await blobsOf(trust)]).toEqual([500, []]);
  });
});

/** An inquiry with a file; of its transactions the second announces the file and the third is the commit. */
async function sendWith(
  trust: World,
  meeting: Parameters<typeof meetingTransactions>[1],
): Promise<number> {
  const content = Buffer.from(pdf()).toString('base64');
  const body = JSON.stringify(wish({ attachments: [{ name: 'a.pdf', content }] }));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const request = new Request('http://localhost/trust/contact', init);
  const deps = meetingTransactions(trust.deps, meeting);
  const { status } = await trust.app.fetch(request, { deps });
  return status;
}

describe('files of an inquiry', () => {
  it('are at most twenty, and more are refused without losing the text', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust);
    const page = await pageOf(trust, id);
    const three = [1, 2, 3].map((count) => fileOf(`${count}.pdf`, pdf(String(count))));
    for (let count = 0; count < 6; count += 1)
      expect((await press(trust, `${page}/messages`, { text: 'More' }, three)).status).toBe(303);
    const full = await press(trust, `${page}/messages`, { text: 'Too much' }, three);
    expect(full.status).toBe(409);
    expect(full.text).toContain('Too much');
    expect(await readAttachments(trust)).toHaveLength(18);
    expect(await blobsOf(trust)).toHaveLength(18);
  });

  it('that are damaged are given to nobody', async () => {
    const trust = await startApp();
    const content = Buffer.from(pdf()).toString('base64');
    const { id } = await inquired(trust, { attachments: [{ name: 'a.pdf', content }] });
    const [kept] = await readAttachments(trust);
    const key = `attachments/${kept?.id}`;
    const { files } = trust.deps;
    const stored = await files?.open(key);
    const whole = Buffer.from(pdf());
    whole[9] = 88;
    await files?.delete(key);
    const streamOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]).stream();
    await files?.write(key, streamOf(whole), stored?.size ?? 0);
    const path = `${await pageOf(trust, id)}/attachments/${kept?.id}`;
    const reply = await readReply(await trust.fetch(path));
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('%PDF');
    await files?.delete(key);
    expect((await trust.fetch(path)).status).toBe(500);
    await files?.write(key, streamOf(pdf()), pdf().byteLength);
    expect((await trust.fetch(path)).status).toBe(200);
  });

  it('go with whoever is erased, also where the store was out of reach just then', async () => {
    const trust = await startApp();
    const content = Buffer.from(pdf()).toString('base64');
    const { id } = await inquired(trust, { attachments: [{ name: 'a.pdf', content }] });
    const [kept] = await readAttachments(trust);
    const { files } = trust.deps;
    if (!files) throw new Error('no files');
    const broken = { ...files, delete: () => Promise.reject(new Error('out of reach')) };
    trust.expectError(/.*/);
    const headers = {
      authorization: `Bearer ${(await trust.makeKey('owner')).secret}`,
      'if-match': '"v1"',
    };
    const address = `http://localhost/trust/api/v1/inquiries/${id}/personal-data`;
    const request = new Request(address, { method: 'DELETE', headers });
    const response = await trust.app.fetch(request, { deps: { ...trust.deps, files: broken } });
    expect(response.status).toBe(204);
    expect(await blobsOf(trust)).toHaveLength(1);
    const { body } = must(await trust.as('owner').get(`/inquiries/${id}`));
    expect(pickList(body, 'attachments')).toMatchObject([{ id: kept?.id, name: null }]);
    const gone = await trust.as('owner').get(`/inquiries/${id}/attachments/${kept?.id}`);
    expect(gone.status).toBe(404);
    await trust.runSchedule();
    expect(await blobsOf(trust)).toEqual([]);
    expect(await readAttachments(trust)).toMatchObject([{ name: null, sha256: '' }]);
  });

  it('are refused with what becomes a request or an objection, which take none', async () => {
    const trust = await startApp();
    const content = Buffer.from(pdf()).toString('base64');
    const reply = await writeByProgram(
      trust,
      wish({
        topic: 'objection',
        change: 1,
        company: 'Example',
        attachments: [{ name: 'a.pdf', content }],
      }),
    );
    expect(reply.status).toBe(422);
    expect(pickList(reply.body, 'errors').map((each) => pick(each, 'pointer'))).toEqual([
      '#/attachments',
    ]);
    expect(await blobsOf(trust)).toEqual([]);
  });
});
