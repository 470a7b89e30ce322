import { Form, Input, InputNumber, Modal, Radio } from 'antd';
import type { OrderRule } from '../../../src/contract/order-rules.js';
import { text } from '../strings.js';
import { limitOf } from './rule-words.js';

const words = text.orderRules;
/** The server's limits: characters of a text; hours, days and months of a time limit. */
const longestText = 400;
const longestLimit = { hours: 10_000, days: 4000, months: 120 } as const;

interface Fields {
  says: string;
  late?: string;
  nothing?: string;
  count?: number;
  decide?: 'auto' | 'person';
}

interface RuleEditorProps {
  rule: OrderRule;
  onApply: (rule: OrderRule) => void;
  onClose: () => void;
}

/** Changes the texts, the time limit and who decides; conditions are changed in the YAML. */
export function RuleEditor({ rule, onApply, onClose }: RuleEditorProps) {
  const [form] = Form.useForm<Fields>();
  const allows = rule.verdict === 'allow' ? rule : undefined;
  const within = allows?.within;
  const limit = within && limitOf(within);
  const needed = { required: true, whitespace: true, message: text.failure.required };
  const area = <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={longestText} showCount />;
  return (
    <Modal
      open
      title={words.editTitle(rule.id)}
      okText={words.apply}
      cancelText={text.cancel}
      onCancel={onClose}
      onOk={() => form.submit()}
      width={620}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...rule, ...(limit ? { count: limit.count } : {}) }}
        onFinish={(fields) => onApply(changed(rule, fields))}
      >
        <Form.Item name="says" label={words.says} rules={[needed]} extra={words.placeholders}>
          {area}
        </Form.Item>
        {allows?.late === undefined ? null : (
          <Form.Item name="late" label={words.late} rules={[needed]}>
            {area}
          </Form.Item>
        )}
        {allows?.nothing === undefined ? null : (
          <Form.Item name="nothing" label={words.nothing} rules={[needed]}>
            {area}
          </Form.Item>
        )}
        {within && limit ? (
          <Form.Item
            name="count"
            label={words.limitLabel(words.since[within.since], words.unit[limit.unit])}
            rules={[{ required: true, message: text.failure.required }]}
          >
            <InputNumber min={1} max={longestLimit[limit.unit]} precision={0} />
          </Form.Item>
        ) : null}
        {allows ? (
          <Form.Item name="decide" label={words.decideLabel} extra={words.decideHint}>
            <Radio.Group
              options={(['auto', 'person'] as const).map((value) => ({ value, label: words.decide[value] }))}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

function changed(rule: OrderRule, { says, late, nothing, count, decide }: Fields): OrderRule {
  if (rule.verdict === 'refuse') return { ...rule, says: says.trim() };
  const { within } = rule;
  return {
    ...rule,
    says: says.trim(),
    ...(late === undefined ? {} : { late: late.trim() }),
    ...(nothing === undefined ? {} : { nothing: nothing.trim() }),
    ...(decide === undefined ? {} : { decide }),
    ...(within && count !== undefined
      ? { within: { since: within.since, [limitOf(within).unit]: count } }
      : {}),
  };
}
