import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { present } from './identity.js';
import { callWidget } from './widget-snippet.js';

const forAnyone = ['500元以内送妈妈的羽绒服', '七天无理由怎么退？', '我要转人工'] as const;
const forCustomers = ['我的快递到哪儿了', '我有什么优惠券', '500元以内送妈妈的羽绒服'] as const;

/** Three questions worth trying; a tap puts one into the chat, ready to send. Gone while the chat is open. */
export function TryHint() {
  const hidden = useSignal(false);
  const chatOpen = useSignal(false);
  useEffect(() => {
    callWidget('on', 'open', () => {
      chatOpen.value = true;
    });
    callWidget('on', 'close', () => {
      chatOpen.value = false;
    });
  }, [chatOpen]);
  if (hidden.value || chatOpen.value) return null;
  return (
    <aside class="hint" aria-label="试试这样问">
      <header>
        <strong>试试问</strong>
        <button
          type="button"
          aria-label="收起提示"
          onClick={() => {
            hidden.value = true;
          }}
        >
          ×
        </button>
      </header>
      {(present.value ? forCustomers : forAnyone).map((question) => (
        <button key={question} type="button" onClick={() => callWidget('open', { draft: question })}>
          {question}
        </button>
      ))}
    </aside>
  );
}
