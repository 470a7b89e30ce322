const yesWords =
  '确认提交|提交吧|提交|确认无误|就这样吧|就这样|办吧|好的|好呀|好啊|好吧|好嘞|好滴|好哒|好喔|好哦|好|行吧|行啊|行的|行|可以的|可以啊|可以呀|可以|可|嗯呢|嗯|恩|是的|是|对的|对啊|对呀|对|没错|' +
  '没问题|没意见|同意|确认|确定|需要|要的|要|愿意|成|中|来吧|来一个|来一张|领取|领|发我吧|给我吧|给我|当然|必须的|必须|麻烦了|麻烦你了|麻烦您了|' +
  'ok|okay|oke|yes|yep|yeah|sure|y|1';
const noWords =
  '先不弄了|先不弄|先不办了|先不办|不提交了|不提交|先别提交|不办了|不用了|不用啦|不用|不要了|不要啦|不要|不需要了|不需要|不了|不行|不可以|不同意|不愿意|不想要|不想|不必了|不必|不是的|不是|不对|不确认|不领|不|' +
  '算了吧|算了|先不了|先不要|先不用|先不需要|先不|暂时不要|暂时不用|暂时不需要|暂时不|暂不|没必要|没兴趣|别了|别|否|取消|拒绝|改天吧|改天|下次吧|下次|以后再说|再说吧|再说|' +
  '再看看|再想想|考虑一下|考虑考虑|no|nope|nah|n';
const softWords =
  '谢谢您|谢谢你|谢谢|谢了|多谢|感谢|了|的|吧|啊|呀|哦|喔|噢|哈|哈哈|嘛|呗|啦|哎|唉|那|那就|就|我|还是|亲|呢|先';

const yes = new RegExp(`^(?:(?:${softWords})*(?:${yesWords}))+(?:${softWords})*$`);
const no = new RegExp(`^(?:(?:${softWords})*(?:${noWords}))+(?:${softWords})*$`);
/** Asks back, or a fixed phrase that only looks like an answer. */
const neither = /[吗么嘛]$|好不好|可不可以|行不行|要不要|是不是|对不对|不好意思|不客气|要是|可惜|可能/;
const doubt = /[不没别吗么?]|但|怎么|为什么|什么|哪|多少/;

/** Longer texts say something of their own, whatever they begin with. */
const longest = 24;

/**
 * Reads the answer to a yes-or-no question that the bot has just asked.
 *
 * @param normalized Text as `normalize` gives it.
 * @returns Undefined when the text is not clearly one of them: the caller asks again or treats it as a new question.
 */
export function readConfirmation(normalized: string): 'yes' | 'no' | undefined {
  if (normalized.length > longest || normalized.includes('?') || neither.test(normalized)) return undefined;
  const clauses = normalized.split(/[^\p{L}\p{N}]+/u).filter((clause) => clause !== '');
  const [first, ...rest] = clauses;
  if (first === undefined) return undefined;
  // "好的，不用了": the refusal counts, wherever it stands, as long as every other clause is an answer or thanks.
  const whole = clauses.join('');
  if (no.test(whole) || clauses.some((clause) => no.test(clause))) {
    const plain = clauses.every((clause) => no.test(clause) || yes.test(clause) || isSoft(clause));
    return plain || no.test(first) ? 'no' : undefined;
  }
  if (yes.test(whole)) return 'yes';
  if (yes.test(first)) return doubt.test(rest.join('')) ? undefined : 'yes';
  // "好的不用了" without a comma.
  const mixed = new RegExp(`^(?:${yesWords})(?:${noWords})(?:${softWords})*$`);
  return mixed.test(whole) ? 'no' : undefined;
}

const soft = new RegExp(`^(?:${softWords})+$`);
function isSoft(clause: string): boolean {
  return soft.test(clause);
}
