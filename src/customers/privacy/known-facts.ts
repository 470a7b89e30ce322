import type { KnownFact } from '../../contract/privacy.js';
import { maskedName } from '../../platform/masked-name.js';

export interface Basics {
  name: string;
  tier: string;
  points: number;
  province: string | null;
  city: string | null;
  birthday: string | null;
  orders: number;
  lastOrderAt: Date | null;
}

export interface KnownFactsInput {
  basics: Basics | null | undefined;
  traces: { messages: number; events: number; offers: number };
  tierText: string;
  /** What was computed from behaviour; empty without consent. */
  figures: KnownFact[];
  dayOf: (at: Date) => string;
}

/** What is known of a person, in short lines that the person understands: first what the shop was told, then what was computed. */
export function knownFacts({ basics, traces, tierText, figures, dayOf }: KnownFactsInput): KnownFact[] {
  const fact = (name: string, value: string | undefined, reason?: string): KnownFact[] =>
    value ? [{ name, value, ...(reason ? { reason } : {}) }] : [];
  const count = (n: number, unit: string) => (n > 0 ? `${n} ${unit}` : undefined);
  return [
    ...(basics
      ? [
          ...fact('姓名', maskedName(basics.name)),
          ...fact('会员等级', tierText),
          ...fact('积分', String(basics.points)),
          ...fact('所在地区', [basics.province, basics.city].filter((one) => one !== null).join(' ')),
          ...fact('生日', basics.birthday ?? undefined, '只记月和日'),
          ...fact(
            '订单',
            count(basics.orders, '笔'),
            basics.lastOrderAt ? `最近一笔是 ${dayOf(basics.lastOrderAt)}` : undefined,
          ),
        ]
      : []),
    ...fact('聊天记录', count(traces.messages, '条您发的消息')),
    ...fact('浏览和加购', count(traces.events, '条'), '只在您同意个性化推荐时记录'),
    ...fact('推荐过的优惠', count(traces.offers, '次')),
    ...figures,
  ];
}
