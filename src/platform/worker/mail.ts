import net from 'node:net';
import tls from 'node:tls';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import type { Config } from '../../config.ts';
import { isLocal } from '../../config.ts';
import type { Deps } from '../../context.ts';
import type { MailTransport } from '../../deliveries/ports.ts';
import { createKeptMail } from '../../deliveries/service/kept.ts';
import type { MailPatience, MailServer } from '../smtp.ts';
import { createSmtp, poolOptions, readMailUrl, usualPatience } from '../smtp.ts';

/** A Worker has six connections at once for everything that it does. */
const connections = 4;

/** Of one request. Whoever uses it ends with `close`: a connection belongs to the request that opened it. */
type OpenMail = (deps: Pick<Deps, 'transact' | 'clock'>) => MailTransport | undefined;

/**
 * The same as on Node. Settings are read once for all requests: in workerd a URL costs as much as a
 * tenth of a page. nodemailer is loaded with the first mail; readers of pages do without.
 */
export function prepareMail(config: Config, patience: MailPatience = usualPatience): OpenMail {
  const { mailUrl } = config;
  if (mailUrl === undefined)
    return isLocal(config) ? (deps) => createKeptMail(deps, console.log) : () => undefined;
  const server = readMailUrl(mailUrl);
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    const options = poolOptions(server, patience, connections);
    return createTransport({ ...options, pool: true, getSocket: socketTo(server, patience) });
  };
  return () => createSmtp(open, patience);
}

/**
 * workerd resolves names itself and checks the certificate against the name it was given: nodemailer would
 * resolve first and connect to the bare address, for which no certificate is.
 */
function socketTo(
  { host, port, isTls }: MailServer,
  { connectMs }: MailPatience,
): NonNullable<SMTPPoolOptions['getSocket']> {
  return (_options, callback) => {
    const connect = () => (isTls ? tls.connect({ host, port }) : net.connect({ host, port }));
    const socket = connect();
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' }));
    }, connectMs);
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      socket.removeListener('error', settle);
      if (error) callback(error, false);
      else callback(null, { connection: socket, secured: isTls });
    };
    socket.once('error', settle);
    socket.once(isTls ? 'secureConnect' : 'connect', () => settle(null));
  };
}
