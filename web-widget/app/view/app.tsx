import { Banner } from './banner.jsx';
import { Composer } from './composer.jsx';
import { useWidget } from './context.js';
import { Header } from './header.jsx';
import { live, useAfter, useSignal } from './live.js';
import { MessageLog } from './message-log.jsx';
import { PrivacySheet } from './privacy-sheet.jsx';
import { Toast } from './toast.jsx';
import { WalletSheet } from './wallet-sheet.jsx';

export type SheetName = 'wallet' | 'privacy';

/** The whole panel. Escape goes one step back: sheet, then panel (the menu closes itself). */
export const App = live(function App() {
  const { close } = useWidget();
  const sheet = useSignal<SheetName | undefined>(undefined);

  useAfter([], () => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (sheet.value) sheet.value = undefined;
      else close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const closeSheet = () => {
    sheet.value = undefined;
  };
  return (
    <>
      <main class="chat" inert={sheet.value !== undefined}>
        <Header
          onSheet={(name) => {
            sheet.value = name;
          }}
        />
        <Banner />
        <MessageLog />
        <Composer />
        <Toast />
      </main>
      {sheet.value === 'wallet' && <WalletSheet onClose={closeSheet} />}
      {sheet.value === 'privacy' && <PrivacySheet onClose={closeSheet} />}
    </>
  );
});
