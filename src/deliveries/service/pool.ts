export type PoolSize = {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many may run in all, those that stand aside included. */
  readonly most: number;
};

/** Runs work side by side. Whatever takes long stands aside and gives up its place: the slow delay nobody. */
export type Pool = {
  /** Begins once there is room; does not wait for its end. `work` never rejects. */
  start(work: () => Promise<void>): Promise<void>;
  isIdle(): boolean;
  /** Until nothing runs any more, or until `ms` have passed. */
  pause(ms: number): Promise<void>;
};

const asideMs = 1_000;

export function createPool({ concurrency, most }: PoolSize): Pool {
  let inPlace = 0;
  let running = 0;
  let waiting: (() => void)[] = [];

  function notify(): void {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  async function change(): Promise<void> {
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  }

  async function pause(ms: number): Promise<void> {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      notify();
    }, ms);
    while (running > 0 && !isOver) await change();
    clearTimeout(timer);
  }

  function run(work: () => Promise<void>): void {
    inPlace += 1;
    running += 1;
    let isAside = false;
    const timer = setTimeout(() => {
      isAside = true;
      inPlace -= 1;
      notify();
    }, asideMs);
    void work().then(() => {
      clearTimeout(timer);
      running -= 1;
      if (!isAside) inPlace -= 1;
      notify();
    });
  }

  return {
    async start(work) {
      while (inPlace >= concurrency || running >= most) await change();
      run(work);
    },
    isIdle: () => running === 0,
    pause,
  };
}
