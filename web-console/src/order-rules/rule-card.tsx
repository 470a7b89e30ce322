import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { OrderRule, OrderRules } from '../../../src/contract/order-rules.js';
import { Link } from '../routing/link.js';
import { pathTo } from '../routing/router.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { conditionsOf, saidBy, termsOf } from './rule-words.js';

const words = text.orderRules;

interface RuleCardProps {
  rule: OrderRule;
  rules: OrderRules;
  isChanged: boolean;
  onEdit: () => void;
}

/** One rule as people read it: when it applies, what comes of it, what the customer is told. */
export function RuleCard({ rule, rules, isChanged, onEdit }: RuleCardProps) {
  const conditions = conditionsOf(rule, rules);
  const terms = termsOf(rule);
  return (
    <li className={`rule${isChanged ? ' rule-changed' : ''}`}>
      <div className="rule-head">
        <Pill tone={rule.verdict === 'allow' ? 'good' : 'bad'}>
          {rule.verdict === 'allow' ? words.allow : words.refuse}
        </Pill>
        {rule.verdict === 'allow' ? (
          <Pill tone={rule.decide === 'auto' ? 'info' : 'plain'}>{words.decide[rule.decide]}</Pill>
        ) : null}
        {isChanged ? <Pill tone="warn">{words.changed}</Pill> : null}
        <span className="grow" />
        <code className="faint ellipsis">{rule.id}</code>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={words.editTitle(rule.id)}
          onClick={onEdit}
        >
          {words.edit}
        </Button>
      </div>
      <div className="rule-when">
        {conditions.length === 0
          ? words.always
          : conditions.map(({ name, values }) => (
              <span key={name}>
                <span className="rule-condition">{name}</span> {values}
              </span>
            ))}
      </div>
      {saidBy(rule).map(({ name, said }) => (
        <p key={name} className="rule-says">
          <span className="rule-occasion">{name}</span>
          {said}
        </p>
      ))}
      <div className="rule-foot">
        {terms.map((term) => (
          <span key={term}>{term}</span>
        ))}
        <Link href={pathTo('knowledge', rule.entry)}>
          {words.entry} {rule.entry}
        </Link>
      </div>
    </li>
  );
}
