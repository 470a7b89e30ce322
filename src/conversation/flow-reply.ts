import type { IntentDefinition } from '../contract/intents.js';
import { type OrderAction, orderAction } from '../contract/order-actions.js';
import type { MatchTrace } from '../contract/trace.js';
import type { Command } from './command.js';
import type { Detail, Details, Dialogue, Flow, Pending } from './decision.js';
import { detailsIn, isFreeText, mentionedDetails, readCorrection, readDetail } from './details.js';
import type { Knowledge, Understanding } from './evidence.js';
import { ordinalIn } from './order-pick.js';
import { poolOutcomes } from './pool-outcomes.js';

/** What a turn says to the open question of a flow. */
export type FlowReply =
  | { kind: 'stop' }
  | { kind: 'yes' }
  | { kind: 'no' }
  | { kind: 'skip' }
  | { kind: 'none-of-these' }
  | { kind: 'other-order' }
  /** An order or a request by its id. */
  | { kind: 'pick'; id: string }
  /** Maybe an order in words: whether it is one, the orders tell. */
  | { kind: 'words'; product?: string }
  | { kind: 'details'; details: Details; wrong: Detail[] }
  | { kind: 'nothing' };

export interface FlowSaid {
  understanding: Understanding;
  command?: Command;
  dialogue: Dialogue;
  knowledge: Pick<Knowledge, 'intent' | 'entry'>;
}

const stopping =
  /^(?:那|哎|唉|还是|我|就)*(?:算了|不用了|不用啦|先不|先不用|先不弄|先不办|不弄了|不办了|不退了|不换了|不改了|不开了|不取消了|不申请了|不撤了|不催了|当我没说|当我没问|先放着|再说吧|以后再说|先这样|拉倒|别弄了|别办了|不麻烦了)/;
const stoppingUnlessReason = /^(?:那|我)*(?:不要了|先不要了|取消吧?|不需要了?)$/;
const skipping =
  /^(?:我|也|这个|那个|实在)*(?:不知道|不清楚|不记得|记不得|想不起来|忘了|忘记了|没有|没|无|随便|都行|都可以|不想说|不方便说|不说|不告诉你|跳过|不填|没想好|没什么)(?:原因|理由|吧|了|啊|呀|呢|哦|的)*$/;
const noneOfThese = /^(?:都不是|都不对|没有我要的|没有我的|不在里面|都没有|没看到我的)/;
const otherOrder =
  /换(?:成|到)?(?:一)?(?:个|笔|下)?别?的?(?:订单|单子|单)(?!号码)|另外?(?:一)?(?:个|笔|单)(?:订单|单子|单)?|(?:订单|单子|单)?(?:选|点|弄|搞)错(?:了)?(?:订单|单子|单)|不是(?:这|那)(?:个|笔|一)?(?:订单|单子|单)|^换(?:一)?(?:个|笔)(?:吧)?$/;
const goingOn = /^(?:继续|接着|接着来|接着办|继续办|继续吧|继续刚才的|回到刚才|刚才那个接着)/;
/** Taking back is the wish itself: "取消" alone may mean the order as well as the wish. */
const ambiguous = /^(?:取消|撤销|撤|撤回)(?:吧|了|掉)?$/;
const surelyYes =
  /^(?:确认|确定|对|是的?|好的?|嗯+|可以|行|没错|帮我)[,，\s]*(?:帮我)?(?:取消|撤销|撤回|撤|退|换|改|开|提交|申请)(?:吧|了|掉|订单)?$/;
/** Asks something: words and marks of questions. */
const questionLike =
  /[?？]|吗|么$|呢$|怎么|咋|如何|多少|多久|几[天个点号时]|哪|什么|啥|谁|是不是|能不能|可不可以|会不会|有没有|为何|凭啥/;

/** Actions on one of the goods of an order: what was bought names both. */
const namesProduct = new Set<Flow['action']>(['return', 'exchange', 'refund', 'price-protection']);

/** Whether a text, rather than to answer the open question of a flow, may ask something back. */
export function mayAskBack(normalized: string): boolean {
  return questionLike.test(normalized);
}

const detailNames: Partial<Record<Detail, RegExp>> = {
  address: /地址/,
  phone: /电话|手机号?/,
  invoiceTitle: /抬头/,
  taxNumber: /税号|识别号/,
  email: /邮箱|邮件/,
};

/** Names what was asked for without asking anything: "我的邮箱" after the question for it is no new question. */
export function namesWhatWasAsked({ missing }: Pending, normalized: string): boolean {
  if (!isDetail(missing) || normalized.length > 8 || mayAskBack(normalized)) return false;
  return detailNames[missing]?.test(normalized) ?? false;
}

/** Flows that this slice drives question by question. Other actions ask for at most a login, consent or a slot. */
export function isFlowAction(
  action: IntentDefinition['action'],
): action is OrderAction | 'withdraw-request' | 'hand-off' {
  return action === 'withdraw-request' || action === 'hand-off' || isOrderAction(action);
}

