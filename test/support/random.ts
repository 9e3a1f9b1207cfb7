/** Random numbers from 0 up to 1 that a seed repeats (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** DELIVERY_SEED repeats a run, DELIVERY_ROUNDS asks for more of them. */
export function rounds(): readonly number[] {
  const { DELIVERY_SEED: seed, DELIVERY_ROUNDS: count = '1' } = process.env;
  if (seed !== undefined) return [Number(seed)];
  return Array.from({ length: Number(count) }, () => Math.floor(Math.random() * 2 ** 31));
}
