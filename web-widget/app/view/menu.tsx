import { useSignal } from '@preact/signals';
import type { SheetName } from './app.jsx';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { lateMenu } from './late-parts.js';
import { showToast } from './toast.jsx';

/** The button of the menu. What it opens is fetched at the first tap. */
export function Menu({ onSheet }: { onSheet: (name: SheetName) => void }) {
  const { t } = useWidget();
  const open = useSignal(false);
  const MenuBox = lateMenu.part.value?.MenuBox;

  async function toggle(): Promise<void> {
    const next = !open.value;
    if (await lateMenu.load()) open.value = next;
    else showToast(t.loadFailed);
  }
  const close = () => {
    open.value = false;
  };
  return (
    <div class="menu">
      <button
        type="button"
        class="icon-button"
        aria-label={t.menu}
        aria-expanded={open.value}
        onClick={toggle}
      >
        <Icon name="more" />
      </button>
      {open.value && MenuBox && <MenuBox onSheet={onSheet} onClose={close} />}
    </div>
  );
}
