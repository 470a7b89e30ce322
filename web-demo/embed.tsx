import { useSignal } from '@preact/signals';
import { snippetText } from './widget-snippet.js';

/** How a shop gets the same window: the snippet, ready to copy. */
export function Embed() {
  const copied = useSignal(false);
  const text = snippetText(window.location.origin);
  async function copy(): Promise<void> {
    copied.value = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  return (
    <section class="embed width">
      <div>
        <h2>您的店也能有一个掌柜</h2>
        <p>
          青禾生活是「掌柜 Zhanggui」的演示店。右下角的客服窗口，就是这几行代码接进来的，贴在
          <code>&lt;/body&gt;</code> 前面即可。
        </p>
        <p class="embed-links">
          <a href="/console">打开客服工作台</a>
          <a href="/docs">接口文档</a>
        </p>
      </div>
      <div class="code">
        <pre>
          <code>{text}</code>
        </pre>
        <button type="button" onClick={() => void copy()}>
          {copied.value ? '已复制' : '复制'}
        </button>
      </div>
    </section>
  );
}