export function isOrderAction(action: IntentDefinition['action']): action is OrderAction {
  return orderAction.safeParse(action).success;
}

/** Whether the words ask for the paused flow. */
export function wantsToGoOn({ command, understanding, dialogue }: FlowSaid): boolean {
  if (command) return command.kind === 'resume';
  return dialogue.paused !== undefined && goingOn.test(understanding.normalized);
}

/**
 * Reads what a turn says to the open question. Whether free words are the answer or a question in the middle, the match
 * tells: what is sure to mean something else, and does not look like an answer, is something else.
 */
export function readFlowReply(pending: Pending, said: FlowSaid, match: MatchTrace | undefined): FlowReply {
  if (said.command) return readTap(pending, said.command);
  const { understanding } = said;
  const text = understanding.normalized.replace(/[\s,。!~.]+$/g, '');
  if (pending.missing === 'confirmation') {
    const answer = readYesNo(pending, understanding, text);
    if (answer) return answer;
  }
  const choice = offeredChoice(pending, understanding.text);
  if (choice !== undefined) return detail(pending, choice);
  if (stopping.test(text) && text.length <= 12) return { kind: 'stop' };
  if (pending.missing !== 'reason' && stoppingUnlessReason.test(text)) return { kind: 'stop' };
  if (otherOrder.test(text) && text.length <= 14) return { kind: 'other-order' };
  const picksOne = pending.missing === 'order' || pending.missing === 'request';
  if (picksOne && (noneOfThese.test(text) || skipping.test(text))) return { kind: 'none-of-these' };
  if (isDetail(pending.missing) && skipping.test(text)) return { kind: 'skip' };
  const nth = ordinalIn(text);
  if (picksOne && nth !== undefined) {
    const id = pending.offered?.at(nth === -1 ? -1 : nth - 1);
    return id === undefined ? { kind: 'nothing' } : { kind: 'pick', id };
  }
  const corrected = readCorrection(understanding, collectedOf(pending));
  if (corrected) return { kind: 'details', ...corrected };
  if (turnsElsewhere(pending, said, match)) return { kind: 'nothing' };
  if (isDetail(pending.missing)) {
    const value = readDetail(pending.missing, understanding);
    if (value !== undefined) return detail(pending, value);
    // "改成39码，红色的" answers more than was asked.
    const more = detailsIn(Object.keys(pending.details ?? {}) as Detail[], understanding);
    return Object.keys(more).length > 0 ? { kind: 'details', details: more, wrong: [] } : { kind: 'nothing' };
  }
  if (!picksOne && !understanding.slots.orderNumber) return { kind: 'nothing' };
  const product = understanding.slots.category ?? (text.length <= 12 ? text : undefined);
  return namesProduct.has(pending.action) && product !== undefined
    ? { kind: 'words', product }
    : { kind: 'words' };
}

function readTap({ missing, confirming }: Pending, command: Command): FlowReply {
  switch (command.kind) {
    case 'confirm':
      return missing === 'confirmation' && confirming?.id === command.id
        ? { kind: 'yes' }
        : { kind: 'nothing' };
    case 'choice':
      return isDetail(missing)
        ? { kind: 'details', details: { [missing]: command.value }, wrong: [] }
        : { kind: 'nothing' };
    case 'order':
      return { kind: 'pick', id: command.orderNumber };
    case 'request':
      return { kind: 'pick', id: command.id };
    case 'other-order':
      return { kind: 'other-order' };
    case 'stop':
      return { kind: 'stop' };
    default:
      return { kind: 'nothing' };
  }
}

function readYesNo(
  { action }: Pending,
  { confirmation }: Understanding,
  text: string,
): FlowReply | undefined {
  if (surelyYes.test(text)) return { kind: 'yes' };
  if ((action === 'cancel-order' || action === 'withdraw-request') && ambiguous.test(text)) {
    return { kind: 'nothing' };
  }
  return confirmation && { kind: confirmation };
}

function offeredChoice({ question, missing }: Pending, text: string): string | undefined {
  if (!isDetail(missing)) return undefined;
  const said = text.trim();
  return question?.quickReplies?.some(({ payload }) => payload === `choice:${said}`) ? said : undefined;
}

function detail({ missing }: Pending, value: string): FlowReply {
  return isDetail(missing)
    ? { kind: 'details', details: { [missing]: value }, wrong: [] }
    : { kind: 'nothing' };
}

const collectedOf = ({ details = {}, missing }: Pending): Details =>
  isDetail(missing) ? { ...details, [missing]: details[missing] ?? '' } : details;

export function isDetail(missing: Pending['missing']): missing is Detail {
  return !['login', 'consent', 'order', 'request', 'confirmation'].includes(missing);
}

