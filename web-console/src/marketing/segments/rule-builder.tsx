import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Segmented, Select } from 'antd';
import type { SegmentFields, SegmentView } from '../../../../src/contract/segments.js';
import { segmentText } from '../../strings-marketing.js';
import { LeafEditor } from './leaf-editor.js';
import { mostConditions, mostDepth } from './limits.js';
import {
  emptyGroup,
  emptyLeaf,
  fieldKey,
  type GroupNode,
  isGroup,
  type LeafNode,
  leafFor,
  type RuleNode,
  replaceNode,
} from './rule-draft.js';

const words = segmentText;

interface RuleBuilderProps {
  root: GroupNode;
  fields: SegmentFields;
  segments: readonly SegmentView[];
  disabled: boolean;
  onChange: (root: GroupNode) => void;
}

/** The rule as groups in groups: each condition a line, each group a frame with how its lines are joined. */
export function RuleBuilder({ root, onChange, ...rest }: RuleBuilderProps) {
  const put = (id: number, next: RuleNode | undefined): void => onChange(replaceNode(root, id, next));
  return (
    <Group
      {...rest}
      group={root}
      depth={1}
      full={countLeaves(root) >= mostConditions}
      put={put}
      onGroup={onChange}
    />
  );
}

interface GroupProps extends Pick<RuleBuilderProps, 'fields' | 'segments' | 'disabled'> {
  group: GroupNode;
  depth: number;
  /** There are as many conditions as there may be. */
  full: boolean;
  put: (id: number, next: RuleNode | undefined) => void;
  onGroup: (group: GroupNode) => void;
  onRemove?: () => void;
}

function Group({ group, depth, full, put, onGroup, onRemove, ...rest }: GroupProps) {
  const { disabled } = rest;
  const add = (child: RuleNode): void => onGroup({ ...group, children: [...group.children, child] });
  return (
    <fieldset className={group.negated ? 'rule-group rule-group-not' : 'rule-group'}>
      <legend className="hidden-visually">{words[group.mode]}</legend>
      <div className="rule-head">
        <Segmented
          size="small"
          value={group.mode}
          disabled={disabled}
          options={[
            { value: 'all', label: words.all },
            { value: 'any', label: words.any },
          ]}
          onChange={(mode) => onGroup({ ...group, mode: mode === 'any' ? 'any' : 'all' })}
        />
        <Checkbox
          checked={group.negated}
          disabled={disabled}
          onChange={({ target }) => onGroup({ ...group, negated: target.checked })}
        >
          {words.negateGroup}
        </Checkbox>
        <span className="grow" />
        {onRemove === undefined || disabled ? null : (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.removeGroup}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="rule-children">
        {group.children.map((child) =>
          isGroup(child) ? (
            <Group
              {...rest}
              key={child.id}
              group={child}
              depth={depth + 1}
              full={full}
              put={put}
              onGroup={(next) => put(child.id, next)}
              onRemove={() => put(child.id, undefined)}
            />
          ) : (
            <Leaf
              {...rest}
              key={child.id}
              node={child}
              onChange={(next) => put(child.id, next)}
              {...(depth === 1 && group.children.length === 1
                ? {}
                : { onRemove: () => put(child.id, undefined) })}
            />
          ),
        )}
      </div>
      {disabled ? null : (
        <div className="rule-foot">
          <Button size="small" icon={<PlusOutlined />} disabled={full} onClick={() => add(emptyLeaf())}>
            {words.addLeaf}
          </Button>
          <Button
            size="small"
            type="text"
            disabled={full || depth + 2 > mostDepth}
            onClick={() => add(emptyGroup(group.mode === 'all' ? 'any' : 'all'))}
          >
            {words.addGroup}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface LeafProps extends Pick<RuleBuilderProps, 'fields' | 'segments' | 'disabled'> {
  node: LeafNode;
  onChange: (node: LeafNode) => void;
  onRemove?: () => void;
}

function Leaf({ node, fields, segments, disabled, onChange, onRemove }: LeafProps) {
  return (
    <div className="rule-leaf">
      <Button
        size="small"
        type={node.negated ? 'primary' : 'default'}
        className="leaf-not"
        aria-pressed={node.negated}
        disabled={disabled}
        onClick={() => onChange({ ...node, negated: !node.negated })}
      >
        {words.not}
      </Button>
      <Select
        className="leaf-field"
        value={fieldKey(node.leaf)}
        disabled={disabled}
        aria-label={words.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={fieldOptions(fields)}
        onChange={(key) => onChange({ ...node, leaf: leafFor(key, fields) })}
      />
      <LeafEditor
        leaf={node.leaf}
        fields={fields}
        segments={segments}
        disabled={disabled}
        onChange={(leaf) => onChange({ ...node, leaf })}
      />
      {onRemove === undefined || disabled ? null : (
        <Button
          type="text"
          size="small"
          className="leaf-remove"
          icon={<DeleteOutlined />}
          aria-label={words.removeLeaf}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

function fieldOptions({ numbers, dates, choices }: SegmentFields) {
  const named = (kind: string, list: readonly { figure: string; label: string }[]) =>
    list.map(({ figure, label }) => ({ value: `${kind}:${figure}`, label }));
  return [
    { label: words.fieldGroups.number, options: named('number', numbers) },
    { label: words.fieldGroups.date, options: named('date', dates) },
    { label: words.fieldGroups.choice, options: named('choice', choices) },
    {
      label: words.fieldGroups.other,
      options: Object.entries(words.other).map(([value, label]) => ({ value, label })),
    },
  ];
}

function countLeaves(node: RuleNode): number {
  return isGroup(node) ? node.children.reduce((sum, child) => sum + countLeaves(child), 0) : 1;
}
