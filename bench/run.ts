// npm run bench. One bundle; `time` measures looking back, `mail` sending mails, `webhooks` posting, `deliveries` telling, `watermark` marking PDF files, the other parts are child processes of the first bench.
const [part] = process.argv.slice(2);

if (part === 'serve') await import('./serve.ts');
else if (part === 'load') await import('./load.ts');
else if (part === 'sink') await import('./sink.ts');
else if (part === 'time') await import('./time.ts');
else if (part === 'mail') await import('./mail.ts');
else if (part === 'mail-sink') await import('./mail-sink.ts');
else if (part === 'webhooks') await import('./webhooks.ts');
else if (part === 'deliveries' || part === 'told') await import('./deliveries.ts');
else if (part === 'watermark') await import('./watermark.ts');
else if (part === 'watermark-child') await import('./watermark-child.ts');
else await import('./compare.ts');

export {};
