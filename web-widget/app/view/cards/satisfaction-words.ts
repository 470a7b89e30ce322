import type { WordTable } from '../../strings/strings.js';

export const satisfactionWords = {
  askPerson: ['这次服务您还满意吗？', '這次服務您還滿意嗎？', 'How was our service?'],
  askAgent: ['{}的服务您还满意吗？', '{}的服務您還滿意嗎？', 'How was {}’s service?'],
  askBot: ['这次帮到您了吗？', '這次幫到您了嗎？', 'Did this help?'],
  score1: ['很不满意', '很不滿意', 'Very poor'],
  score2: ['不太满意', '不太滿意', 'Poor'],
  score3: ['一般', '一般', 'Okay'],
  score4: ['满意', '滿意', 'Good'],
  score5: ['非常满意', '非常滿意', 'Excellent'],
  helped: ['帮到了', '幫到了', 'Yes'],
  didNotHelp: ['没帮到', '沒幫到', 'No'],
  good: ['哪里做得好？', '哪裡做得好？', 'What went well?'],
  bad: ['哪里让您不满意？', '哪裡讓您不滿意？', 'What went wrong?'],
  comment: ['还想说点什么（选填）', '還想說點什麼（選填）', 'Anything else? (optional)'],
  submit: ['提交', '提交', 'Send'],
  thanks: ['谢谢您的评价', '謝謝您的評價', 'Thank you'],
  sorry: [
    '抱歉没让您满意，我们会认真看您说的。',
    '抱歉沒讓您滿意，我們會認真看您說的。',
    'Sorry about that. We will look into what you said.',
  ],
  change: ['修改评价', '修改評價', 'Change'],
  rated: ['您给了 {} 星', '您給了 {} 星', 'You gave {} of 5'],
} satisfies WordTable<string>;
