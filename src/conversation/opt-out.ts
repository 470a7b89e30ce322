import type { Command } from './command.js';

/**
 * What people send to have no more advertising, and nothing else besides: it works at once, whatever their mood and
 * whoever has the word, and needs no matching. TD is what Chinese short messages taught everybody to answer.
 */
const wholeTexts =
  /^(?:回复)?(?:td|t d|退订|取消订阅|(?:请)?(?:以后)?(?:不要|别|不用)再?(?:给我)?(?:发|推|推送|发送)(?:了|广告了?|优惠了?|活动了?|消息了?|推送了?|营销短信了?)?|不要再发了|别再发了|不想再收到(?:了|优惠了?|广告了?)?)$/;

/** Whether a message stops all advertising. */
export function asksToStopMarketing(text: string, command: Command | undefined): boolean {
  if (command) return command.kind === 'stop-marketing';
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+$/gu, '')
    .trim();
  return bare.length <= 20 && wholeTexts.test(bare);
}
