import { signal } from '@preact/signals';

const shown = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says for four seconds what did not work (or did). */
export function showToast(text: string): void {
  shown.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    shown.value = '';
  }, 4000);
}

export function Toast() {
  return (
    <div class="toast-place" role="status">
      {shown.value && <div class="toast">{shown.value}</div>}
    </div>
  );
}
