import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { OrderRulesProblem } from '../../../src/contract/order-desk.js';
import type { OrderRules } from '../../../src/contract/order-rules.js';
import { describeFailure, fieldSentence, ProblemError } from '../api/problem.js';
import { text } from '../strings.js';
import { rulesApi } from './rules-api.js';

const words = text.orderRules;

/** The server puts the line before what is wrong there. */
function problemOf({ path, message }: { path: string; message: string }): OrderRulesProblem {
  const [, line, told] = /^line (\d+): (.*)$/s.exec(message) ?? [];
  return line === undefined || told === undefined
    ? { path, message }
    : { line: Number(line), path, message: told };
}

interface YamlViewProps {
  yaml: string;
  onChange: (yaml: string) => void;
  onChecked: (rules: OrderRules) => void;
}

/** The whole as text. What is wrong is told by line; only what is right becomes a change to review. */
export function YamlView({ yaml, onChange, onChecked }: YamlViewProps) {
  const [problems, setProblems] = useState<OrderRulesProblem[]>([]);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);

  const check = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { rules } = await rulesApi.check(yaml);
      setProblems([]);
      onChecked(rules);
    } catch (thrown) {
      const told = thrown instanceof ProblemError ? thrown.errors.map(problemOf) : [];
      setProblems(told);
      if (told.length === 0) setFailure(describeFailure(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="rules-yaml">
      <div className="rules-yaml-bar">
        <span className="faint grow">{words.yamlHint}</span>
        <Button type="primary" loading={busy} onClick={() => void check()}>
          {words.check}
        </Button>
      </div>
      {failure === undefined ? null : <Alert type="error" showIcon message={failure} />}
      {problems.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          message={words.problems(problems.length)}
          description={
            <ul className="rules-problems">
              {problems.slice(0, 50).map(({ line, path, message }) => (
                <li key={`${line}:${path}:${message}`}>
                  {line === undefined ? '' : `${words.line(line)} `}
                  <code>{path}</code> {fieldSentence(message)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Input.TextArea
        className="rules-text"
        aria-label={words.yamlLabel}
        value={yaml}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
