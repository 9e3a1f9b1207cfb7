/** Thrown where a file costs more than its budget; the library swallows it, so the budget remembers. */
class Spent extends Error {}

/** Counts down what reading one file may cost. */
export class Budget {
  #values: number;
  #bytes: number;
  #isSpent = false;

  constructor(values: number, bytes: number) {
    this.#values = values;
    this.#bytes = bytes;
  }

  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** How many bytes may still come out of streams. */
  get bytesLeft(): number {
    return this.#bytes;
  }

  takeValue(): void {
    this.#values -= 1;
    if (this.#values < 0 || this.#isSpent) this.spend();
  }

  takeBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0 || this.#isSpent) this.spend();
  }

  spend(): never {
    this.#isSpent = true;
    throw new Spent('the file costs too much');
  }
}
