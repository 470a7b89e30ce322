/** Work that is done one at a time: what is asked for while it runs is done afterwards, once. */
export interface RepeatedWork {
  /** Cheap, may be called any number of times. */
  kick(): void;
  busy(): boolean;
  /** Resolves once nothing is under way or wanted. */
  idle(): Promise<void>;
}

/** @param work must not reject: whoever asked is not there any more */
export function createRepeatedWork(work: () => Promise<void>): RepeatedWork {
  let wanted = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (wanted) {
      wanted = false;
      await work();
    }
    running = undefined;
  }

  return {
    kick() {
      wanted = true;
      running ??= run();
    },
    busy: () => running !== undefined,
    async idle() {
      while (running) await running;
    },
  };
}
