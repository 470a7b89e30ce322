import {
  either,
  erasedText,
  expiredText,
  ofConversation,
  ofCustomer,
  ofVisitor,
  type PersonalTable,
  within,
} from '../platform/personal-data.js';

const staffWords = '员工内部的工作记录，不含您提供的内容以外的信息';
const counts = '只剩时间、状态和条数，用于统计服务质量，认不出是谁';

const conversations: PersonalTable = {
  table: 'Conversation',
  title: '会话',
  rows: either(ofVisitor(), ofCustomer(), ofConversation('id')),
  hides: { dialogue: '机器人的临时记忆，内容都在消息里', passedStaffIds: '员工的排班记录' },
  erase: {
    how: 'clear',
    set: `"customerId" = NULL, dialogue = '{}', state = 'closed', version = version + 1, "followUpOpen" = false, "assignedStaffId" = NULL, "offeredStaffId" = NULL, "offeredUntil" = NULL, "rankAt" = NULL, "closedAt" = COALESCE("closedAt", now()), "handledSequence" = "lastSequence"`,
    keeps: counts,
  },
};

const messages: PersonalTable = {
  table: 'Message',
  title: '聊天消息',
  rows: ofConversation(),
  order: '"conversationId", sequence',
  hides: { staffId: '员工的内部编号' },
  erase: {
    how: 'clear',
    set: `text = '${erasedText}', type = CASE WHEN type = 'event' THEN 'event' ELSE 'text' END, card = NULL, "quickReplies" = NULL, source = NULL, payload = NULL, "clientMessageId" = NULL, "attachmentId" = NULL`,
    keeps: counts,
  },
  expires: {
    after: 'messages',
    at: 'createdAt',
    set: `text = '${expiredText}', type = CASE WHEN type = 'event' THEN 'event' ELSE 'text' END, card = NULL, "quickReplies" = NULL, source = NULL, payload = NULL, "clientMessageId" = NULL, "attachmentId" = NULL`,
    unless: `text IN ('${expiredText}', '${erasedText}')`,
  },
};

const notes: PersonalTable = {
  table: 'ConversationNote',
  title: '客服备注',
  rows: ofConversation(),
  hides: { staffId: '员工的内部编号', text: '员工之间的工作沟通' },
  erase: { how: 'clear', set: `text = '${erasedText}'`, keeps: staffWords },
  expires: {
    after: 'messages',
    at: 'createdAt',
    set: `text = '${expiredText}'`,
    unless: `text IN ('${expiredText}', '${erasedText}')`,
  },
};

/** What this slice keeps of a person: children before what they refer to. */
export const conversationData: PersonalTable[] = [
  {
    table: 'AnswerRating',
    title: '对回答的评价',
    rows: within('messageId', messages),
    order: '"messageId"',
    erase: { how: 'keep', keeps: '只有"有用"或"没用"，用于改进回答' },
  },
  {
    table: 'Satisfaction',
    title: '服务评价',
    rows: ofConversation(),
    hides: { staffId: '员工的内部编号' },
    erase: { how: 'clear', set: 'comment = NULL', keeps: '只剩分数，用于统计服务质量' },
    expires: { after: 'messages', at: 'askedAt', set: 'comment = NULL', unless: 'comment IS NULL' },
  },
  {
    table: 'Trace',
    title: '机器人每次回答的依据',
    rows: ofConversation(),
    erase: { how: 'delete' },
    expires: { after: 'traces', at: 'createdAt' },
  },
  {
    table: 'NoteMention',
    title: '备注里提醒到的同事',
    rows: within('noteId', notes),
    order: '"noteId", "staffId"',
    hides: { staffId: '员工的内部编号' },
    erase: { how: 'keep', keeps: staffWords },
  },
  notes,
  {
    table: 'ConversationTag',
    title: '客服给会话贴的标签',
    rows: ofConversation(),
    order: '"conversationId", tag',
    hides: { staffId: '员工的内部编号', tag: '员工之间的工作沟通' },
    erase: { how: 'delete' },
  },
  {
    table: 'ServiceClock',
    title: '客服应答的计时',
    rows: ofConversation(),
    order: '"conversationId"',
    erase: { how: 'keep', keeps: counts },
  },
  messages,
  {
    table: 'OutboxEvent',
    title: '等待送达的通知',
    rows: ofConversation(),
    hides: { payload: '内容就是上面的消息' },
    erase: { how: 'delete' },
  },
  conversations,
];
