import { callWidget } from './widget-snippet.js';

const questions = ['运费怎么算？', '退货流程是什么？', '怎么开发票？', '积分怎么用？'] as const;

export function Footer() {
  return (
    <footer class="footer">
      <div class="width">
        <div>
          <strong>青禾生活</strong>
          <p>人工客服每天 9:00–22:00，其余时间智能客服在线，也可以留言。</p>
        </div>
        <nav aria-label="常见问题">
          <strong>常见问题</strong>
          {questions.map((question) => (
            <button key={question} type="button" onClick={() => callWidget('open', { draft: question })}>
              {question}
            </button>
          ))}
        </nav>
        <nav aria-label="关于演示">
          <strong>关于演示</strong>
          <a href="/console">客服工作台</a>
          <a href="/docs">接口文档</a>
        </nav>
      </div>
      <p class="small">演示店铺，商品、价格、顾客与订单均为虚构，不能真的下单。</p>
    </footer>
  );
}
