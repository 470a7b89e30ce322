import { InputNumber } from 'antd';
import type { ServiceLevels } from '../../../src/contract/desk.js';
import { text } from '../strings.js';
import { DocumentFrame, FieldError, Group } from './document-frame.js';
import { useDocument } from './use-document.js';

const words = text.settings.levels;
const levels = ['urgent', 'high', 'normal'] as const;
const targets = ['firstResponseMinutes', 'nextResponseMinutes', 'resolutionMinutes'] as const;

/** What shoppers are promised, by how pressing they are. */
export function LevelsPage() {
  const document = useDocument<ServiceLevels>('/v1/service-levels');
  return (
    <DocumentFrame document={document}>
      {(value) => (
        <Group title={text.settings.pages.levels} hint={words.intro}>
          <table className="levels">
            <thead>
              <tr>
                <th scope="col">{words.level}</th>
                {targets.map((target) => (
                  <th key={target} scope="col">
                    {words[target]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {levels.map((level) => (
                <tr key={level}>
                  <th scope="row">
                    {words[level]}
                    <span className="faint">{words[`${level}Hint`]}</span>
                  </th>
                  {targets.map((target) => {
                    const error = document.errors[`${level}.${target}`];
                    return (
                      <td key={target} data-label={words[target]}>
                        <InputNumber
                          className="number-field"
                          aria-label={`${words[level]} ${words[target]}`}
                          value={value[level][target]}
                          min={0}
                          precision={0}
                          suffix={words.minutes}
                          {...(error === undefined ? {} : { status: 'error' as const })}
                          onChange={(next) =>
                            document.change({ ...value, [level]: { ...value[level], [target]: next ?? 0 } })
                          }
                        />
                        <FieldError words={error} />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Group>
      )}
    </DocumentFrame>
  );
}
