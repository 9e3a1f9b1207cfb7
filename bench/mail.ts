// npm run bench -- mail [mails]: what sending by the product costs beside the mail library's own pooled loop.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createTransport } from 'nodemailer';
import { parseConfig } from '../src/config.ts';
import { asSubscriptionId } from '../src/core/ids.ts';
import { createKeys } from '../src/core/keys.ts';
import { mailOf } from '../src/deliveries/mail.ts';
import type { Recipient, Sender, Told } from '../src/deliveries/model/told.ts';
import type { Mail } from '../src/deliveries/ports.ts';
import { createMail } from '../src/platform/node/mail.ts';
import { linksOf } from '../src/subscribers/model/links.ts';
import { changed, event, subscription } from '../test/deliveries/told.ts';
import { median } from './register.ts';

const count = Number(process.argv[3] ?? 2_000);
const rounds = 7;
const concurrency = 64;

const sink = fork(process.argv[1] ?? '', ['mail-sink']);
const [port] = await once(sink, 'message');
const url = `smtp://127.0.0.1:${String(port)}`;
const sender: Sender = {
  name: 'Qluster Corp.',
  root: 'https://trust.qluster.example/trust',
  siteLanguage: 'en',
  timeZone: 'Europe/Berlin',
  from: 'Qluster trust centre <trust@qluster.example>',
};
const keys = createKeys('the bench keeps no secrets, but a key is asked for');
const told: Told = event(changed());
const at = new Date('2026-11-22T09:00:01Z');

const recipients: readonly Recipient[] = Array.from({ length: count }, (_, index) => {
  const id = asSubscriptionId(`sbs_${String(index).padStart(32, '0')}`);
  const given = subscription({ id, address: `desk-${index}@customer.example` });
  return { subscription: given, links: linksOf(keys, sender.root, given) };
});
const make = (recipient: Recipient): Mail =>
  mailOf(
    { subscriptionId: recipient.subscription.id, subject: 'event:41', createdAt: at },
    told,
    sender,
    recipient,
  );
const ready = recipients.map(make);

const config = parseConfig({ MAIL_URL: url, MAIL_FROM: sender.from });
const transact = async () => Promise.reject(new Error('nothing is to be stored'));
const ours = createMail(config, { transact, clock: () => new Date() });
const library = createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(port),
  ignoreTLS: true,
  maxConnections: 16,
});

type Send = (index: number) => Promise<unknown>;
const byLibrary: Send = async (index) => library.sendMail({ ...ready[index] });
const byUs = (mailAt: (index: number) => Mail | undefined): Send => {
  return async (index) => {
    const mail = mailAt(index);
    const sent = mail && (await ours?.send(mail));
    if (sent?.outcome !== 'accepted') throw new Error(`not accepted: ${sent?.outcome}`);
  };
};
const arms: readonly (readonly [string, Send])[] = [
  ["nodemailer's own pooled loop, ready mails", byLibrary],
  ['the same again (A/A)', byLibrary],
  ['Annex, ready mails', byUs((index) => ready[index])],
  [
    'Annex, letter and mail made for each',
    byUs((index) => {
      const recipient = recipients[index];
      return recipient && make(recipient);
    }),
  ],
];

console.log(
  `Node ${process.version}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model.trim()}`,
);
console.log(
  `${count} mails of ${ready[0]?.html.length} characters of HTML, ${concurrency} at once`,
);
const samples = arms.map((): { rate: number[]; cpu: number[] } => ({ rate: [], cpu: [] }));
for (let round = -1; round < rounds; round += 1) {
  // One after the other and each first in turn; the first round only warms up.
  const order = arms.map((_, place) => (place + round + arms.length) % arms.length);
  for (const place of order) {
    const measured = await measure(arms[place]?.[1] ?? byLibrary);
    if (round < 0) continue;
    samples[place]?.rate.push(measured.rate);
    samples[place]?.cpu.push(measured.cpu);
  }
}
const base = samples[0];
for (const [place, [name]] of arms.entries()) {
  const { rate, cpu } = samples[place] ?? { rate: [], cpu: [] };
  const ratio = median(rate) / median(base?.rate ?? []);
  console.log(
    `  ${name.padEnd(44)} ${median(rate).toFixed(0).padStart(6)} a second, ${ratio.toFixed(2)} of the first; ${median(cpu).toFixed(0).padStart(5)} µs of CPU a mail`,
  );
}
ours?.close?.();
library.close();
sink.disconnect();

async function measure(send: Send): Promise<{ rate: number; cpu: number }> {
  const before = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  const work = async () => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(before);
  return { rate: (count / (performance.now() - began)) * 1_000, cpu: (user + system) / count };
}
