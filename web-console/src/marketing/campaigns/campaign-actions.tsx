import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { CampaignView } from '../../../../src/contract/campaigns.js';
import { navigate, pathTo } from '../../routing/router.js';
import { text } from '../../strings.js';
import { campaignText } from '../../strings-campaigns.js';
import { momentWords } from './campaign-words.js';
import { DryRunDrawer } from './dry-run-drawer.js';
import type { CampaignEditing } from './use-campaign-editing.js';

const words = campaignText;
const nameLength = 40;

interface CampaignActionsProps {
  campaign: CampaignView;
  editing: CampaignEditing;
  timeZone: string;
}

/** What can be done with a stored campaign, each with what it means before it is done. */
export function CampaignActions({ campaign, editing, timeZone }: CampaignActionsProps) {
  const { modal } = App.useApp();
  const [looking, setLooking] = useState(false);
  const [copying, setCopying] = useState(false);
  const { state, name } = campaign;
  const { busy, dirty } = editing;
  const unsaved = { disabled: busy !== undefined || dirty, title: dirty ? words.saveFirst : '' };

  const start = (): void => {
    const until = momentWords(campaign.endsAt, timeZone);
    const isLater = Date.parse(campaign.startsAt) > Date.now();
    modal.confirm({
      title: words.startTitle(name),
      content: (
        <>
          <p>
            {isLater
              ? words.startLater(momentWords(campaign.startsAt, timeZone), until)
              : words.startNow(until)}
          </p>
          <p>{state === 'paused' ? words.resumeHint : words.startHint}</p>
          {campaign.warnings.map((warning) => (
            <p key={warning} className="campaign-warn">
              {warning}
            </p>
          ))}
        </>
      ),
      okText: state === 'paused' ? words.act.resume : words.act.start,
      cancelText: text.cancel,
      onOk: () => editing.move(campaign, 'start'),
    });
  };
  const asked = (title: string, content: string, okText: string, onOk: () => Promise<void>): void =>
    void modal.confirm({
      title,
      content,
      okText,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      onOk,
    });

  return (
    <>
      {state === 'draft' ? (
        <Button
          type="text"
          danger
          disabled={busy !== undefined}
          onClick={() =>
            asked(words.removeTitle(name), words.removeHint, words.act.remove, () => editing.remove(campaign))
          }
        >
          {words.act.remove}
        </Button>
      ) : (
        <Button
          type="text"
          disabled={busy !== undefined}
          onClick={() => navigate(pathTo('results', 'campaigns', campaign.campaignId))}
        >
          {words.act.results}
        </Button>
      )}
      <Button type="text" {...unsaved} onClick={() => setCopying(true)}>
        {words.act.copy}
      </Button>
      {state === 'draft' || state === 'ended' ? null : (
        <Button
          type="text"
          danger
          disabled={busy !== undefined}
          onClick={() =>
            asked(words.endTitle(name), words.endHint, words.act.end, () => editing.move(campaign, 'end'))
          }
        >
          {words.act.end}
        </Button>
      )}
      {state === 'ended' ? null : (
        <Button {...unsaved} onClick={() => setLooking(true)}>
          {words.act.dryRun}
        </Button>
      )}
      {state === 'running' || state === 'scheduled' ? (
        <Button
          loading={busy === 'pause'}
          disabled={busy !== undefined}
          onClick={() =>
            asked(words.pauseTitle(name), words.pauseHint, words.act.pause, () =>
              editing.move(campaign, 'pause'),
            )
          }
        >
          {words.act.pause}
        </Button>
      ) : null}
      {state === 'draft' || state === 'paused' ? (
        <Button type={dirty ? 'default' : 'primary'} loading={busy === 'start'} {...unsaved} onClick={start}>
          {state === 'paused' ? words.act.resume : words.act.start}
        </Button>
      ) : null}
      {looking ? <DryRunDrawer campaign={campaign} onClose={() => setLooking(false)} /> : null}
      {copying ? (
        <CopyDialog
          name={words.copyName(name)}
          onClose={() => setCopying(false)}
          onCopy={(chosen) => editing.copy(campaign, chosen)}
        />
      ) : null}
    </>
  );
}

interface CopyDialogProps {
  name: string;
  onCopy: (name: string) => Promise<void>;
  onClose: () => void;
}

function CopyDialog({ name: proposed, onCopy, onClose }: CopyDialogProps) {
  const [name, setName] = useState(proposed);
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      open
      title={words.copyTitle}
      okText={words.act.copy}
      cancelText={text.cancel}
      okButtonProps={{ disabled: name.trim() === '' }}
      confirmLoading={busy}
      onOk={async () => {
        setBusy(true);
        await onCopy(name.trim());
        setBusy(false);
        onClose();
      }}
      onCancel={onClose}
      width={420}
    >
      <p className="faint">{words.copyHint}</p>
      <Input
        value={name}
        maxLength={nameLength}
        aria-label={words.title}
        onChange={({ target }) => setName(target.value)}
      />
    </Modal>
  );
}
