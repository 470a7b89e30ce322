import type { BrowserContext, WebSocketRoute } from 'playwright-core';

/** The connection of one browser, which a test holds up, cuts and listens to. */
export interface Wire {
  /** Nothing from the server arrives any more; what the page says still goes out. */
  hold(): void;
  /** What was held arrives, in order. */
  release(): void;
  /** The cable is pulled: open sockets die without a word, nothing else gets through either. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Everything that the server has sent to this browser over sockets. */
  heard(): string;
}

/** Takes hold of the sockets of a browser. Before its first page is opened. */
export async function wireOf(context: BrowserContext): Promise<Wire> {
  const open = new Set<WebSocketRoute>();
  const heard: string[] = [];
  let held: (() => void)[] | undefined;
  let isCut = false;

  await context.routeWebSocket(/\/socket\.io\//, (page) => {
    if (isCut) return void page.close();
    const server = page.connectToServer();
    for (const end of [page, server]) open.add(end);
    page.onMessage((said) => server.send(said));
    server.onMessage((said) => {
      heard.push(String(said));
      if (held) held.push(() => page.send(said));
      else page.send(said);
    });
  });

  return {
    hold() {
      held ??= [];
    },
    release() {
      const waiting = held ?? [];
      held = undefined;
      for (const pass of waiting) pass();
    },
    async cut() {
      isCut = true;
      await context.setOffline(true);
      await Promise.all([...open].map((end) => end.close().catch(() => undefined)));
      open.clear();
    },
    async mend() {
      isCut = false;
      await context.setOffline(false);
    },
    heard: () => heard.join('\n'),
  };
}
