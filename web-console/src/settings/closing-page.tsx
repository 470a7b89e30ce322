import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select, Switch } from 'antd';
import type { ClosingSettings } from '../../../src/contract/closing.js';
import { text } from '../strings.js';
import { DocumentFrame, Field, FieldError, Group } from './document-frame.js';
import { useDocument } from './use-document.js';

const words = text.settings.closing;
type Disposition = ClosingSettings['dispositions'][number];
const longestName = 20;

/** What agents are asked when they end a conversation, and what shoppers are. */
export function ClosingPage() {
  const document = useDocument<ClosingSettings>('/v1/closing');
  return (
    <DocumentFrame document={document}>
      {(value) => {
        const change = (part: Partial<ClosingSettings>): void => document.change({ ...value, ...part });
        const tags = (name: 'goodTags' | 'badTags') => (
          <Field
            id={name}
            label={words[name]}
            hint={words.tagsHint}
            error={Object.entries(document.errors).find(([path]) => path.startsWith(name))?.[1]}
          >
            <Select
              id={name}
              mode="tags"
              open={false}
              suffixIcon={null}
              className="tags-field"
              value={value[name]}
              disabled={!value.askSatisfaction}
              onChange={(next: string[]) => change({ [name]: next })}
            />
          </Field>
        );
        return (
          <>
            <Group title={words.dispositions} hint={words.dispositionsHint}>
              <FieldError words={document.errors.dispositions} />
              <Dispositions
                items={value.dispositions}
                errorAt={(index) => document.errors[`dispositions.${index}.name`]}
                onChange={(dispositions) => change({ dispositions })}
              />
              <Field id="required" label={words.required} hint={words.requiredHint}>
                <Switch
                  id="required"
                  checked={value.dispositionRequired}
                  onChange={(dispositionRequired) => change({ dispositionRequired })}
                />
              </Field>
            </Group>
            <Group title={words.satisfaction}>
              <Field id="ask" label={words.ask} hint={words.askHint}>
                <Switch
                  id="ask"
                  checked={value.askSatisfaction}
                  onChange={(askSatisfaction) => change({ askSatisfaction })}
                />
              </Field>
              {tags('goodTags')}
              {tags('badTags')}
            </Group>
          </>
        );
      }}
    </DocumentFrame>
  );
}

interface DispositionsProps {
  items: readonly Disposition[];
  errorAt: (index: number) => string | undefined;
  onChange: (items: Disposition[]) => void;
}

function Dispositions({ items, errorAt, onChange }: DispositionsProps) {
  const set = (index: number, part: Partial<Disposition>): void =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const swap = (a: number, b: number): void => {
    const next = [...items];
    const [first, second] = [items[a], items[b]];
    if (first === undefined || second === undefined) return;
    next[a] = second;
    next[b] = first;
    onChange(next);
  };
  return (
    <>
      <ul className="dispositions">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name, the only one there is, is what is edited
          <li key={index}>
            <Input
              value={item.name}
              maxLength={longestName}
              aria-label={words.name}
              {...(errorAt(index) === undefined ? {} : { status: 'error' as const })}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <Checkbox
              checked={item.needsNote}
              onChange={(event) => set(index, { needsNote: event.target.checked })}
            >
              {words.needsNote}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={`${words.up} ${item.name}`}
              onClick={() => swap(index, index - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={index === items.length - 1}
              aria-label={`${words.down} ${item.name}`}
              onClick={() => swap(index, index + 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              disabled={items.length === 1}
              aria-label={`${text.settings.remove} ${item.name}`}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            />
            <FieldError words={errorAt(index)} />
          </li>
        ))}
      </ul>
      <Button icon={<PlusOutlined />} onClick={() => onChange([...items, { name: '', needsNote: false }])}>
        {text.settings.add}
      </Button>
    </>
  );
}
