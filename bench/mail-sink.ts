// An SMTP server that takes everything and reads nothing of it: the least that a mail server can cost.
import { createServer } from 'node:net';

const endOfMessage = Buffer.from('\r\n.\r\n');

const server = createServer({ noDelay: true }, (socket) => {
  let rest: Buffer = Buffer.alloc(0);
  let isMessage = false;
  socket.on('error', () => undefined);
  socket.write('220 sink\r\n');
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const end = isMessage ? endOfMessage : '\r\n';
      const at = rest.indexOf(end);
      if (at < 0) return;
      const line = isMessage ? '' : rest.subarray(0, 5).toString().toUpperCase();
      rest = rest.subarray(at + end.length);
      socket.write(answerTo(line));
      isMessage = line.startsWith('DATA');
    }
  });
});

function answerTo(line: string): string {
  if (line.startsWith('EHLO')) return '250-sink\r\n250-SIZE 10485760\r\n250 8BITMIME\r\n';
  if (line.startsWith('DATA')) return '354 go on\r\n';
  return line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n';
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(address !== null && typeof address === 'object' ? address.port : 0);
});
process.on('disconnect', () => process.exit());
