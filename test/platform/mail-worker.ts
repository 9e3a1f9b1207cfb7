// A Worker of the tests: hands over the mail that it is posted, by the transport of the real one.
import { parseConfig } from '../../src/config.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { prepareMail } from '../../src/platform/worker/mail.ts';

type Posted = {
  readonly url: string;
  readonly mails: readonly (Omit<Mail, 'date'> & { date: string })[];
};

const patience = { connectMs: 3_000, answerMs: 3_000, mailMs: 20_000 };

export default {
  async fetch(request: Request): Promise<Response> {
    const { url, mails }: Posted = await request.json();
    const settings = { MAIL_URL: url, MAIL_FROM: 'trust@qluster.example' };
    const worker = { DATABASE_URL: 'http://127.0.0.1:1', SECRET_KEY: 'x'.repeat(32) };
    const config = parseConfig({ ...settings, ...worker }, 'worker');
    const transact = async () => Promise.reject(new Error('nothing is to be stored'));
    const transport = prepareMail(config, patience)({ transact, clock: () => new Date() });
    if (transport === undefined) return new Response('no mail', { status: 500 });
    const send = (mail: Posted['mails'][number]) =>
      transport.send({ ...mail, date: new Date(mail.date) });
    const sent = await Promise.all(mails.map(send));
    transport.close?.();
    return Response.json(sent);
  },
};
