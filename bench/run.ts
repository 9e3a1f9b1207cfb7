// npm run bench. One bundle; `time` measures looking back, `mail` sending mails, `webhooks` posting, `deliveries` telling, `watermark` marking PDF files, `console` what readers pay for the console, `figures` what a Worker asks of its platform, `model` what that costs at the scale of the internet, `growth` what grows with what, the other parts are child processes of the first bench.
const [part] = process.argv.slice(2);

if (part === 'serve') await import('./serve.ts');
else if (part === 'load') await import('./load.ts');
else if (part === 'sink') await import('./sink.ts');
else if (part === 'time') await import('./time.ts');
else if (part === 'figures') await import('./worker-figures.ts');
else if (part === 'model') await import('./model.ts');
else if (part === 'growth') await import('./grow.ts');
else if (part === 'lighthouse') await import('./lighthouse.ts');
else if (part === 'mail') await import('./mail.ts');
else if (part === 'mail-sink') await import('./mail-sink.ts');
else if (part === 'webhooks') await import('./webhooks.ts');
else if (part === 'deliveries' || part === 'told') await import('./deliveries.ts');
else if (part === 'workerd') await import('./workerd.ts').then(() => process.exit());
else if (part === 'peers') await import('./peers/compare.ts');
else if (part === 'console') await import('./console.ts');
else if (part === 'watermark') await import('./watermark.ts');
else if (part === 'watermark-child') await import('./watermark-child.ts');
else await import('./compare.ts');

export {};
