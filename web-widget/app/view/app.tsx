import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Banner } from './banner.jsx';
import { Composer } from './composer.jsx';
import { useWidget } from './context.js';
import { Header } from './header.jsx';
import { fetchAhead, lateCards, lateMenu } from './late-parts.js';
import { MessageLog } from './message-log.jsx';
import { showToast, Toast } from './toast.jsx';

export type SheetName = 'wallet' | 'privacy' | 'mail';

/** The whole panel. Escape goes one step back: sheet, then panel (the menu closes itself). */
export function App() {
  const { chat, close, panelOpen, t } = useWidget();
  const sheet = useSignal<SheetName | undefined>(undefined);
  const Sheet = sheet.value && lateMenu.part.value?.sheets[sheet.value];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (sheet.value) sheet.value = undefined;
      else close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close, sheet]);

  const used = panelOpen.value && chat.phase.value === 'ready';
  useEffect(() => {
    if (used) void fetchAhead();
  }, [used]);

  async function openSheet(name: SheetName): Promise<void> {
    if (name !== 'wallet' || (await lateCards.load())) sheet.value = name;
    else showToast(t.loadFailed);
  }
  const closeSheet = () => {
    sheet.value = undefined;
  };
  return (
    <>
      <main class="chat" inert={sheet.value !== undefined}>
        <Header onSheet={openSheet} />
        <Banner />
        <MessageLog />
        <Composer />
      </main>
      {Sheet && <Sheet onClose={closeSheet} />}
      <Toast />
    </>
  );
}
