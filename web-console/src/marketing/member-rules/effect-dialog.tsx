import { Alert, Modal } from 'antd';
import type { MemberRules, MemberRulesEffect } from '../../../../src/contract/member-rules.js';
import { text } from '../../strings.js';
import { memberRulesText as words } from '../../strings-member-rules.js';

const count = (value: number): string => value.toLocaleString('zh-CN');

interface EffectDialogProps {
  effect: MemberRulesEffect;
  rules: MemberRules;
  /** Names of tiers by id, of the rules in force and of these. */
  names: ReadonlyMap<string, string>;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
}

/** What the rules do to the customers, before they are put in force. */
export function EffectDialog({ effect, rules, names, busy, onSave, onClose }: EffectDialogProps) {
  const { customers, lookedAt, changed, atRisk, moves } = effect;
  const nameOf = (id: string): string => names.get(id) ?? id;
  return (
    <Modal
      open
      title={words.reviewTitle}
      okText={words.save}
      cancelText={text.cancel}
      confirmLoading={busy}
      onOk={onSave}
      onCancel={onClose}
    >
      {rules.tiersFrom === 'shop' ? (
        <p>{words.fromShop}</p>
      ) : (
        <>
          <p>
            {changed === 0 ? words.noChange(count(lookedAt)) : words.change(count(lookedAt), count(changed))}
          </p>
          {moves.length === 0 ? null : (
            <ul className="tier-moves">
              {moves.map(({ from, to, customers: people }) => (
                <li key={`${from} ${to}`}>
                  <span>{words.move(nameOf(from), nameOf(to))}</span>
                  <strong>{words.people(count(people))}</strong>
                </li>
              ))}
            </ul>
          )}
          {atRisk === 0 ? null : <p>{words.atRisk(count(atRisk))}</p>}
          {lookedAt < customers ? (
            <Alert type="warning" showIcon title={words.partly(count(lookedAt))} />
          ) : null}
        </>
      )}
      <p className="faint">{words.pointsStay}</p>
    </Modal>
  );
}
