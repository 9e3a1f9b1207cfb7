// npm run bench. One bundle, three parts: each child process runs this file again with its part's name.
const [part] = process.argv.slice(2);

if (part === 'serve') await import('./serve.ts');
else if (part === 'load') await import('./load.ts');
else await import('./compare.ts');

export {};
