import { Modal } from 'antd';
import type { CampaignView } from '../../../../src/contract/campaigns.js';
import { text } from '../../strings.js';
import { campaignText } from '../../strings-campaigns.js';

const words = campaignText;

interface CampaignConflictProps {
  /** What was on the server when this screen was opened, and what is there now. */
  base: CampaignView;
  theirs: CampaignView;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else has saved meanwhile: says what is different there, and keeps what is on the screen until one is chosen. */
export function CampaignConflict({ base, theirs, onKeepMine, onTakeTheirs }: CampaignConflictProps) {
  const names = Object.keys(words.fieldNames) as (keyof typeof words.fieldNames)[];
  const changed = names.filter((name) => JSON.stringify(base[name]) !== JSON.stringify(theirs[name]));
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={words.conflictTitle}
      okText={text.conflict.keepMine}
      cancelText={text.conflict.takeTheirs}
      onOk={onKeepMine}
      onCancel={onTakeTheirs}
    >
      <p>{text.conflict.hint}</p>
      {changed.length === 0 ? null : (
        <p className="rule-sentence">
          {words.conflictFields(changed.map((name) => words.fieldNames[name]).join('、'))}
        </p>
      )}
      {base.state === theirs.state ? null : (
        <p className="rule-sentence">{words.conflictNow(words.state[theirs.state])}</p>
      )}
    </Modal>
  );
}
