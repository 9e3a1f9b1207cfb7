// Property tests draw the same values on every run, so that a red run is the change's own doing.
// `SEED_OF_CHANCE=random npm test` looks further; what it finds becomes a test of its own.
import fc from 'fast-check';

const asked = process.env['SEED_OF_CHANCE'] ?? '20261122';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