/** Whether the text is sure to be about something else than the open question. */
function turnsElsewhere(
  pending: Pending,
  { knowledge, understanding }: FlowSaid,
  match: MatchTrace | undefined,
): boolean {
  if (namesWhatWasAsked(pending, understanding.normalized)) return false;
  const likeliest = match && poolOutcomes(match, knowledge)[0];
  if (!likeliest || likeliest.confidence < match.bars.answer) return false;
  const { kind, id } = likeliest.best;
  const intent = kind === 'intent' ? knowledge.intent(id) : undefined;
  if (intent && (intent.id === pending.intentId || intent.action === pending.action)) return false;
  const { missing } = pending;
  const answers = isDetail(missing) && readDetail(missing, understanding) !== undefined;
  const asks = questionLike.test(understanding.normalized);
  // A reason may sound like any wish: "拍错了", "七天无理由".
  if (answers && isDetail(missing) && isFreeText(missing)) {
    const complains = intent?.action === 'hand-off' && intent.reason === 'complaint';
    const namesReason = detailsIn(['reason'], understanding).reason !== undefined;
    const smallTalk = missing === 'reason' && intent?.action === 'reply' && !namesReason;
    return asks || complains || smallTalk;
  }
  if (answers) return asks;
  return intent?.action !== 'reply' || asks;
}

/** The flow that a turn is about: the open one with what was just said, or a new one that the text asks for. */
export function flowInQuestion(said: FlowSaid, match: MatchTrace | undefined): Flow | undefined {
  const { command, dialogue, understanding, knowledge } = said;
  if (wantsToGoOn(said)) return dialogue.paused;
  const { pending } = dialogue;
  if (command?.kind === 'do') {
    return { intentId: '', action: command.action, orderId: command.orderNumber };
  }
  if (command?.kind === 'intent') return flowOf(knowledge.intent(command.id), understanding);
  if (pending && isFlowAction(pending.action)) {
    const reply = readFlowReply(pending, said, match);
    if (reply.kind !== 'nothing') return applyReply(pending, reply);
    // A login opens the flow again from its beginning.
    if (pending.missing === 'login') return pending;
  }
  const best = match && poolOutcomes(match, knowledge)[0];
  const sure = match !== undefined && best !== undefined && best.confidence >= match.bars.answer;
  if (pending && isFlowAction(pending.action) && !sure) return pending;
  return best?.best.kind === 'intent' ? flowOf(knowledge.intent(best.best.id), understanding) : undefined;
}

/** A flow at its beginning, with what the wish itself says. */
export function flowOf(intent: IntentDefinition | undefined, understanding: Understanding): Flow | undefined {
  if (!intent || !isFlowAction(intent.action)) return undefined;
  const { id: intentId, action } = intent;
  const details = isOrderAction(action)
    ? mentionedDetails(action, understanding)
    : detailsIn(
        intent.slots.map(({ name }) => name).filter((name) => name !== 'reason'),
        understanding,
      );
  return { intentId, action, details };
}

/** The flow after an answer. Nothing is decided here: whether it goes on, `decide` tells. */
export function applyReply(pending: Pending, reply: FlowReply): Flow {
  const { intentId, action, orderId, requestId, details = {}, skipped = [], asked = 0 } = pending;
  const kept: Flow = {
    intentId,
    action,
    details,
    skipped,
    asked,
    ...(orderId !== undefined ? { orderId } : {}),
    ...(requestId !== undefined ? { requestId } : {}),
  };
  switch (reply.kind) {
    case 'details': {
      const changed: Details = { ...details, ...reply.details };
      for (const one of reply.wrong) delete changed[one];
      return { ...kept, details: changed };
    }
    case 'skip':
      return skip(kept, pending);
    case 'pick':
      return action === 'withdraw-request'
        ? { ...kept, requestId: reply.id }
        : { ...kept, orderId: reply.id };
    case 'words':
      return reply.product === undefined
        ? kept
        : { ...kept, details: { ...details, product: reply.product } };
    case 'other-order': {
      // What was said about one order's product does not hold for another.
      const { product: _, ...others } = details;
      return { intentId, action, details: others, skipped, asked };
    }
    default:
      return kept;
  }
}

/** A reason need not be told: the answer that says nothing is taken where there is one. Anything else is left out. */
function skip(kept: Flow, { missing, question }: Pending): Flow {
  if (!isDetail(missing)) return kept;
  const offered = (question?.quickReplies ?? []).map(({ payload }) => payload.replace(/^choice:/, ''));
  const neutral =
    missing === 'reason'
      ? offered.find((choice) => /其他|其它|不想要|不喜欢|不需要/.test(choice))
      : undefined;
  return neutral === undefined
    ? { ...kept, skipped: [...(kept.skipped ?? []), missing] }
    : { ...kept, details: { ...kept.details, reason: neutral } };
}
